"""A team's own facts with their counts, and where each lies between the ways of playing of the reference results."""

from __future__ import annotations

from flask_babel import gettext as _

from simulation.review.record_reading import RecordReading
from webapp.papers.paper import Column, Section, Table
from webapp.review.charts.charts import number
from webapp.review.papers.after_action import horizon, words
from webapp.review.play.profile_said import FactRow, fact_rows, par_said, profiles_of


def beside_par(reading: RecordReading, country: str) -> Section:
    """The team's own facts with their counts, and where each lies between the ways of playing of par."""
    (profile,) = (each for each in profiles_of(reading) if each.country == country)
    par = par_said(reading)
    found = fact_rows(profile, par.par, par.other_length)
    if not any(row.band is not None for row in found):
        return _counted_alone(found, par.text, horizon(reading))
    columns = (
        Column(_("Fact"), share=4),
        Column(_("You"), share=1, numeric=True),
        Column(_("Novice"), numeric=True),
        Column(_("Textbook"), numeric=True),
        Column(_("Expert"), numeric=True),
        Column(_("Compared with the reference results"), share=3),
    )
    rows = []
    for row in found:
        band = (row.band.novice, row.band.textbook, row.band.expert) if row.band is not None else (None, None, None)
        told = (_("%(share)s %%", share=number(each)) if each is not None else "" for each in band)
        rows.append(words(row.label, row.count, *told, row.said or row.why_not))
    title = _("Facts compared with the reference results")
    note = (
        _(
            "The table compares counts with the reference results, without rank or total. What was not done "
            "counts as missed."
        )
        + " "
        + par.text
    )
    return Section("par", title, (Table("par", title, columns, tuple(rows), note),), horizon(reading))


def _counted_alone(found: tuple[FactRow, ...], why: str, last: str) -> Section:
    """The facts with their counts, where there is nothing to compare them with."""
    columns = (Column(_("Fact"), share=4), Column(_("You"), numeric=True), Column(_("Note"), share=3))
    rows = tuple(words(row.label, row.count, row.said or row.why_not) for row in found)
    title = _("Facts that were counted")
    note = f"{why} {_('What was not done counts as missed.')}"
    return Section("par", title, (Table("par", title, columns, rows, note),), last)
