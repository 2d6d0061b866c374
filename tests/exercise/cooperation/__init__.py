"""Levers and trust between countries."""
