"""The timetable of a new exercise: what stands in its fields at first, and the plan that was typed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from flask import request
from flask_babel import gettext as _

from simulation.kernel.errors import RuleViolation
from simulation.scenario.schema.play import Preset
from webapp.pages.forms import Reading, int_field, is_ticked, optional_int_field
from webapp.store.day_outline import CHANGING_MINUTES, FEWEST_MINUTES, DayOutline
from webapp.store.room_time import RoomTime

LONGEST_DAY = 7 * 60
"""Moves of a preset that take more minutes than this, with briefing, warm-up and hot wash, are played on several days.

A usual teaching day without lunch (assumption).
"""

LONGEST_MORNING = 2 * 60 + 30
"""Where the moves of a day take more minutes than this, there is a lunch between them (assumption)."""

LUNCH = 60
PAUSE = 15
"""Lengths of lunch and of the other breaks, as in `docs/run-of-show.md`."""

LONGEST_BREAK = 240
"""Minutes of the longest break, briefing, warm-up or hot wash that can be planned."""

TIME = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")
BREAK = re.compile(r"(\d{1,2})\s*:\s*(\d{1,3})")


@dataclass(frozen=True, slots=True)
class PlanOfMoves:
    """The moves as they are asked for; an outline only where the timetable is planned."""

    moves: int
    minutes: int
    outline: DayOutline | None

    def room(self, preset: Preset) -> RoomTime:
        """The room's time as it is planned."""
        return RoomTime(
            minutes=self.minutes if self.minutes != preset.office_minutes else None,
            left_out=len(preset.jumps) - self.moves,
            outline=self.outline,
        )


def plan_of(preset: Preset) -> PlanOfMoves:
    """The plan before anybody has changed it: days of equal length, with breaks, that end on a full or half hour."""
    moves, plain, length = len(preset.jumps), DayOutline(), preset.office_minutes + CHANGING_MINUTES
    whole = moves * length + plain.briefing + plain.warm_up + plain.debrief
    days = -(-whole // LONGEST_DAY)
    nights = tuple(moves * day // days for day in range(1, days))
    outline = DayOutline(breaks=(), nights=nights)
    breaks = tuple(each for day in outline.days(moves) for each in usual_breaks(day, length))
    outline = DayOutline(breaks=breaks, nights=nights)
    ends = max(outline.ends_at(day, preset.office_minutes) for day in outline.days(moves))
    return PlanOfMoves(moves, preset.office_minutes, DayOutline(breaks=breaks, nights=nights, ends=-(-ends // 30) * 30))


def usual_breaks(day: Sequence[int], length: int) -> tuple[tuple[int, int], ...]:
    """One break in the middle of a short day; on a long one lunch there, and a break before and after it.

    Args:
        day: Moves of the day.
        length: Wall minutes of each.
    """
    moves = len(day)
    middle = (moves + 1) // 2
    if moves < 3:
        return ()
    if moves * length <= LONGEST_MORNING:
        return ((day[middle - 1], PAUSE),)
    around = {middle // 2, middle + (moves - middle + 1) // 2} - {0, middle, moves}
    found = {day[each - 1]: PAUSE for each in around} | {day[middle - 1]: LUNCH}
    return tuple(sorted(found.items()))


def defaults(preset: Preset) -> dict[str, str]:
    """What stands in the fields of the timetable at first."""
    plan = plan_of(preset)
    outline = plan.outline or DayOutline()
    return {
        "planned": "yes",
        "begins": said(outline.begins),
        "ends": said(outline.ends),
        "moves": str(plan.moves),
        "minutes": str(plan.minutes),
        "people": str(preset.people),
        "breaks": ", ".join(f"{after}: {minutes}" for after, minutes in outline.breaks),
        "nights": ", ".join(map(str, outline.nights)),
        **{name: str(getattr(outline, name)) for name in ("briefing", "warm_up", "debrief")},
    }


def said(minute: int) -> str:
    """Minutes after midnight as they are typed."""
    return f"{minute // 60:02}:{minute % 60:02}"


def plan_asked(preset: Preset, reading: Reading) -> PlanOfMoves:
    """The timetable of the form; `reading` has what is wrong with it, in the order of the form."""
    most = len(preset.jumps)
    if not is_ticked("planned"):
        return PlanOfMoves(*moves_asked(preset, reading), None)

    def length(name: str, label: str) -> int:
        return reading.of(name, lambda: int_field(name, lowest=0, highest=LONGEST_BREAK, label=label), 0)

    begins = reading.of("begins", lambda: time_field("begins", _("Begins")), 0)
    briefing, warm_up = length("briefing", _("Briefing")), length("warm_up", _("Warm-up"))
    moves, minutes = moves_asked(preset, reading)
    outline = DayOutline(
        begins=begins,
        briefing=briefing,
        warm_up=warm_up,
        breaks=reading.of("breaks", lambda: breaks_field(most), ()),
        nights=reading.of("nights", lambda: nights_field(most), ()),
        debrief=length("debrief", _("Hot wash")),
        ends=reading.of("ends", lambda: time_field("ends", _("Everybody leaves")), begins),
    )
    if outline.ends <= begins and not {"begins", "ends"} & reading.wrong.keys():
        reading.wrong["ends"] = RuleViolation("day.ends_before", begins=said(begins), ends=said(outline.ends))
    return PlanOfMoves(moves, minutes, outline)


def moves_asked(preset: Preset, reading: Reading) -> tuple[int, int]:
    """How many moves, and how many wall minutes for each."""
    most = len(preset.jumps)
    moves = reading.of("moves", lambda: optional_int_field("moves", lowest=1, highest=most, label=_("Moves")), None)
    minutes = reading.of(
        "minutes",
        lambda: optional_int_field("minutes", lowest=FEWEST_MINUTES, highest=120, label=_("Minutes for each move")),
        None,
    )
    return moves or most, minutes or preset.office_minutes


def time_field(name: str, label: str) -> int:
    """A time of day in minutes after midnight.

    Raises:
        RuleViolation: It is none.
    """
    found = TIME.fullmatch(request.form.get(name, "").strip())
    if found is None:
        raise RuleViolation("day.no_time", label=label)
    return int(found[1]) * 60 + int(found[2])


def breaks_field(most: int) -> tuple[tuple[int, int], ...]:
    """The breaks: after which move, and how many minutes.

    Raises:
        RuleViolation: They are written in another way, name a move that is none, or one twice.
    """
    found: dict[int, int] = {}
    for text in pieces("breaks"):
        said_break = BREAK.fullmatch(text)
        after, minutes = (int(said_break[1]), int(said_break[2])) if said_break is not None else (0, 0)
        if not 1 <= after <= most or not 1 <= minutes <= LONGEST_BREAK or after in found:
            raise RuleViolation("day.no_break", text=text, moves=most, minutes=LONGEST_BREAK)
        found[after] = minutes
    return tuple(sorted(found.items()))


def nights_field(most: int) -> tuple[int, ...]:
    """After which moves a day of the workshop ends.

    Raises:
        RuleViolation: One is no move, or the last one.
    """
    found = set()
    for text in pieces("nights"):
        if not re.fullmatch(r"\d{1,2}", text) or not 1 <= int(text) < most:
            raise RuleViolation("day.no_night", text=text, moves=most - 1)
        found.add(int(text))
    return tuple(sorted(found))


def pieces(name: str) -> list[str]:
    """The parts of a field between commas; a semicolon or a new line divides as well."""
    return [part.strip() for part in re.split(r"[,;\n]", request.form.get(name, "")) if part.strip()]
