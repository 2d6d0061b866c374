"""Injects that come again, lapse without an answer, or come on their last day though nothing called for them."""

from __future__ import annotations

import pytest

from simulation.exercise.core.command import Seat
from simulation.exercise.core.event import DecisionTaken, Event
from simulation.exercise.engine import Exercise
from simulation.exercise.injects.commands import AnswerInject
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


def test_recurring_work_is_one_matter(frozen: FrozenScenario, run: tuple[Exercise, tuple[Event, ...]]) -> None:
    """One message to a seat, however often it comes again."""
    again = [inject for inject in frozen.scenario.play.injects if inject.trigger.every_days]
    assert again
    for inject in again:
        fired = [event for event in run[1] if isinstance(event, InjectFired) and _is_of(event.inject, inject)]
        assert [event.at // DAY + 1 for event in fired] == [inject.trigger.day]
        assert not [key for key in run[0].state.part(Injects).injects if key.startswith(f"{inject.key}/")]


def test_what_was_settled_holds_each_time_and_may_be_changed_for_the_next(frozen: FrozenScenario) -> None:
    inject = next(each for each in frozen.scenario.play.injects if each.trigger.every_days)
    country = frozen.scenario.played[0].code
    exercise = begin(frozen, policies_for(frozen.scenario, "none", {}), 1)
    exercise.advance((inject.trigger.day or 0) * DAY)

    def answer(choice: str, number: int) -> None:
        seat = Seat(country, inject.offices[0])
        command = AnswerInject(id=f"answer/{number}", by=seat, inject=inject.key, choice=choice)
        exercise.check(command)
        exercise.perform(command)

    def planned() -> list[str]:
        return [
            entry.key for entry in exercise.state.agenda.pending() if entry.key.startswith(f"consequence/{inject.key}")
        ]

    first, second = dict.fromkeys(row.answer for row in inject.consequences)
    answer(first, 1)
    assert len(planned()) == 1
    answer(second, 2)
    assert len(planned()) == 1
    assert exercise.state.part(Injects).injects[inject.key].answers[country] == second
    exercise.advance(exercise.now + inject.trigger.every_days * DAY)
    assert len([key for key in planned() if f"/{country}/" in key]) == 2


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
