"""A hand-over as both seats see it."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.exercise.core.command import Seat
from simulation.exercise.core.state import SeatState
from simulation.exercise.handovers.state import TAKEN, HandOverState, players, where
from simulation.kernel.registers import Register
from simulation.kernel.terms import Office


@dataclass(frozen=True, slots=True)
class HandOverView:
    """A matter that one seat of this team gave to another.

    Attributes:
        key: Its key.
        since: Second of the last step.
        by: The office that gave it, or gave it back.
        to: The office at which it waits, or that took it.
        matter: `request`, `procedure`, `document`, `entity` or `measure`.
        about: Key of that thing.
        text: The note.
        stands: `handed`, `taken` or `returned`; what was handed to a seat that is empty now counts as returned.
        waits: Somebody is to take it.
    """

    key: str
    since: int
    by: Office
    to: Office
    matter: str
    about: str
    text: str
    stands: str
    waits: bool


def handover_view(kept: HandOverState, seats: Register[Seat, SeatState], country: str) -> HandOverView | None:
    """A hand-over of a country; one between seats that the same people hold waits for nobody."""
    if kept.country != country:
        return None
    by, to, stands = where(seats, kept)
    there = players(seats, country, kept.to)
    is_in_one_hand = bool(there) and there <= players(seats, country, kept.by)
    waits = stands != TAKEN and not is_in_one_hand
    return HandOverView(kept.key, kept.since, by, to, kept.matter.value, kept.about, kept.text, stands, waits)
