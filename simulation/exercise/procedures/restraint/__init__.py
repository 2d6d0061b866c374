"""Freezing and confiscation abroad."""
