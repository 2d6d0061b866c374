"""Shocks, and what they change."""
