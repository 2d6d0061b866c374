"""What became of an inject."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.exercise.core.event import Event, event


@event("InjectFired")
@dataclass(frozen=True, slots=True, kw_only=True)
class InjectFired(Event):
    """An inject reached seats."""

    inject: str
    countries: tuple[str, ...]
    by_hand: bool
    title: str = ""
    text: str = ""


NEEDLESS = "needless"
"""What changes an inject whose moment came when what it asks for was done already."""


@event("InjectChanged")
@dataclass(frozen=True, slots=True, kw_only=True)
class InjectChanged(Event):
    """Control held, released, edited or added an inject, or sent a hint; or its moment came and it was needless."""

    inject: str
    change: str
    text: str = ""


@event("InjectAnswered")
@dataclass(frozen=True, slots=True, kw_only=True)
class InjectAnswered(Event):
    """A seat answered an inject."""

    inject: str
    country: str
    office: str
    choice: str
    text: str
