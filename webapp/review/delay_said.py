"""What delay cost, in sentences that page, papers and debrief share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from simulation.kernel.terms import TimeKind
from simulation.review.bundles import Cost
from simulation.review.clock import WholeClock
from simulation.review.figures import Compared
from simulation.review.record_reading import RecordReading
from simulation.review.strength import Clarity, Strength
from webapp.review.charts.charts import day_of, number
from webapp.review.runs_said import amount, are_too_few, change, clarity_said, figure_name
from webapp.text.say import say_code

ANSWERS = "requests_answered"
"""The figure of which asking nothing says nothing: who asks nothing has no answers."""


@dataclass(frozen=True, slots=True)
class Part:
    """A row between the exercise as played and every wait shortened.

    Attributes:
        label: Whose waits are shortened.
        component: Its key; "" for what the parts leave of the whole.
        found: Its difference over the runs; None for what they leave.
        value: What is told of it: the median, or the rest.
        said: What can be said of it.
    """

    label: str
    component: str
    found: Strength | None
    value: float
    said: str


def told_parts(cost: Cost, words: str = "component") -> tuple[Part, ...]:
    """Each holder's part: its share where shares may be told, else what it changes alone; then what they leave."""
    parts = []
    for each in cost.shares:
        label = say_code(f"{words}.{each.component}")
        if cost.is_divisible and each.share is not None:
            parts.append(Part(label, each.component, each.share, each.share.median, clarity_said(each.share)))
        else:
            parts.append(Part(alone(label), each.component, each.first, each.first.median, clarity_said(each.first)))
    if cost.is_divisible and cost.together is not None:
        said = _("medians of parts need not add up")
        parts.append(Part(_("Rest, so that the parts add up"), "", None, cost.left, said))
    return tuple(parts)


def alone(label: str) -> str:
    """Waits of one holder shortened and of nobody else: not its share of the whole."""
    return _("%(what)s, alone", what=label)


def as_played_head(runs: Iterable[int]) -> str:
    """What stands over medians of runs as played, which are not this exercise itself.

    Args:
        runs: Over how many runs each of the figures below is.
    """
    numbers = set(runs)
    if len(numbers) != 1:
        return _("As played, median over runs")
    (found,) = numbers
    return ngettext("As played, in %(num)s run", "As played, median of %(num)s runs", found)


def this_exercise(reading: RecordReading, figure: Compared, *, after: bool = False) -> str:
    """The figure of this exercise itself, with its own chance events; "" where it cannot be counted again."""
    value = (reading.figures_after if after else reading.figures).get(figure.key)
    return "" if value is None else amount(figure, value, reading.scenario.currency, short=False)


def leading(found: tuple[Cost, ...]) -> Cost | None:
    """The figure of the headline: the first that is clear with all waits shortened, else the first."""
    clear = (each for each in found if each.all.is_clear)
    asked = (each for each in found if each.nothing_asked.is_clear and each.figure.key != ANSWERS)
    return next(clear, None) or next(asked, None) or next(iter(found), None)


def headline(reading: RecordReading, cost: Cost) -> str:
    """The finding of a figure as a sentence."""
    currency, day = reading.scenario.currency, number(day_of(reading.span.end))
    if cost.all.is_clear:
        return _(
            "With every wait shortened: %(change)s by day %(day)s, in this model.",
            change=change(cost.figure, cost.all.median, currency),
            day=day,
        )
    if cost.all.clarity is Clarity.SAME:
        return _(
            "%(figure)s by day %(day)s: the same in every run with every wait shortened.",
            figure=figure_name(cost.figure),
            day=day,
        )
    if are_too_few(cost.all):
        return _(
            "%(figure)s by day %(day)s: too few runs so far to say what shorter waits change.",
            figure=figure_name(cost.figure),
            day=day,
        )
    return _(
        "%(figure)s by day %(day)s: shorter waits have no clear effect, in this model.",
        figure=figure_name(cost.figure),
        day=day,
    )


def left_out_said(runs: int) -> str:
    """That runs are compared with nothing; "" for none."""
    if not runs:
        return ""
    return ngettext(
        "In %(num)s run, more than a fifth of the acts no longer applied; this run is left out.",
        "In %(num)s runs, more than a fifth of the acts no longer applied; these runs are left out.",
        runs,
    )


def clock_headline(days: WholeClock) -> str:
    """What the whole clock says."""
    if not days.requests:
        return _("No formal request was under way during play.")
    return _(
        "Of %(days)s days of formal requests, %(decision)s were spent waiting for a decision and "
        "%(protected)s were protected time.",
        days=number(days.days),
        decision=number(days.total(TimeKind.DECISION)),
        protected=number(days.total(TimeKind.PROTECTED)),
    )
