"""How the exercise was played: case, replay, teams, and rooms compared."""
