"""What a prosecutor does with a charge besides putting papers before the court, and the events that tell of it."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.exercise.core.command import Command
from simulation.exercise.core.event import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class HearByVideo(Command):
    """Have a witness of a charge heard by video link: he or she fails to come less often, and weighs less."""

    charge: str
    witness: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WitnessByVideo(Event):
    """A witness is to be heard by video link."""

    country: str
    charge: str
    witness: str
