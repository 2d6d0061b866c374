"""What delay cost, as a section of a paper: one figure by holder, and all figures, each on its own."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext as _

from simulation.review.bundles import RUNS, Cost, ReplayRun, WhoseActs, costs
from simulation.review.record_reading import RecordReading
from webapp.papers.paper import Cell, Column, Row, Section, Table
from webapp.review.charts.charts import day_of, number
from webapp.review.delay_said import ANSWERS, as_played_head, headline, leading, this_exercise, told_parts
from webapp.review.runs_said import amount, clarity_said, difference_said, figure_name, signed_amount


def delay_section(reading: RecordReading, runs: Iterable[ReplayRun]) -> Section | None:
    """The section; None while no run has been played under every bundle.

    Args:
        reading: The exercise as the review reads it.
        runs: Runs, in any order.
    """
    found = costs(reading.record, runs)
    shown = leading(found)
    if shown is None:
        return None
    horizon = _("to the end of play, day %(day)s", day=day_of(reading.span.end))
    tables = (_by_holder(reading, shown), _all(reading, found), _all_after(reading, found))
    return Section("delay", _("What delay cost"), tuple(each for each in tables if each is not None), horizon)


def _by_holder(reading: RecordReading, cost: Cost) -> Table:
    currency = reading.scenario.currency
    parts = [
        (_("Nothing asked abroad"), cost.nothing_asked.median, clarity_said(cost.nothing_asked)),
        *((each.label, each.value, each.said) for each in told_parts(cost)),
        (_("Every wait shortened"), cost.all.median, clarity_said(cost.all)),
    ]
    if cost.figure.key == ANSWERS:
        del parts[0]
    columns = (
        Column(_("What is different"), share=4),
        Column(figure_name(cost.figure), share=2, numeric=True),
        Column(_("In words"), share=4),
    )
    rows = tuple(
        Row((Cell(label), Cell(signed_amount(cost.figure, value, currency), value), Cell(said)))
        for label, value, said in parts
    )
    note = _(
        "Medians over runs. A run is this exercise played again by the computer with other chance "
        "events. Each run is compared with the same run as played. Protected time and the days between "
        "office hours stay in every row."
    )
    return Table("delay_by_holder", headline(reading, cost), columns, rows, note)


def _columns(runs: Iterable[int]) -> tuple[Column, ...]:
    return (
        Column(_("Figure"), share=3),
        Column(_("This exercise"), share=2, numeric=True),
        Column(as_played_head(runs), share=2, numeric=True),
        Column(_("Nothing asked abroad"), share=4),
        Column(_("Every wait shortened"), share=4),
    )


def _all(reading: RecordReading, found: tuple[Cost, ...]) -> Table:
    columns = _columns(each.as_played.runs for each in found)
    currency = reading.scenario.currency
    rows = tuple(
        Row(
            (
                Cell(figure_name(each.figure)),
                Cell(this_exercise(reading, each.figure)),
                Cell(amount(each.figure, each.as_played.median, currency, short=False)),
                *(Cell(difference_said(each.figure, part, currency)) for part in (each.nothing_asked, each.all)),
            )
        )
        for each in found
    )
    note = _(
        "This exercise happened once, with its own chance events; a median of runs is what it comes to with others. "
        "Runs so far: %(runs)s of %(wanted)s. Each figure is on its own: people, money and goods are never set "
        "against each other.",
        runs=number(max(each.pairs for each in found)),
        wanted=number(RUNS),
    )
    if any(each.played is WhoseActs.LIKE_THEM for each in found):
        note += " " + _("Figures about people: in each run an automatic player holds every seat.")
    return Table("delay_figures", _("All figures, end of play"), columns, rows, note)


def _all_after(reading: RecordReading, found: tuple[Cost, ...]) -> Table | None:
    """The same after automatic play, over the runs that were played on."""
    currency = reading.scenario.currency
    on = [(each, each.after) for each in found if each.after is not None]
    if not on:
        return None
    rows = tuple(
        Row(
            (
                Cell(figure_name(each.figure)),
                Cell(this_exercise(reading, each.figure, after=True)),
                Cell(amount(each.figure, after.as_played.median, currency, short=False)),
                *(Cell(difference_said(each.figure, part, currency)) for part in (after.nothing_asked, after.all)),
            )
        )
        for each, after in on
    )
    title = _("All figures, after automatic play, day %(day)s", day=reading.scenario.horizon_days + 1)
    note = _("A second calculation, over fewer runs: after the end of play, only automatic players decided.")
    return Table("delay_figures_after", title, _columns(after.as_played.runs for _each, after in on), rows, note)
