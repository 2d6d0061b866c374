"""Who sits where, as its team and control see it."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.exercise.core.command import Seat
from simulation.exercise.core.state import State


@dataclass(frozen=True, slots=True)
class SeatView:
    """Who sits at an office: ids of members (names are the web's), and who holds the pen ("" for nobody)."""

    seat: Seat
    pen: str
    members: tuple[str, ...]
    automatic: bool


def seats_of(state: State, country: str) -> tuple[SeatView, ...]:
    """A country's seats as its team and control see them."""
    return tuple(
        SeatView(seat, taken.pen, tuple(taken.members), state.is_automatic(seat))
        for seat, taken in state.seats.items()
        if seat.country == country
    )
