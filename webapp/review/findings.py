"""The findings of the review in the order of the debrief, in the words of its slides, and what is ready of them."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from simulation.review.bundles import RUNS
from simulation.review.prices.variants import ROUTINE
from simulation.review.record_reading import RecordReading
from webapp.review.charts.charts import day_of, number
from webapp.review.current_review import Here
from webapp.review.debrief.clock_slides import clock_slide, request_slide
from webapp.review.debrief.cost_slides import cost_slide, decisions_slide


@dataclass(frozen=True, slots=True)
class Found:
    """A finding: what it is about, the sentence, and the page with all of it."""

    url: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Ready:
    """Something that the review works out: how far it is."""

    label: str
    stands: str


def findings(now: Here, exercise: str) -> tuple[Found, ...]:
    """The findings, those of the slides first; people stand on their own. What is not found yet is left out.

    Args:
        now: The exercise as the review reads it.
        exercise: Its id.
    """
    delay = url_for("review.delay", exercise=exercise)
    one = request_slide(now.reading, exercise, "", 0)
    slides = [
        (one, one.behind[0].url if one.behind else url_for("review.home", exercise=exercise, _anchor="requests")),
        (clock_slide(now.reading, exercise, 0), delay),
    ]
    cost, decisions = cost_slide(now, exercise, "", 0), decisions_slide(now, exercise, {}, 0)
    if cost.chart is not None:
        slides.append((cost, delay))
    if decisions.halves:
        slides.append((decisions, url_for("review.decisions", exercise=exercise)))
    people = Found(url_for("review.home", exercise=exercise, _anchor="people"), _people_said(now.reading), _("People"))
    return (*(Found(url, slide.title, slide.topic) for slide, url in slides), people)


def _people_said(reading: RecordReading) -> str:
    known = {each.person for each in reading.exposures}
    if not known:
        return _("No file showed anybody to be at risk.")
    return ngettext(
        "%(num)s person was known to be at risk by day %(day)s; protected: %(safe)s.",
        "%(num)s people were known to be at risk by day %(day)s; protected: %(safe)s.",
        len(known),
        day=number(day_of(reading.span.end)),
        safe=number(len({each.person for each in reading.exposures if each.is_protected})),
    )


def what_is_ready(now: Here) -> tuple[Ready, ...]:
    """What has been worked out, in counts."""
    runs = len({run.key.number for run in now.runs if run.key.number})
    could = sum(each.action not in ROUTINE for each in now.reading.decisions)
    return (
        Ready(_("Requests, case, replay, teams"), _("ready")),
        Ready(
            _("Cost of delay"),
            _("ready") if runs >= RUNS else _("%(done)s of %(total)s runs", done=number(runs), total=number(RUNS)),
        ),
        Ready(
            _("Decisions looked at"),
            _("%(done)s of %(total)s", done=number(len(now.screened)), total=number(could)),
        ),
        Ready(_("Decisions with a price"), number(len(now.prices))),
    )
