"""The event list: move by move, one event with all its words, and what a trainer changes of it."""
