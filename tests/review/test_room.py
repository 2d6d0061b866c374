"""How much earlier a decision could have been taken, and that a price tells of nothing else."""

from __future__ import annotations

import pytest

from simulation.exercise.core.settings import Settings
from simulation.exercise.registry import load_scenario
from simulation.kernel.agenda import DAY
from simulation.players.workshop import Workshop
from simulation.review.branches import Record
from simulation.review.prices.choices import Decision, Room, a_move, decisions
from simulation.review.prices.prices import CannotMoveError, Pricer
from simulation.review.prices.variants import ways_for
from simulation.scenario.load import directory_of
from simulation.scenario.schema.name_pools import freeze


@pytest.fixture(scope="module", params=["blue-current", "glass-harbour"])
def record(request: pytest.FixtureRequest) -> Record:
    """Three moves that the textbook typed."""
    frozen = freeze(load_scenario(directory_of(request.param)), 5)
    played = Workshop(frozen, Settings(preset="half_day_14", seed=5), (30, 30, 30), epilogue=True)
    return Record(frozen, played.settings, tuple(played.entries), played.events)


@pytest.fixture(scope="module")
def gained(record: Record) -> dict[Decision, int]:
    """What each decision gains a move earlier."""
    room = Room(record)
    return {each: room.a_move_earlier(each) for each in decisions(record)}


def test_some_decisions_move_a_move_some_less_and_some_not_at_all(record: Record, gained: dict[Decision, int]) -> None:
    asked = {each: a_move(record, each.at) for each in gained}
    assert all(0 <= seconds <= asked[each] for each, seconds in gained.items())
    assert any(seconds == asked[each] for each, seconds in gained.items())
    assert any(seconds == 0 for seconds in gained.values())


def test_commands_of_a_decision_keep_their_order_and_never_come_later(
    record: Record, gained: dict[Decision, int]
) -> None:
    room = Room(record)
    at = {entry.command.id: entry.at for entry in record.entries}
    for each in gained:
        times = room.earlier(each, a_move(record, each.at)).times
        assert [moment for _, moment in times] == sorted(moment for _, moment in times)
        assert all(0 <= moment <= at[command] for command, moment in times)


def test_the_days_between_a_draft_of_the_first_day_and_its_sending_can_be_gained(
    record: Record, gained: dict[Decision, int]
) -> None:
    """The draft could not have been earlier; the sending could."""
    at = {entry.command.id: entry.at for entry in record.entries}
    waited = [each for each in gained if each.kind == "send" and at[each.commands[0]] == 0 and each.at >= DAY]
    for each in waited:
        assert gained[each] > 0, each


def test_a_decision_that_could_not_have_been_earlier_has_no_price(record: Record, gained: dict[Decision, int]) -> None:
    stuck = next(each for each, seconds in gained.items() if not seconds)
    with Pricer(record, 0) as pricer, pytest.raises(CannotMoveError):
        pricer.price(stuck, runs=())


def test_a_price_names_what_was_really_moved(record: Record, gained: dict[Decision, int]) -> None:
    choices = {each: seconds for each, seconds in gained.items() if seconds and ways_for(each)}
    partly = next(
        (each for each, seconds in choices.items() if seconds < a_move(record, each.at)),
        next(iter(choices)),
    )
    with Pricer(record, 0) as pricer:
        assert pricer.price(partly, runs=()).held.seconds == gained[partly]
