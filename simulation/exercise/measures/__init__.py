"""Measures at home, the officers who carry them out, and reports of suspicion."""
