"""What an exercise keeps of hand-overs."""

from __future__ import annotations

from dataclasses import dataclass, field

from simulation.exercise.core.command import Seat, SeatRole
from simulation.exercise.core.state import SeatState
from simulation.exercise.handovers.commands import HandedItem
from simulation.kernel.registers import Register, Watched
from simulation.kernel.terms import Office

HANDED, TAKEN, RETURNED = "handed", "taken", "returned"
"""Where a hand-over stands; given back, or while nobody sits where it waits, it waits at the seat that gave it."""


@dataclass
class HandOverState(Watched):
    """A matter between two seats of a country: who gave it to whom, what it is, the last note, and where it stands."""

    key: str
    country: str
    by: Office
    to: Office
    matter: HandedItem
    about: str
    text: str
    since: int
    stands: str


@dataclass(slots=True)
class HandOvers:
    """Hand-overs by key."""

    handovers: Register[str, HandOverState] = field(default_factory=Register)


def players(seats: Register[Seat, SeatState], country: str, office: Office) -> set[str]:
    """Who plays at an office."""
    return {who for who, post in seats[Seat(country, office)].members.items() if post is SeatRole.PLAYER}


def where(seats: Register[Seat, SeatState], kept: HandOverState) -> tuple[Office, Office, str]:
    """From which seat, at which, and as what it waits: with nobody there, it is back where it came from meanwhile."""
    is_empty = not players(seats, kept.country, kept.to)
    if kept.stands != TAKEN and is_empty and players(seats, kept.country, kept.by):
        return kept.to, kept.by, RETURNED
    return kept.by, kept.to, kept.stands
