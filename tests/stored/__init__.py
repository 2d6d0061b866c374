"""Nets: exercises, pages, names on paper and events as they are stored, with which later ones are compared."""
