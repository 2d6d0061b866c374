"""What a team changed on its board or in its case plan."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.exercise.core.event import Event, event


@event("BoardChanged")
@dataclass(frozen=True, slots=True, kw_only=True)
class BoardChanged(Event):
    """A team's board changed."""

    country: str
    change: str
    claim: str
    documents: tuple[str, ...] = ()
