"""Procedures between countries, each to every end."""
