"""The card of the review about how sides acted: typical mistakes with their article and cost, findings of legality."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.review.lessons import Lesson, lessons
from simulation.review.record_reading import RecordReading
from webapp.text.formatting import days_text
from webapp.text.law_texts import finding_name, item_name, law_book, law_text, source_text, sure_text


@dataclass(frozen=True, slots=True)
class LessonRow:
    """A mistake or finding, with the requests on which it was made and the days that it cost there.

    Attributes:
        code: M1 to M20, "" for a finding.
        name: What was done.
        text: What is meant.
        where: Requests and items, by country.
        days: Days that it cost, "" when they are not known.
        source: The article.
        confidence: How sure the row is.
    """

    code: str
    name: str
    text: str
    where: str
    days: str
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class LessonCard:
    """Mistakes, findings, and the mistakes that only people can tell."""

    mistakes: tuple[LessonRow, ...]
    findings: tuple[LessonRow, ...]
    for_trainer: tuple[LessonRow, ...]


def lesson_card(reading: RecordReading) -> LessonCard:
    """The card for the countries that were played."""
    played = {country.code for country in reading.scenario.played}
    made = [
        each for each in lessons(reading.record.events, reading.span.end, reading.usual_way) if each.country in played
    ]
    rows = {row.id: row for row in law_book().mistakes}
    found: dict[str, list[Lesson]] = {}
    for each in made:
        found.setdefault(each.code, []).append(each)
    mistakes = tuple(
        LessonRow(
            row.id,
            law_text(row.name),
            law_text(row.text),
            _where(found[row.id], reading),
            _days(found[row.id]),
            source_text(row.source),
            sure_text(row.confidence),
        )
        for row in rows.values()
        if row.id in found
    )
    findings = tuple(
        LessonRow("", finding_name(code), "", _where(each, reading), "", "", "")
        for code, each in found.items()
        if code not in rows
    )
    judged = tuple(
        LessonRow(
            row.id, law_text(row.name), law_text(row.text), "", "", source_text(row.source), sure_text(row.confidence)
        )
        for row in rows.values()
        if not row.signs
    )
    return LessonCard(mistakes, findings, judged)


def _where(made: list[Lesson], reading: RecordReading) -> str:
    """Countries with the requests or things concerned, and the item of each."""
    by: dict[str, list[str]] = {}
    for each in made:
        line = reading.line(each.request)
        about = line.label if line is not None else reading.names.get(each.place.partition("/")[2], "")
        item = item_name(each.item) if each.item else ""
        by.setdefault(each.country, []).append(f"{about} ({item})" if item and about else about)
    return "; ".join(f"{country}: {', '.join(part for part in parts if part)}" for country, parts in by.items())


def _days(made: list[Lesson]) -> str:
    known = [each.days for each in made if each.days is not None]
    return days_text(round(sum(known))) if known else ""
