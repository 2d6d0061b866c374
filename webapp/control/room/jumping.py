"""A jump asks first and can be announced; minutes and plan of the room can be changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from flask import flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from simulation.exercise.clock.commands import Jump
from simulation.exercise.clock.handlers import LONGEST_JUMP_DAYS
from simulation.exercise.core.command import CONTROL
from simulation.kernel.agenda import DAY
from simulation.kernel.errors import RuleViolation
from webapp.control.blueprint import blueprint
from webapp.control.room.busy import TeamDue, busy_values, due
from webapp.control.room.day_plan import Planning
from webapp.control.room.ending_holds import EndingHold, days_before, ending_hold, holds_ending
from webapp.control.room.pages import room_page
from webapp.control.value_names import day
from webapp.pages.forms import command_id, int_field, is_ticked, one_of, optional_int_field, text_field
from webapp.pages.frame import preset_of
from webapp.pages.page import ControlPage, all_views, back, control_page, control_view, do, new_command_id, refusal
from webapp.store.room_time import Announcement, RoomTime
from webapp.visit.refusals import Refusal
from webapp.visit.visitor import current_exercise, services

ANNOUNCED_MINUTES = (1, 2, 5)
"""Before so many wall minutes a jump can be announced."""

SAID_LIMIT = 200
"""Letters that are read on a wall at a glance (assumption)."""

STEP_MINUTES = 5
"""Minutes by which office hours are made longer or shorter."""


@dataclass(frozen=True, slots=True)
class Leap:
    """A jump that is asked for: its days, and whether it opens the next move."""

    days: int
    ends_move: bool


def answer(refused: Refusal | None) -> ResponseReturnValue:
    """Back to the room, or the room with what the rules said."""
    return room_page(refused.status, refused) if refused is not None else back("control.home")


def leap_field() -> Leap:
    """The jump of the form.

    Raises:
        RuleViolation: Its days are no number of days.
    """
    days = int_field("days", lowest=1, highest=LONGEST_JUMP_DAYS, label=_("Days"))
    return Leap(days, is_ticked("ends_move"))


@dataclass(frozen=True, slots=True)
class JumpPage(ControlPage):
    """A jump before it is made: who is still writing, and what falls due."""

    template: ClassVar[str] = "control/jump.html"
    key: ClassVar[str] = "room"

    days: int
    ends_move: str
    is_last: bool
    is_after: bool
    arrival: str
    today: str
    due: tuple[TeamDue, ...]
    holds: tuple[EndingHold, ...]
    days_before: int
    begun: int
    announced_minutes: tuple[int, int, int]
    seen: int
    id: str


@blueprint.get("/jump")
def ask_jump() -> ResponseReturnValue:
    """What a jump would cut short, and the buttons."""
    text = request.args.get("days", "")
    days = int(text) if text.isdecimal() and len(text) < 4 else 0
    if not 1 <= days <= LONGEST_JUMP_DAYS:
        return answer(
            refusal(RuleViolation("field.not_a_number", label=_("Days"), lowest=1, highest=LONGEST_JUMP_DAYS))
        )
    clock = control_view().clock
    if clock.phase != "office_hours":
        return answer(refusal(RuleViolation("pace.wrong_phase", phase=clock.phase, action="Jump")))
    arrival, planned = clock.day + days, clock.moves - all_views().room.left_out
    ends = holds_ending(clock.now + days * DAY)
    return control_page(
        JumpPage(
            days=days,
            ends_move="yes" if request.args.get("ends_move") else "",
            is_last=clock.move == planned,
            is_after=clock.move > planned,
            arrival=day(arrival),
            today=day(clock.day),
            due=due(arrival),
            holds=tuple(ending_hold(each) for each in ends),
            days_before=days_before(ends, clock.now),
            begun=clock.now,
            announced_minutes=ANNOUNCED_MINUTES,
            seen=all_views().room.changes,
            id=new_command_id("control/jump"),
        ),
        200,
        **busy_values(),
    )


@blueprint.post("/jump")
def jump() -> ResponseReturnValue:
    """Lets days pass; the answer comes when they have passed and the offices are open again."""
    begun = control_view().clock
    try:
        leap = leap_field()
        command = Jump(id=command_id(), member=CONTROL, days=leap.days, ends_move=leap.ends_move)
        seen = optional_int_field("begun", lowest=0, highest=10**12)
    except RuleViolation as violation:
        return answer(refusal(violation))
    if seen is not None and seen != begun.now and not services().store.has_performed(current_exercise().id, command.id):
        return answer(refusal(RuleViolation("room.jumped", day=begun.day)))
    refused = do(command)
    if refused is None:
        after = control_view().clock.day
        if after != begun.day:
            flash(
                _(
                    "Days passed: %(days)s. It is now %(day)s; every seat can read its news.",
                    days=after - begun.day,
                    day=day(after),
                )
            )
            return back("control.home")
    return answer(refused)


@blueprint.post("/jump/announce")
def announce_jump() -> ResponseReturnValue:
    """Says on every desk, phone and wall that a jump is coming."""
    try:
        leap = leap_field()
        minutes = int(one_of("minutes", map(str, ANNOUNCED_MINUTES), label=_("Minutes")))
    except RuleViolation as violation:
        return answer(refusal(violation))
    at = int(services().wall_clock()) + minutes * 60
    coming = Announcement(at, leap.days, leap.ends_move, control_view().clock.now)
    refused = retimed(lambda room: room.announced(coming))
    if refused is None:
        flash(ngettext("Announced: jump in %(num)s minute.", "Announced: jump in %(num)s minutes.", minutes))
    return answer(refused)


@blueprint.post("/jump/off")
def call_off_jump() -> ResponseReturnValue:
    """Takes the announcement back."""
    return answer(retimed(lambda room: room.announced(None)))


@blueprint.post("/say")
def say() -> ResponseReturnValue:
    """Shows words on every desk, phone and wall; with a pause no office minute passes until it goes on."""
    is_pause, wall = is_ticked("pause"), int(services().wall_clock())
    try:
        said = text_field("said", label=_("Message for every screen"), limit=SAID_LIMIT, required=not is_pause)
    except RuleViolation as violation:
        return answer(refusal(violation))
    return answer(retimed(lambda room: room.pauses(said, wall) if is_pause else room.says(said)))


@blueprint.post("/say/off")
def say_no_more() -> ResponseReturnValue:
    """Takes the words off the screens, and ends the pause."""
    wall = int(services().wall_clock())
    return answer(retimed(lambda room: room.goes_on(wall)))


@blueprint.post("/minutes")
def change_minutes() -> ResponseReturnValue:
    """Five minutes more, or five fewer."""
    try:
        sign = {"more": 1, "fewer": -1}[one_of("what", ("more", "fewer"), label=_("Minutes"))]
    except RuleViolation as violation:
        return answer(refusal(violation))
    wall = int(services().wall_clock())
    return answer(retimed(lambda room: room.changed_by(sign * STEP_MINUTES, wall)))


@blueprint.post("/plan")
def change_plan() -> ResponseReturnValue:
    """Other minutes for the moves to come, a move left out, or the plan kept as it has become."""
    shown = all_views()
    planning = Planning(shown.control.clock, preset_of(shown), shown.room, int(services().wall_clock()))
    if is_ticked("accept"):
        return answer(retimed(lambda room: room.accepted(planning.ends_with(planning.coming))))
    try:
        minutes = optional_int_field("minutes", lowest=1, highest=120, label=_("Minutes"))
        most = len(planning.preset.jumps) - max(1, planning.clock.move)
        left_out = int_field("left_out", lowest=0, highest=max(0, most), label=_("Moves"))
    except RuleViolation as violation:
        return answer(refusal(violation))
    return answer(retimed(lambda room: room.planned(minutes, left_out)))


def retimed(change: Callable[[RoomTime], RoomTime]) -> Refusal | None:
    """Changes the room's time as the form saw it."""
    try:
        seen = int_field("seen", lowest=0, highest=10**9)
        services().store.retime(current_exercise().id, seen, change)
    except RuleViolation as violation:
        return refusal(violation)
    return None
