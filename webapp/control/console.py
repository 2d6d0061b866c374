"""The clock of the room: plan of the day, what can be done with it now, and how long each move has taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from flask_babel import format_time, ngettext
from flask_babel import gettext as _

from simulation.exercise.events import PhaseChanged
from simulation.exercise.journal import decode_event
from simulation.exercise.views import ClockView
from webapp.chrome import ClockFace, clock_face, office_minutes
from webapp.pages import all_views, wall_ms
from webapp.records import EventRecord, JournalRecord
from webapp.visit import current_exercise, services

CHANGING_MINUTES = 3
"""Wall minutes that a jump and the reading of what it brought take, for the planned times."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A move in the plan of the day."""

    label: str
    day_text: str
    time_text: str
    state: str
    gap_text: str


@dataclass(frozen=True, slots=True)
class Pace:
    """What the room may do with the clock now."""

    phase: str
    jump_days: int
    is_plan_done: bool
    can_jump: bool
    can_end: bool


def face() -> ClockFace:
    """The clock as the room shows it."""
    published = all_views()
    return clock_face(
        published.control.clock, published.scenario, current_exercise(), office_minutes(published), wall_ms()
    )


def pace(clock: ClockView) -> Pace:
    """Which buttons there are."""
    return Pace(
        phase=clock.phase,
        jump_days=clock.next_jump_days,
        is_plan_done=clock.phase == "office_hours" and not clock.planned_days,
        can_jump=clock.phase == "office_hours",
        can_end=clock.phase in {"warm_up", "office_hours", "running"},
    )


def opened_at() -> Mapping[int, datetime]:
    """When each move's first office hours began by the wall clock; a move that was undone counts from its new start."""
    chosen = (
        sa.select(EventRecord.payload, JournalRecord.wall)
        .join(
            JournalRecord,
            sa.and_(
                JournalRecord.exercise_id == EventRecord.exercise_id,
                JournalRecord.sequence == EventRecord.journal_sequence,
            ),
        )
        .where(
            EventRecord.exercise_id == current_exercise().id,
            EventRecord.kind == "PhaseChanged",
            EventRecord.superseded_by.is_(None),
        )
        .order_by(EventRecord.sequence)
    )
    found: dict[int, datetime] = {}
    with services().database.reading() as session:
        rows = session.execute(chosen).all()
    for payload, wall in rows:
        event = decode_event(payload)
        if isinstance(event, PhaseChanged) and event.phase == "office_hours":
            found.setdefault(event.move, wall if wall.tzinfo else wall.replace(tzinfo=UTC))
    return found


def plan(clock: ClockView, face_shown: ClockFace) -> tuple[Cell, ...]:
    """A cell for each move, done, now and coming, and the end; times that lie ahead are planned ones."""
    opened = opened_at()
    days = [*(clock.move_days or (1,)), *clock.planned_days]
    if clock.move:
        days = [*clock.move_days, *clock.planned_days]
    is_over = clock.phase in {"ended", "epilogue", "closed"}
    if is_over:
        days = [*clock.move_days, clock.day] if clock.phase == "ended" else [*clock.move_days, days[-1]]
        if len(days) > 1 and days[-1] == days[-2]:
            days.pop()
    step = timedelta(minutes=office_minutes(all_views()) + CHANGING_MINUTES)
    ends = face_shown.ends_at
    next_at = datetime.fromtimestamp(ends / 1000, UTC) + timedelta(minutes=CHANGING_MINUTES) if ends else None
    if clock.phase in {"lobby", "warm_up"}:
        next_at = None
    cells = []
    for number, day in enumerate(days, start=1):
        is_end = number == len(days)
        state = "end" if is_end else "coming"
        at = opened.get(number)
        if not is_end and (number < clock.move or (is_over and number <= clock.move)):
            state = "done"
        elif not is_end and number == clock.move:
            state = "now"
        elif next_at is not None and not is_over:
            at = next_at
            next_at += step
        gap = "" if is_end else str(days[number] - day)
        cells.append(
            Cell(
                label=_("End") if is_end else _("Move %(number)s", number=number),
                day_text=_("day %(day)s", day=day),
                time_text=_clock_time(at),
                state=state,
                gap_text=gap,
            )
        )
    return tuple(cells)


def _clock_time(at: datetime | None) -> str:
    """Wall time as the room's clock shows it."""
    return format_time(at.astimezone().replace(tzinfo=None), "HH:mm", rebase=False) if at is not None else ""


def journal_text() -> str:
    """How much of the exercise is stored."""
    return ngettext("Journal saved, %(num)s entry", "Journal saved, %(num)s entries", all_views().sequence)
