"""What an exercise keeps of hand-overs."""

from __future__ import annotations

from dataclasses import dataclass, field

from simulation.exercise.handovers.commands import HandedItem
from simulation.kernel.terms import Office


@dataclass(slots=True)
class HandOverState:
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

    handovers: dict[str, HandOverState] = field(default_factory=dict)
