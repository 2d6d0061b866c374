"""What people answered to events of the event list, as rows: without a price, for an event sets their day."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.exercise.core.event import Actor
from simulation.exercise.injects.events import InjectAnswered, InjectFired
from simulation.review.flows import in_play
from simulation.review.record_reading import RecordReading
from webapp.review.charts.charts import day_of
from webapp.text.say import wording_of
from webapp.visit.languages import country_name, language


@dataclass(frozen=True, slots=True)
class EventChoiceRow:
    """An answer of people to an event: which, what they chose or wrote, who, and on which day."""

    title: str
    choice: str
    who: str
    day: int


def event_choice_rows(reading: RecordReading) -> tuple[EventChoiceRow, ...]:
    """A row for each answer of people, in order of time; who acts for people who did not answer is elsewhere."""
    titles: dict[str, str] = {}
    rows = []
    for event in in_play(reading.record.events):
        if isinstance(event, InjectFired):
            titles[event.inject] = event.title
        elif isinstance(event, InjectAnswered) and event.office and event.by is Actor.PEOPLE:
            title = titles.get(event.inject) or _words(reading, f"inject.{event.inject}.title") or event.inject
            rows.append(EventChoiceRow(title, _choice(reading, event), _who(reading, event), day_of(event.at)))
    return tuple(rows)


def _choice(reading: RecordReading, event: InjectAnswered) -> str:
    chosen = _words(reading, f"inject.{event.inject}.choice.{event.choice}") if event.choice else ""
    return ": ".join(part for part in (chosen, event.text) if part)


def _who(reading: RecordReading, event: InjectAnswered) -> str:
    return f"{wording_of(f'office.{event.office}')}, {country_name(reading.scenario, event.country)}"


def _words(reading: RecordReading, key: str) -> str:
    return reading.scenario.text(key, language()) if reading.scenario.has_text(key) else ""
