"""How long offices take."""
