"""Phases and jumps, and the warm-up."""
