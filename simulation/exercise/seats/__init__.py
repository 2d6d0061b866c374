"""Seats and pens, and the duty officer who acts when the people at a seat do not."""
