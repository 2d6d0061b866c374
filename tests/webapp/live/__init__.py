"""Ticks and the running clock."""
