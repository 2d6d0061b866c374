"""What delay cost, in sentences that page, papers and debrief share."""

from __future__ import annotations

from flask_babel import gettext as _

from simulation.kernel.terms import TimeKind
from simulation.review.bundles import Cost
from simulation.review.clock import WholeClock
from simulation.review.record_reading import RecordReading
from simulation.review.strength import Clarity
from webapp.review.charts.charts import day_of, number
from webapp.review.runs_said import are_too_few, change, figure_name


def leading(found: tuple[Cost, ...]) -> Cost | None:
    """The figure of the headline: the first that is clear with all waits shortened, else the first."""
    clear = (each for each in found if each.all.is_clear)
    asked = (each for each in found if each.nothing_asked.is_clear)
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
