"""What happened in play: the case, any day of it, each team, and two rooms beside each other."""
