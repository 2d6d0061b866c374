"""Seats and pens, and the duty officer who stands in."""
