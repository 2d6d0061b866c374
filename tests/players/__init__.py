"""Automatic players: what they do, what they never do, and what it changes."""
