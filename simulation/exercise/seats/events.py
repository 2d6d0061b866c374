"""Who sat down or stood up, and where a pen went."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.exercise.core.event import Event, event
from simulation.kernel.terms import Office


@event("SeatTaken")
@dataclass(frozen=True, slots=True, kw_only=True)
class SeatTaken(Event):
    """Somebody sat down."""

    country: str
    offices: tuple[Office, ...]
    member: str
    post: str


@event("SeatLeft")
@dataclass(frozen=True, slots=True, kw_only=True)
class SeatLeft(Event):
    """Somebody stood up."""

    country: str
    member: str


@event("PenPassed")
@dataclass(frozen=True, slots=True, kw_only=True)
class PenPassed(Event):
    """An office's pen went to a member."""

    country: str
    office: Office
    member: str
