"""The clock as the room shows it, and which buttons there are."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from simulation.exercise.clock.views import ClockView
from webapp.pages.frame import ClockFace, clock_face
from webapp.pages.page import all_views, wall_ms
from webapp.store.room_time import MINUTE, RoomTime
from webapp.visit.visitor import services


@dataclass(frozen=True, slots=True)
class Pace:
    """What the room may do with the clock now."""

    phase: str
    jump_days: int
    is_plan_done: bool
    can_jump: bool
    can_end: bool
    is_over: bool
    minutes_left: int


def face() -> ClockFace:
    """The clock as the room shows it."""
    published = all_views()
    return clock_face(published.control.clock, published.scenario, published.room, wall_ms())


def pace(clock: ClockView, room: RoomTime) -> Pace:
    """Which buttons there are."""
    wall = int(services().wall_clock())
    ends = room.ends_at(wall)
    return Pace(
        phase=clock.phase,
        jump_days=clock.next_jump_days,
        is_plan_done=clock.phase == "office_hours" and clock.move > clock.moves - room.left_out,
        can_jump=clock.phase == "office_hours",
        can_end=clock.phase in {"warm_up", "office_hours", "running"},
        is_over=clock.is_over,
        minutes_left=0 if ends is None else max(0, ends - wall) // MINUTE,
    )


def journal_text() -> str:
    """That the exercise is stored, without a number: the words stand on the page while entries come."""
    return _("Journal saved")
