"""People who are moved: recruitment, journeys, exploitation, exits."""
