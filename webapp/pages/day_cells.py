"""The plan of a day in one row of cells, and in words whether it fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from flask_babel import format_time, ngettext
from flask_babel import gettext as _

from webapp.store.day_outline import FEWEST_MINUTES, DayOutline, Part


@dataclass(frozen=True, slots=True)
class Cell:
    """A part of the day in its plan; `minutes` is its width."""

    label: str
    day_text: str
    time_text: str
    state: str
    minutes: int


def time_of_day(minute: int) -> str:
    """Minutes after midnight as a clock shows them."""
    return str(format_time(time(minute // 60 % 24, minute % 60), "HH:mm", rebase=False))


def part_name(part: Part, number: int = 0) -> str:
    """What a part of the day is called."""
    return {
        Part.BRIEFING: _("Briefing"),
        Part.WARM_UP: _("Warm-up"),
        Part.MOVE: _("Move %(number)s", number=number),
        Part.BREAK: _("Break"),
        Part.DEBRIEF: _("Hot wash"),
    }[part]


def outlined(outline: DayOutline, days: Sequence[int], moves: int, minutes: int) -> tuple[Cell, ...]:
    """The whole day as it was planned.

    Args:
        outline: What stands around the moves.
        days: Day on which each move opens.
        moves: Moves that are played.
        minutes: Office minutes of each.
    """
    cells = [
        Cell(
            part_name(each.part, each.number),
            _("day %(day)s", day=days[each.number - 1]) if 0 < each.number <= len(days) else "",
            time_of_day(each.begins),
            "break" if each.part is Part.BREAK else "coming",
            each.minutes,
        )
        for each in outline.parts(moves, minutes)
    ]
    ends = outline.ends_at(moves, minutes)
    return (*cells, Cell(_("End"), "", time_of_day(ends), "end", 0))


def fit_text(outline: DayOutline, moves: int, minutes: int) -> tuple[bool, str]:
    """Whether the day fits between its beginning and its end, and in words by how much not."""
    ends = outline.ends_at(moves, minutes)
    over = ends - outline.ends
    until, at = time_of_day(outline.ends), time_of_day(ends)
    if over <= 0:
        return True, _("The plan fits: the day ends at %(at)s; the planned end is %(until)s.", at=at, until=until)
    words = ngettext(
        "The plan does not fit: %(num)s minute too long. The day would end at %(at)s instead of %(until)s.",
        "The plan does not fit: %(num)s minutes too long. The day would end at %(at)s instead of %(until)s.",
        over,
        at=at,
        until=until,
    )
    fitting = outline.fitting(moves)
    if fitting >= FEWEST_MINUTES:
        return False, f"{words} " + ngettext(
            "The plan would fit with %(num)s minute for each move.",
            "The plan would fit with %(num)s minutes for each move.",
            fitting,
        )
    fewer = next((less for less in range(moves - 1, 0, -1) if outline.ends_at(less, minutes) <= outline.ends), 0)
    if fewer:
        return False, f"{words} " + ngettext(
            "The plan would fit with %(num)s move.", "The plan would fit with %(num)s moves.", fewer
        )
    return False, f"{words} " + _("Not even one move fits: shorten the other parts of the day, or begin earlier.")
