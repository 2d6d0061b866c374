"""Ticks, live parts of pages, and the people who are present."""
