"""Sentences in words: how long, and by which rows of law."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from simulation.casework.proof.sentencing import YEAR_MONTHS, sentence_rows
from simulation.exercise.trials.views import ChargeView
from simulation.scenario.schema.play import MeasureKind
from webapp.text.formatting import Calendar
from webapp.text.law_texts import source_text, sure_text
from webapp.text.say import say_code


@dataclass(frozen=True, slots=True)
class SentenceLine:
    """A reason of a sentence: what the court found, its source, and how sure the row is."""

    text: str
    source: str
    confidence: str


def offer_url(person: int | None) -> str:
    """The order form for an offer of a milder sentence to a person by number, "" for nobody."""
    return "" if person is None else url_for("desk.measures", kind=MeasureKind.COOPERATION_OFFER, target=person)


@dataclass(frozen=True, slots=True)
class Judgment:
    """What a court said beside the verdict: the sentence, its reasons, and whether the verdict is final."""

    sentence: str
    grounds: tuple[SentenceLine, ...]
    appeal: str


def judgment(charge: ChargeView, calendar: Calendar) -> Judgment:
    """The judgment on a charge in words."""
    date = "" if charge.appeal_until is None else calendar.short(charge.appeal_until)
    appeal = say_code(f"appeal.{charge.appeal}", date=date) if charge.appeal else ""
    return Judgment(term(charge.months), sentence_lines(charge.grounds), appeal)


def term(months: int) -> str:
    """Months as years and months, "" for none."""
    years, rest = divmod(months, YEAR_MONTHS)
    parts = []
    if years:
        parts.append(ngettext("%(num)s year", "%(num)s years", years))
    if rest:
        parts.append(ngettext("%(num)s month", "%(num)s months", rest))
    return _(" and ").join(parts)


def sentence_lines(grounds: tuple[str, ...]) -> tuple[SentenceLine, ...]:
    """The rows of law that made a sentence."""
    return tuple(
        SentenceLine(say_code(f"sentence.{row.id}"), source_text(row.source), sure_text(row.confidence))
        for row in sentence_rows()
        if row.id in grounds
    )
