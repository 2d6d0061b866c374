"""Injects that come again, lapse without an answer, or come on their last day though nothing called for them."""

from __future__ import annotations

import pytest

from simulation.exercise.core.event import DecisionTaken, Event
from simulation.exercise.engine import Exercise
from simulation.exercise.injects.events import InjectAnswered, InjectFired
from simulation.exercise.injects.state import Injects
from simulation.kernel.agenda import DAY
from simulation.players.runs import begin, policies_for
from simulation.scenario.schema.play import Inject
from simulation.scenario.schema.scenario import FrozenScenario, text_key

DAYS = 120


@pytest.fixture(scope="module")
def run(frozen: FrozenScenario) -> tuple[Exercise, tuple[Event, ...]]:
    """Four months in which nobody acts for anybody."""
    exercise = begin(frozen, policies_for(frozen.scenario, "none", {}), 1)
    return exercise, exercise.advance(DAYS * DAY)


def test_it_comes_again_as_an_entry_of_its_own(frozen: FrozenScenario, run: tuple[Exercise, tuple[Event, ...]]) -> None:
    again = [inject for inject in frozen.scenario.play.injects if inject.trigger.every_days]
    assert again
    for inject in again:
        fired = [event for event in run[1] if isinstance(event, InjectFired) and _is_of(event.inject, inject)]
        days = [event.at // DAY + 1 for event in fired]
        first, every = inject.trigger.day or 0, inject.trigger.every_days
        assert days == list(range(first, DAYS + 2, every))[: len(days)]
        assert len(days) >= (DAYS - first) // every
        assert len({event.inject for event in fired}) == len(fired)
        assert {event.title for event in fired} == {frozen.scenario.text(f"{inject.key}.title")}


def test_what_nobody_answers_lapses_and_is_no_decision(
    frozen: FrozenScenario, run: tuple[Exercise, tuple[Event, ...]]
) -> None:
    lapsing = [inject for inject in frozen.scenario.play.injects if inject.unanswered]
    assert {bool(inject.country) for inject in lapsing} == {False, True}
    for inject in lapsing:
        fell = [event for event in run[1] if isinstance(event, InjectAnswered) and _is_of(event.inject, inject)]
        assert {event.choice for event in fell} == {inject.unanswered}
        played = {country.code for country in frozen.scenario.played}
        assert {event.country for event in fell} == ({inject.country} if inject.country else played)
        fired = {event.inject: event.at for event in run[1] if isinstance(event, InjectFired)}
        assert all(event.at // DAY == fired[event.inject] // DAY + inject.answer_days + 1 for event in fell)
    assert not any(isinstance(event, DecisionTaken) and event.moment.startswith("inject/") for event in run[1])


def test_it_comes_at_the_latest_on_its_last_day(
    frozen: FrozenScenario, run: tuple[Exercise, tuple[Event, ...]]
) -> None:
    late = [inject for inject in frozen.scenario.play.injects if inject.trigger.event and inject.trigger.by_day]
    assert late
    for inject in late:
        at = run[0].state.part(Injects).injects[inject.key].fired_at
        assert at is not None
        assert at // DAY + 1 <= (inject.trigger.by_day or 0)


def test_what_comes_in_numbers_has_one_wording() -> None:
    assert text_key("inject.inject/other/12.choice.first") == "inject.other.choice.first"


def _is_of(key: str, inject: Inject) -> bool:
    return key == inject.key or key.startswith(f"{inject.key}/")
