"""Which points to rule on concern what people decide: those come first, the others can wait or be left."""

from __future__ import annotations

from simulation.exercise.procedures.letter.play.views import PointView
from webapp.pages.page import control_view


def is_own(point: PointView) -> bool:
    """Whether the country that was asked has people at its seats, so that a team decides or has decided on it."""
    lines = (line for line in control_view().countries if line.country == point.requested)
    return any(not seat.automatic for line in lines for seat in line.seats)
