"""Procedures beside the letter, from their declaration."""
