"""What people answered to events of the event list, as rows: without a price, for an event sets their day."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.exercise.core.event import Actor
from simulation.exercise.injects.events import InjectAnswered, InjectFired
from simulation.review.flows import in_play
from simulation.review.record_reading import RecordReading
from webapp.review.charts.charts import day_of
from webapp.text.names import ScenarioNames, choice_words
from webapp.visit.languages import language


@dataclass(frozen=True, slots=True)
class EventChoiceRow:
    """An answer of people to an event: which, what they chose or wrote, who, and on which day."""

    title: str
    choice: str
    who: str
    day: int


def event_choice_rows(reading: RecordReading) -> tuple[EventChoiceRow, ...]:
    """A row for each answer of people, in order of time; who acts for people who did not answer is elsewhere."""
    names = ScenarioNames(reading.scenario, language())
    titles: dict[str, str] = {}
    rows = []
    for event in in_play(reading.record.events):
        if isinstance(event, InjectFired):
            titles[event.inject] = event.title
        elif isinstance(event, InjectAnswered) and event.office and event.by is Actor.PEOPLE:
            title = titles.get(event.inject) or names.written(f"{event.inject}.title") or event.inject
            choice = ": ".join(part for part in (choice_words(names, event.inject, event.choice), event.text) if part)
            who = f"{names.office(event.office)}, {names.country(event.country)}"
            rows.append(EventChoiceRow(title, choice, who, day_of(event.at)))
    return tuple(rows)
