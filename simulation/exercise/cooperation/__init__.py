"""Levers, and the trust between two countries."""
