"""A line of the law book as a page shows it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LawEntry:
    """A line of the law book as a page shows it; name and text may be `Filled`."""

    chapter: str
    id: str
    name: str
    text: str
    source: str
    confidence: str
