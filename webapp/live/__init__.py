"""Ticks, live parts of pages, and who is here."""
