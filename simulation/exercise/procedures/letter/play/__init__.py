"""What the letter does in an exercise."""
