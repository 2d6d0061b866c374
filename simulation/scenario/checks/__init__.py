"""What must hold between the parts of a scenario; all problems are told at once."""
