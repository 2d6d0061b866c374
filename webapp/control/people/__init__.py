"""Everybody in the exercise, and what a trainer can do with each."""
