"""Creating and joining an exercise."""
