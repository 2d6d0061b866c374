"""The plan of a day in one row of cells, and in words whether it fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from babel.lists import format_list
from flask_babel import format_time, get_locale, ngettext
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


def end_name(*, is_last_day: bool) -> str:
    """What the end of a day of the workshop is called."""
    return _("End") if is_last_day else _("End of the day")


def outlined(
    outline: DayOutline, day: range, opens: Sequence[int], moves: int, minutes: int, now: Part | None = None
) -> tuple[Cell, ...]:
    """A day of the workshop as it was planned.

    Args:
        outline: What stands around the moves.
        day: Moves that are played on it.
        opens: Simulated day on which each move opens.
        moves: Moves that are played in all.
        minutes: Office minutes of each.
        now: What goes on, if it stands before the first move.
    """
    states = {Part.BREAK: "break", **({Part.BRIEFING: "done", now: "now"} if now is not None else {})}
    cells = [
        Cell(
            part_name(each.part, each.number),
            _("day %(day)s", day=opens[each.number - 1]) if 0 < each.number <= len(opens) else "",
            time_of_day(each.begins),
            states.get(each.part, "coming"),
            each.minutes,
        )
        for each in outline.parts(day, minutes)
    ]
    ends = outline.ends_at(day, minutes)
    return (*cells, Cell(end_name(is_last_day=day[-1] == moves), "", time_of_day(ends), "end", 0))


def fit_text(outline: DayOutline, moves: int, minutes: int) -> tuple[bool, str]:
    """Whether every day fits between its beginning and its end, and in words by how much not."""
    days, until = outline.days(moves), time_of_day(outline.ends)
    if outline.fits(moves, minutes):
        times = [time_of_day(outline.ends_at(day, minutes)) for day in days]
        return True, ngettext(
            "The plan fits: the day ends at %(at)s; the planned end is %(until)s.",
            "The plan fits: the days end at %(at)s; the planned end is %(until)s.",
            len(times),
            at=format_list(times, locale=get_locale()),
            until=until,
        )
    number, ends = max(enumerate((outline.ends_at(day, minutes) for day in days), 1), key=lambda each: each[1])
    over = ends - outline.ends
    told = ngettext(
        "The plan does not fit: %(num)s minute too long.", "The plan does not fit: %(num)s minutes too long.", over
    )
    if len(days) > 1:
        would = _(
            "Day %(number)s of the workshop would end at %(at)s instead of %(until)s.",
            number=number,
            at=time_of_day(ends),
            until=until,
        )
    else:
        would = _("The day would end at %(time)s instead of %(planned)s.", time=time_of_day(ends), planned=until)
    words = f"{told} {would}"
    fitting = outline.fitting(moves)
    if fitting >= FEWEST_MINUTES:
        return False, f"{words} " + ngettext(
            "The plan would fit with %(num)s minute for each move.",
            "The plan would fit with %(num)s minutes for each move.",
            fitting,
        )
    fewer = next((less for less in range(moves - 1, 0, -1) if outline.fits(less, minutes)), 0)
    if fewer:
        return False, f"{words} " + ngettext(
            "The plan would fit with %(num)s move.", "The plan would fit with %(num)s moves.", fewer
        )
    return False, f"{words} " + _("Not even one move fits: shorten the other parts of the day, or begin earlier.")
