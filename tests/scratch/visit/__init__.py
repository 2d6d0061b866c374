"""A procedure that nobody has heard of: officers of one country visit another."""
