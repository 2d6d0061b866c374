"""The law book as the desk reads it, loaded once."""

from __future__ import annotations

from functools import cache

from simulation.assistance.lawbook import LawBook, load_law_book


@cache
def law_book() -> LawBook:
    """The rows of the law data, checked when they are first read."""
    return load_law_book()
