"""The fifth slide: what was counted at each table, and what it changes on Monday."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from simulation.kernel.terms import Office
from simulation.review.profile import Dimension, ProfileFact, together
from simulation.review.record_reading import RecordReading
from webapp.review.charts.charts import number
from webapp.review.debrief.slide import Behind, Cue, Slide, TableRow
from webapp.review.debrief.standing import Plan
from webapp.review.play.profile_said import profiles_of
from webapp.text.say import say_code


def telling_fact(facts: Sequence[ProfileFact], office: Office) -> ProfileFact | None:
    """What is told of an office: the fact of which the smallest part was met, people left out; None without chances."""
    own = [
        each
        for each in facts
        if each.kind.office == office and each.among and each.kind.dimension is not Dimension.PEOPLE
    ]
    assessed = [each for each in own if each.is_assessed] or own
    return min(assessed, key=lambda each: (each.met / each.among, each.kind.key), default=None)


def counted_said(fact: ProfileFact) -> str:
    """A fact with its count: `22 of 34 letters complete at first sending.`"""
    return say_code(f"measured_here.{fact.kind.key}", met=number(fact.met), among=number(fact.among))


def monday_slide(reading: RecordReading, exercise: str, plans: Mapping[str, Plan]) -> Slide:
    """Each table: what was counted, and what it changes on Monday."""
    facts = together(profiles_of(reading))
    rows = []
    for office in Office:
        fact = telling_fact(facts, office)
        plan = plans.get(office, Plan())
        rows.append(
            TableRow(
                office.value,
                say_code(f"wall_table.{office}"),
                counted_said(fact) if fact is not None else _("nothing to count"),
                plan.what,
                ", ".join(part for part in (plan.who, plan.by) if part),
            )
        )
    done = sum(all((plan.what, plan.who, plan.by)) for plan in plans.values())
    return Slide(
        number=5,
        topic=_("From Monday"),
        aside=ngettext("%(num)s of %(all)s tables is done", "%(num)s of %(all)s tables are done", done, all=len(rows)),
        title=_("From Monday, each table changes one thing."),
        tables=tuple(rows),
        question=_("Who will notice if the change does not happen?"),
        cues=(
            Cue(
                _("On the wall screen"), _("Give each table three minutes: one change, one responsible post, one date.")
            ),
            Cue(
                _("Type"),
                _("Write what each table says in the form below; it is shown on the wall screen and in the report."),
            ),
            Cue(
                _("If they ask"),
                _(
                    "The counts are for all teams together. Nothing is ranked, and figures about people are in "
                    "no total."
                ),
            ),
            Cue(_("Listen for"), _("“More staff.” Ask what the table will change with the staff that it has.")),
        ),
        behind=(Behind(url_for("review.papers", exercise=exercise), _("Documents: a report for each team to print")),),
    )
