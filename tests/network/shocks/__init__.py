"""Shocks and what they hit."""
