"""Deadlines as people think of them here: this move, next move, a date, or so many days late.

Only who is bound can be late: a day that is a benchmark of the exercise is called so, and stays grey.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from simulation.exercise.clock.views import ClockView
from simulation.exercise.procedures.letter.play.views import RequestView
from simulation.exercise.procedures.letter.rules import binding_clock
from simulation.exercise.views.team_view import TeamView, WorkItem
from simulation.scenario.schema.scenario import Scenario
from webapp.text.formatting import Calendar
from webapp.text.law_texts import law_book


@dataclass(frozen=True, slots=True)
class Deadline:
    """The words and their tone: now, next, late, stopped, benchmark or plain."""

    text: str
    tone: str
    is_now: bool = False


def deadline(
    due_day: int | None, clock: ClockView, calendar: Calendar, *, capital: bool = False, binds: bool = True
) -> Deadline:
    """When something is due.

    Args:
        due_day: Day by which, None for no limit.
        clock: The simulated clock with its plan of moves.
        calendar: For dates beyond the next move.
        capital: At the start of a line.
        binds: An instrument, a court or one's own word sets the day; otherwise it is a benchmark of the exercise.
    """
    if not binds and due_day is not None:
        return _benchmark(due_day, clock, calendar, capital=capital)
    if due_day is None:
        return Deadline(_("No limit") if capital else _("no limit"), "plain")
    if due_day < clock.day:
        late = clock.day - due_day
        return Deadline(ngettext("%(num)s day late", "%(num)s days late", late), "late", is_now=True)
    planned = clock.planned_days
    if not planned or due_day < planned[0]:
        return Deadline(_("This move") if capital else _("this move"), "now", is_now=True)
    if len(planned) > 1 and due_day < planned[1]:  # the last day of the plan ends play, no move begins there
        return Deadline(_("Next move") if capital else _("next move"), "next")
    return Deadline(calendar.short_day(due_day), "plain")


def _benchmark(due_day: int, clock: ClockView, calendar: Calendar, *, capital: bool) -> Deadline:
    """A benchmark has a date and no lateness."""
    is_now = deadline(due_day, clock, calendar).is_now
    date = calendar.short_day(due_day)
    text = (
        _("Benchmark of the exercise: %(date)s", date=date)
        if capital
        else _("benchmark of the exercise: %(date)s", date=date)
    )
    return Deadline(text, "benchmark", is_now)


def date_beside(due_day: int, clock: ClockView, calendar: Calendar) -> str:
    """The date beside a deadline that is said in other words; nothing where the deadline is the date."""
    date = calendar.short_day(due_day)
    return "" if deadline(due_day, clock, calendar).text == date else date


def request_binds(request: RequestView, scenario: Scenario) -> bool:
    """Whether an instrument binds whoever holds a request to its day."""
    pair, kind = scenario.pair(request.requesting, request.requested), law_book().kind_of(request.sought)
    return binding_clock(request.status, pair, kind, request.content.basis) is not None


def item_binds(item: WorkItem, view: TeamView, scenario: Scenario) -> bool:
    """Whether anything binds a seat to the day of what waits for it."""
    request = view.request(item.about) if item.about_kind == "request" else None
    return item.due_binds or (request is not None and request_binds(request, scenario))
