"""Making and joining an exercise."""
