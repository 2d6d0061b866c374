"""Measures at home and reports of suspicion."""
