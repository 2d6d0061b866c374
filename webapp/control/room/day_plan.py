"""The plan of the day: a cell for each move by the wall clock, whether the room is late, and what would help."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

import sqlalchemy as sa
from flask_babel import gettext as _
from flask_babel import ngettext

from simulation.exercise.clock.events import PhaseChanged
from simulation.exercise.clock.views import ClockView
from simulation.exercise.journal import decode_event
from simulation.scenario.schema.play import Preset
from webapp.control.value_names import wall_time
from webapp.pages.day_cells import Cell, end_name, outlined, part_name
from webapp.pages.frame import after_the_last, preset_of
from webapp.pages.page import all_views
from webapp.store.day_outline import CHANGING_MINUTES, FEWEST_MINUTES, Part
from webapp.store.registered import registry
from webapp.store.room_time import MINUTE, RoomTime
from webapp.store.tables import EventRecord, JournalRecord, in_utc
from webapp.text.formatting import day_number
from webapp.visit.visitor import current_exercise, services

ON_TIME = 1
"""So many minutes off the plan are on time."""

ANOTHER_DAY = 180
"""So many minutes off the plan it is a plan of another day."""

WIDEST = 90
"""No cell is drawn wider than so many minutes: a night between two moves is no part of the day."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """Something that the trainer may do about the plan: the button, and what it sends."""

    label: str
    fields: Mapping[str, int | str]


@dataclass(frozen=True, slots=True)
class DayPlan:
    """The plan in one row, and in words how it stands."""

    cells: tuple[Cell, ...] = ()
    tone: str = ""
    off_text: str = ""
    ends_text: str = ""
    remedies: tuple[Remedy, ...] = ()


def opened_at() -> Mapping[int, int]:
    """The wall second at which each move began; a move that was undone counts from its new start."""
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
    found: dict[int, int] = {}
    with services().database.reading() as session:
        rows = session.execute(chosen).all()
    for payload, wall in rows:
        event = decode_event(payload, registry().codes)
        if isinstance(event, PhaseChanged) and event.phase == "office_hours":
            found.setdefault(event.move, int(in_utc(wall).timestamp()))
    return found


def day_plan() -> DayPlan:
    """The plan of the exercise in the address, from now."""
    shown = all_views()
    clock, wall = shown.control.clock, int(services().wall_clock())
    ended_on = day_number(shown.played_to) if clock.is_over else 0
    return Planning(clock, preset_of(shown), shown.room, wall, opened_at(), ended_on).plan()


@dataclass(frozen=True, slots=True)
class Planning:
    """What the plan is made from.

    Attributes:
        clock: The simulated clock.
        preset: Moves, jumps and office minutes.
        room: The room's own time.
        wall: Wall second now.
        opened: Wall second at which each move began.
        ended_on: Day on which play ended, 0 while it goes on.
    """

    clock: ClockView
    preset: Preset
    room: RoomTime
    wall: int
    opened: Mapping[int, int] = field(default_factory=dict)
    ended_on: int = 0

    @property
    def moves(self) -> int:
        """Moves of the plan that are played."""
        return len(self.preset.jumps) - self.room.left_out

    @property
    def minutes(self) -> int:
        """Office minutes of each move to come."""
        return self.room.minutes_of(self.preset)

    @property
    def step(self) -> int:
        """Wall seconds from the opening of a move to come to that of the next."""
        return (self.minutes + CHANGING_MINUTES) * MINUTE

    @property
    def today(self) -> range:
        """Moves of the day of the workshop that is played: all of them where nobody has planned days."""
        outline = self.room.outline
        return outline.day_of(self.clock.move, self.moves) if outline is not None else range(1, self.moves + 1)

    @property
    def is_last_day(self) -> bool:
        """Whether no day of the workshop follows."""
        return self.today[-1] == self.moves

    @property
    def coming(self) -> int:
        """Moves of today that have not begun."""
        return 0 if self.clock.is_over else max(0, self.today[-1] - self.clock.move)

    @property
    def is_open(self) -> bool:
        """Whether planned times can be said: the offices are open, and the clock does not run."""
        return self.clock.phase == "office_hours"

    @property
    def next_at(self) -> int:
        """When the present move gives way to what follows: never before now."""
        if self.clock.move > self.moves:
            return self.wall
        return max(self.room.ends_at(self.wall) or self.wall, self.wall) + CHANGING_MINUTES * MINUTE

    def after(self, coming: int) -> int:
        """The wall second after so many moves to come, with the breaks that come before."""
        reached = range(self.clock.move, self.clock.move + coming + 1)
        breaks = sum(minutes for after, minutes in self.breaks.items() if after in reached)
        return self.next_at + coming * self.step + breaks * MINUTE

    def ends_with(self, coming: int) -> int:
        """When the day ends with so many moves to come."""
        return self.after(coming) + self.debrief_minutes * MINUTE

    @property
    def breaks(self) -> Mapping[int, int]:
        """After which moves of today there is a break, and its length."""
        return self.room.outline.breaks_on(self.today) if self.room.outline is not None else {}

    @property
    def debrief_minutes(self) -> int:
        """Length of the hot wash after the last move of the day; 0 where nobody has planned one."""
        return self.room.outline.debrief if self.room.outline is not None else 0

    def plan(self) -> DayPlan:
        """The plan with its words."""
        off = 0
        if self.is_open and self.room.plan_ends is not None:
            off = self.ends_with(self.coming) // MINUTE - self.room.plan_ends // MINUTE  # as the two times are shown
        if not self.is_open:
            return DayPlan(self.cells())
        ends, planned = clock_time(self.ends_with(self.coming)), clock_time(self.room.plan_ends)
        if abs(off) > ANOTHER_DAY:
            told = _("This plan is for another day.")
            return DayPlan(
                self.cells(), "late", told, _("The day would end at %(time)s.", time=ends), self.remedies(off)
            )
        if abs(off) <= ON_TIME:
            told = _("The day ends at %(time)s.", time=ends)
            return DayPlan(self.cells(), "", _("On time."), told, self.remedies(off))
        told = _("The day would end at %(time)s instead of %(planned)s.", time=ends, planned=planned)
        if off > 0:
            words = ngettext("%(num)s minute late.", "%(num)s minutes late.", off)
            return DayPlan(self.cells(), "late", words, told, self.remedies(off))
        words = ngettext("%(num)s minute early.", "%(num)s minutes early.", -off)
        return DayPlan(self.cells(), "early", words, told, self.remedies(off))

    def cells(self) -> tuple[Cell, ...]:
        """A cell for each move of today, done, now and coming, and the end; times that lie ahead are planned ones."""
        clock = self.clock
        days = [*clock.move_days, *clock.planned_days] if clock.move else [1, *clock.planned_days]
        if not clock.move and self.room.outline is not None:
            now = Part.WARM_UP if clock.phase == "warm_up" else None
            return outlined(self.room.outline, self.today, days, self.moves, self.minutes, now)
        begun = clock.move
        last = begun + self.coming
        found = []
        for number in range(self.today[0], last + 1):
            state = "done" if number < begun or clock.is_over else "now" if number == begun else "coming"
            found.append(
                Cell(
                    label=_("Move %(number)s", number=number) if number <= self.moves else after_the_last(),
                    day_text=_("day %(day)s", day=days[number - 1]),
                    time_text=clock_time(self.opens(number)),
                    state=state,
                    minutes=min(self.length(number), WIDEST),
                )
            )
            pause = self.breaks.get(number, 0)
            if pause and begun <= number < last:
                at = self.after(number - begun) - pause * MINUTE if self.is_open else None
                found.append(Cell(part_name(Part.BREAK), "", clock_time(at), "break", pause))
        if self.debrief_minutes and not clock.is_over:
            at = self.after(self.coming) if self.is_open else None
            found.append(Cell(part_name(Part.DEBRIEF), "", clock_time(at), "coming", self.debrief_minutes))
        end_day = self.ended_on or (clock.day if begun > self.moves else days[min(last, len(days) - 1)])
        at = self.ends_with(self.coming) if self.is_open else None
        label = end_name(is_last_day=self.is_last_day or clock.is_over)
        found.append(Cell(label, _("day %(day)s", day=end_day), clock_time(at), "end", 0))
        return tuple(found)

    def opens(self, number: int) -> int | None:
        """The wall second at which a move began or is going to; None when nobody can say."""
        if number == self.clock.move and self.is_open:
            return self.room.since
        if number <= self.clock.move:
            return self.opened.get(number)
        return self.after(number - self.clock.move - 1) if self.is_open else None

    def length(self, number: int) -> int:
        """Minutes from the opening of a move to that of the next."""
        begins = self.opens(number)
        ends = self.next_at if number == self.clock.move and self.is_open else self.opens(number + 1)
        if begins is None or ends is None or number > self.clock.move:  # a break is drawn as a cell of its own
            return self.minutes + CHANGING_MINUTES
        return max((ends - begins) // MINUTE, CHANGING_MINUTES)

    def remedies(self, off: int) -> tuple[Remedy, ...]:
        """What would bring the room back to the plan."""
        found = []
        room = self.room
        is_of_today = abs(off) <= ANOTHER_DAY
        if self.coming and abs(off) > ON_TIME and is_of_today and room.plan_ends is not None:
            around = self.ends_with(self.coming) - self.next_at - self.coming * self.step
            left = max(0, room.plan_ends - around - self.next_at) // MINUTE
            each = left // self.coming - CHANGING_MINUTES
            if each >= FEWEST_MINUTES and (each < self.minutes) == (off > 0) and each <= 2 * self.minutes:
                moves = ngettext("%(num)s move left", "%(num)s moves left", self.coming)
                label = _(
                    "%(moves)s, %(minutes)s minutes: %(each)s minutes a move, and %(changing)s minutes for each jump",
                    moves=moves,
                    minutes=left,
                    each=each,
                    changing=CHANGING_MINUTES,
                )
                found.append(Remedy(label, {"minutes": each, "left_out": room.left_out}))
            if off > 0 and self.is_last_day:
                ends = clock_time(self.ends_with(self.coming - 1))
                label = _("Leave out move %(number)s: ends at %(time)s", number=self.moves, time=ends)
                found.append(Remedy(label, {"minutes": room.minutes or "", "left_out": room.left_out + 1}))
        if abs(off) > ON_TIME:
            label = _("Keep this plan") if is_of_today else _("Plan the day from now")
            found.append(Remedy(label, {"accept": "yes"}))
        minutes, left_out = room.made
        if (room.minutes, room.left_out) != (minutes, left_out) and self.clock.move <= self.moves:
            label = _(
                "Back to %(moves)s moves of %(minutes)s minutes",
                moves=len(self.preset.jumps) - left_out,
                minutes=minutes or self.preset.office_minutes,
            )
            found.append(Remedy(label, {"minutes": minutes or "", "left_out": left_out}))
        return tuple(found)


def clock_time(at: int | None) -> str:
    """A wall second as the room's clock shows it, "" for none."""
    if at is None:
        return ""
    return wall_time(datetime.fromtimestamp(at, UTC))
