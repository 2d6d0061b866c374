"""Money that was blocked, or let go."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.exercise.core.event import Event, event


@event("AssetsFrozen")
@dataclass(frozen=True, slots=True, kw_only=True)
class AssetsFrozen(Event):
    """Money was blocked in an account for a country's case."""

    country: str
    for_country: str
    account: str
    amount_minor: int
    until: int | None
    source: str


@event("FreezeEnded")
@dataclass(frozen=True, slots=True, kw_only=True)
class FreezeEnded(Event):
    """A freeze for a country's case ended: `lapsed`, `lifted` or `confiscated`."""

    country: str
    account: str
    amount_minor: int
    how: str
