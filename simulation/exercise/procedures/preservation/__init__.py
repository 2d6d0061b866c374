"""Preservation of data."""
