"""The card of the review about judgments: what courts decided in play, and whether the rule or people ruled."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from simulation.exercise.judgments.events import VerdictGiven
from simulation.exercise.trials.events import JudgmentGiven, PersonCharged
from simulation.kernel.agenda import DAY
from simulation.review.record_reading import RecordReading
from webapp.review.sentences import name_of
from webapp.text.say import plain, say_code, wording_of
from webapp.text.sentencing import term
from webapp.visit.languages import country_name, language


@dataclass(frozen=True, slots=True)
class JudgmentRow:
    """A verdict of the played time: its day, the case, what was decided, by whom."""

    day: int
    country: str
    person: str
    offence: str
    outcome: str
    sentence: str
    by: str


def judgment_rows(reading: RecordReading) -> tuple[JudgmentRow, ...]:
    """Every verdict of the played time, in order."""
    return tuple(
        JudgmentRow(
            day=event.at // DAY + 1,
            country=country_name(reading.scenario, event.country),
            person=name_of(reading, event.person),
            offence=offence_of(reading, event),
            outcome=say_code(f"outcome.{event.outcome}"),
            sentence=term(event.months) if event.months else "",
            by=ruled_by(reading, event),
        )
        for event in reading.record.events
        if isinstance(event, VerdictGiven) and event.at <= reading.span.end
    )


def offence_of(reading: RecordReading, found: VerdictGiven | PersonCharged) -> str:
    """The offence of a charge or verdict as its country calls it."""
    for key in (f"offence.{found.country}.{found.offence}", f"offence.{found.offence}"):
        if reading.scenario.has_text(key):
            return reading.scenario.text(key, language())
    return wording_of(f"offence.{found.offence}") or plain(found.offence)


def ruled_by(reading: RecordReading, verdict: VerdictGiven) -> str:
    """Whose decision a verdict was: the rule's, or that of people who played the court."""
    played = next(
        (e for e in reading.record.events if isinstance(e, JudgmentGiven) and e.charge == verdict.charge), None
    )
    if played is None:
        return _("decided by the rule")
    if not played.by_country:
        return _("decided by exercise control")
    return _("decided by a participant from %(country)s", country=country_name(reading.scenario, played.by_country))
