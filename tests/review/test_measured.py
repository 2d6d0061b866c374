"""What is measured for a task is what its words say: a letter that is complete at first, not the days of a draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from simulation.exercise.core.event import Actor, Event
from simulation.exercise.procedures.letter.events import RefusalArgued, RequestMoved, RequestOpened
from simulation.exercise.registry import load_scenario
from simulation.kernel.agenda import DAY
from simulation.review.measured import MeasuredKind, TaskFact, measured
from simulation.review.profile import profiles
from simulation.scenario.load import directory_of
from simulation.scenario.schema.measured_facts import MeasuredFact
from tests.review.test_lessons import made
from tests.review.test_profile import END, OTHER, OWN, letter, spoilt
from webapp.judging.measured_said import counted_said
from webapp.store.registered import registry


def complete(*letters: Sequence[Event]) -> list[TaskFact]:
    """What is measured of the completeness of letters from one played country to another."""
    scenario = load_scenario(directory_of("blue-current"))
    asking, asked = (country.code for country in scenario.played[:2])
    events = [
        replace(event, requesting=asking, requested=asked) if isinstance(event, RequestOpened) else event
        for each in letters
        for event in each
    ]
    found = measured(sorted(events, key=lambda event: event.at), END, scenario, registry().law)
    return [each for each in found if each.fact == MeasuredFact.COMPLETE_AT_FIRST]


def test_a_letter_is_complete_came_back_or_was_never_sent() -> None:
    ways = {"": "complete", "never_sent": "not_sent", "returned": "came_back"}
    for way, code in ways.items():
        whole = letter("r/1")
        (found,) = complete(spoilt(whole, way) if way else whole)
        assert (found.code, found.days, found.reference) == (code, None, None)


def test_days_of_a_draft_are_not_told_as_completeness() -> None:
    found = complete(letter("r/1"), letter("r/2", day=3), spoilt(letter("r/3"), "never_sent"))
    assert counted_said(found) == "2 of 3 complete when first sent; not sent: 1"


def test_what_was_wrong_with_a_refusal_stands_with_the_task_of_refusing() -> None:
    scenario = load_scenario(directory_of("blue-current"))
    events = (made(61, "refused_without_facts"), made(62, "accepted_what_must_be_refused"))
    found = measured(events, END, scenario, registry().law)
    assert [(each.country, each.fact, each.kind, each.code) for each in found] == [
        ("VAL", MeasuredFact.CONSULTED, MeasuredKind.FINDING, "refused_without_facts")
    ]


def test_a_task_counts_decisions_and_consultations_as_the_profile_does() -> None:
    scenario = load_scenario(directory_of("blue-current"))
    asking, asked = (country.code for country in scenario.played[:2])

    sides = {OWN: asking, OTHER: asked}

    def between(event: Event) -> Event:
        if isinstance(event, RequestOpened):
            return replace(event, requesting=asking, requested=asked)
        return replace(event, country=sides[event.country]) if isinstance(event, RequestMoved) else event

    quick, late = letter("r/1"), letter("r/2", day=3)
    late[5] = replace(late[5], at=late[5].at + 9 * DAY)
    late[6] = replace(late[6], at=late[6].at + 9 * DAY)
    events: list[Event] = [between(event) for event in (*quick, *late)]
    events += [refused("r/1", asked, is_consulted=True), refused("r/2", asked, is_consulted=False)]
    events.sort(key=lambda event: event.at)
    found = measured(events, END, scenario, registry().law)
    profile = next(each for each in profiles(events, scenario.played, END) if each.country == asked)
    shown = {each.kind.key: (each.met, each.among) for each in profile.facts}
    for key, fact in (("decided", MeasuredFact.DECIDED_IN_TIME), ("consulted", MeasuredFact.CONSULTED)):
        counted = [each for each in found if each.fact == fact and each.country == asked]
        assert (sum(each.is_over for each in counted), len(counted)) == shown[key] == (1, 2)
    said = counted_said([each for each in found if each.fact == MeasuredFact.DECIDED_IN_TIME])
    assert said == "decisions on letters from abroad taken within a day of reading the letter: 1 of 2"
    assert counted_said([each for each in found if each.fact == MeasuredFact.CONSULTED]) == (
        "refusals after consultation: 1 of 2"
    )


def refused(key: str, requested: str, *, is_consulted: bool) -> RefusalArgued:
    return RefusalArgued(
        at=150 * DAY, cause=key, by=Actor.PEOPLE, request=key, requested=requested, requesting="", ground="interests",
        papers=(), lacks=(), findings=(), is_consulted=is_consulted,
    )  # fmt: skip
