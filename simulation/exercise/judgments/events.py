"""What happens to a conviction until it is final."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.exercise.core.event import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealMoved(Event):
    """A conviction may be appealed (`term`), is (`lodged`), or has become final (`lapsed`, `dismissed`, `allowed`)."""

    country: str
    charge: str
    person: str
    stage: str
