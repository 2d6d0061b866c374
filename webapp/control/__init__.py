"""The control room, in which trainers lead an exercise."""
