"""A lever that was decided on or began to work."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.exercise.core.event import Event, event


@event("LeverPulled")
@dataclass(frozen=True, slots=True, kw_only=True)
class LeverPulled(Event):
    """A country decided on a lever (`change` `decided`), or it began to work (`works`), at second `works_at`."""

    country: str
    lever: str
    change: str
    works_at: int
