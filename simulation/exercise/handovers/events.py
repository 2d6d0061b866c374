"""What became of a hand-over."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.exercise.core.event import Event, event
from simulation.kernel.terms import Office


@event("HandOverChanged")
@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverChanged(Event):
    """A matter was handed over, taken or given back (`change`) by one office of a country to another."""

    country: str
    handover: str
    matter: str
    about: str
    office: Office
    to: Office
    change: str
    text: str = ""
