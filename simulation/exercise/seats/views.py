"""Who sits where, as its team and control see it."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.exercise.core.command import Seat
from simulation.exercise.core.derived import Reading
from simulation.exercise.core.state import SeatState
from simulation.kernel.registers import Register
from simulation.kernel.terms import Office


@dataclass(frozen=True, slots=True)
class SeatView:
    """Who sits at an office: ids of members (names are the web's), and who holds the pen ("" for nobody)."""

    seat: Seat
    pen: str
    members: tuple[str, ...]
    automatic: bool


def seats_of(
    seats: Register[Seat, SeatState], automatic: Reading[tuple[Office, ...]], country: str
) -> tuple[SeatView, ...]:
    """A country's seats as its team and control see them.

    Args:
        seats: All seats.
        automatic: Offices of the country that its automatic player plays now.
        country: Its code.
    """
    return tuple(
        SeatView(seat, taken.pen, tuple(taken.members), seat.office in automatic())
        for seat, taken in seats.items()
        if seat.country == country
    )
