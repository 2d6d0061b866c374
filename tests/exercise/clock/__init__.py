"""Phases, jumps and what falls due by itself."""
