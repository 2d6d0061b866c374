"""Levers as pages tell of them: what each does, how long until it works, whence we know."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.law.book.levers import load_levers
from webapp.text.law_texts import source_text
from webapp.text.say import say_code


@dataclass(frozen=True, slots=True)
class LeverText:
    """A lever in words."""

    id: str
    name: str
    text: str
    lead_days: int
    source: str
    confidence: str


def lever_texts() -> tuple[LeverText, ...]:
    """All levers, in the order of the table."""
    return tuple(
        LeverText(
            row.id,
            row.name,
            row.text,
            row.lead_days,
            source_text(row.source),
            say_code(f"confidence.{row.confidence[:1]}"),
        )
        for row in load_levers().values()
    )
