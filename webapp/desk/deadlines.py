"""Deadlines as people think of them here: this move, next move, a date, or so many days late."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from simulation.exercise.clock.views import ClockView
from webapp.text.formatting import Calendar


@dataclass(frozen=True, slots=True)
class Deadline:
    """The words and their tone: now, next, late, stopped or plain."""

    text: str
    tone: str
    is_now: bool = False


def deadline(due_day: int | None, clock: ClockView, calendar: Calendar, *, capital: bool = False) -> Deadline:
    """When something is due.

    Args:
        due_day: Day by which, None for no limit.
        clock: The simulated clock with its plan of moves.
        calendar: For dates beyond the next move.
        capital: At the start of a line.
    """
    if due_day is None:
        return Deadline(_("No limit") if capital else _("no limit"), "plain")
    if due_day < clock.day:
        late = clock.day - due_day
        return Deadline(ngettext("%(num)s day late", "%(num)s days late", late), "late", is_now=True)
    planned = clock.planned_days
    if not planned or due_day < planned[0]:
        return Deadline(_("This move") if capital else _("this move"), "now", is_now=True)
    if len(planned) < 2 or due_day < planned[1]:
        return Deadline(_("Next move") if capital else _("next move"), "next")
    return Deadline(calendar.short_day(due_day), "plain")


def date_beside(due_day: int, clock: ClockView, calendar: Calendar) -> str:
    """The date beside a deadline that is said in other words; nothing where the deadline is the date."""
    date = calendar.short_day(due_day)
    return "" if deadline(due_day, clock, calendar).text == date else date
