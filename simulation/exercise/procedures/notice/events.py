"""What became of a notice."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.exercise.core.event import Event, event


@event("NoticeChanged")
@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeChanged(Event):
    """A notice was asked for, published, answered by a bureau abroad (`other`), or fully answered (`ended`)."""

    country: str
    notice: str
    kind: str
    target: str
    change: str
    other: str = ""
