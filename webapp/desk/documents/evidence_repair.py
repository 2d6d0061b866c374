"""Whether a paper can still be made good in time: what that usually takes, against the day of the trial."""

from __future__ import annotations

from flask_babel import gettext as _

from simulation.casework.documents.document import Document, Origin
from simulation.casework.file.measures import measure_rule
from simulation.kernel.agenda import DAY
from simulation.law.book.pace import pace_of
from simulation.law.time.typical_durations import DayRange, answer_span, formal_span
from simulation.scenario.schema.play import MeasureKind, Route, Sought
from webapp.desk.readable import Reader
from webapp.text.formatting import days_text
from webapp.text.law_texts import law_book

_BY_LETTER = frozenset({"request", "F1", "F2", "F4", "F6", "F7"})
"""Steps that a formal request to the country of the paper takes."""

_ANSWERS = {Origin.FIU: "fiu_answer", Origin.POLICE: "police_answer"}
"""Rows of time for the consent of whoever gave a paper; of any other way, that of the police."""

_USUAL = slice(1, 4, 2)
"""The quartiles in a row of p0, p25, p50, p75, p100."""


def cure_text(step: str, document: Document, reading: Reader, trial_at: int | None) -> str:
    """Like `usually takes 60 to 110 days; the trial begins in 45 days`; "" for a step that takes no time of its own.

    Args:
        step: The step of the rule of use.
        document: The paper.
        reading: The team's view.
        trial_at: When the court sits, None when no trial is open in which the paper is before the court.
    """
    span = cure_span(step, document, reading)
    if span is None:
        return ""
    usual = _("usually takes %(low)s to %(high)s days", low=span.low, high=span.high)
    if span.low == span.high:
        usual = _("usually takes %(days)s", days=days_text(span.low))
    if trial_at is None:
        return usual
    left = max(0, (trial_at - reading.now) // DAY)
    return _("%(usual)s; the trial begins in %(left)s", usual=usual, left=days_text(left))


def cure_span(step: str, document: Document, reading: Reader) -> DayRange | None:
    """What a step usually takes, in days; None for one that takes no time, or that nobody abroad can take."""
    times, scenario, home = law_book().times, reading.scenario, reading.view.country
    if step == "production_order":
        rule = measure_rule(MeasureKind.PRODUCTION_ORDER)
        low, high = (court + own for court, own in zip(rule.court_days[_USUAL], rule.days[_USUAL], strict=True))
        return DayRange(max(1, round(low)), max(1, round(high)))
    if document.country == home or (step not in _BY_LETTER and step != "consent"):
        return None
    if step == "consent":
        asked = scenario.country(document.country).archetype
        return answer_span(times, asked, _ANSWERS.get(document.use.origin, "police_answer"))
    try:
        pair = scenario.pair(home, document.country)
    except KeyError:
        return None
    there = scenario.country(document.country)
    sought = _sought(step, document)
    return formal_span(
        times, scenario.country(home), there, pair, sought, pace_of(pair, law_book().kind_of(sought)).archetype
    )


def _sought(step: str, document: Document) -> Sought:
    """What a letter would ask for: the hearing, or the kind of assistance that brings such a paper."""
    if step == "F6":
        return Sought.VIDEO_HEARING
    kinds = (kind for kind in law_book().kinds if kind.route is Route.MLA and document.kind in kind.papers)
    return next((Sought(kind.id) for kind in kinds), Sought.GOVERNMENT_RECORDS)


def trial_of(document: str, reading: Reader) -> int | None:
    """When the next court sits that has a paper before it, None when none does."""
    return min(
        (each.trial_at for each in reading.view.charges if not each.outcome and document in each.documents),
        default=None,
    )
