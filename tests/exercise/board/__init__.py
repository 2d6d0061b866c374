"""The board and the case plan of a team."""
