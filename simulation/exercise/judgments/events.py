"""A verdict, and what happens to a conviction until it is final."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.exercise.core.event import Event, event


@event("AppealMoved")
@dataclass(frozen=True, slots=True, kw_only=True)
class AppealMoved(Event):
    """A conviction may be appealed (`term`), is (`lodged`), or has become final (`lapsed`, `dismissed`, `allowed`)."""

    country: str
    charge: str
    person: str
    stage: str


@event("VerdictGiven")
@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictGiven(Event):
    """A court decided: `conviction`, `acquittal` or `dismissal`, with the reasons' codes.

    After a conviction the sentence in months and the ids of the rows that made it.
    """

    country: str
    charge: str
    person: str
    offence: str
    outcome: str
    is_organiser: bool
    reasons: tuple[str, ...] = ()
    months: int = 0
    grounds: tuple[str, ...] = ()
