"""Evaluators, their notes and ratings, and the survey."""
