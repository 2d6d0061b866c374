"""Seats, pens and hand-overs between them."""
