"""Turns codes into words."""
