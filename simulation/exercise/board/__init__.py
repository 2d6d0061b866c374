"""The board and the case plan."""
