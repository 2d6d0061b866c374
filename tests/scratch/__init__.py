"""Additions that do not ship: each is declared in a package of its own, handed over, and played."""
