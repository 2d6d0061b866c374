"""The exercise: commands, clock, determinism, views."""
