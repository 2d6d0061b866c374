"""One turn: commands that can be performed, for own offices only, with causes, and the same each time."""

from __future__ import annotations

import pytest

from simulation.exercise.engine import Exercise
from simulation.exercise.measures.commands import OrderMeasure
from simulation.exercise.procedures.letter.commands import ActOnRequest, OpenDraft
from simulation.kernel.terms import Office
from simulation.players.policies import players
from simulation.players.runs import begin, policies_for
from simulation.scenario.schema.scenario import FrozenScenario

FULL = ["novice", "textbook", "expert"]


def at_the_start(frozen: FrozenScenario) -> Exercise:
    """An exercise on its first day in which nobody has acted: its policies wake up later than that."""
    return begin(frozen, policies_for(frozen.scenario, "auto", {}), 7)


@pytest.mark.parametrize("policy", FULL)
def test_every_command_of_a_turn_can_be_performed(frozen: FrozenScenario, policy: str) -> None:
    exercise = at_the_start(frozen)
    for country in frozen.scenario.played:
        view = exercise.team_view(country.code)
        commands = players()[policy].decide(view, frozen.scenario, (), tuple(Office))
        assert commands
        for command in commands:
            exercise.check(command)
            exercise.perform(command)


@pytest.mark.parametrize("office", list(Office))
def test_acts_for_its_own_offices_only(frozen: FrozenScenario, office: Office) -> None:
    exercise = at_the_start(frozen)
    for country in frozen.scenario.played:
        view = exercise.team_view(country.code)
        for command in players()["textbook"].decide(view, frozen.scenario, (), (office,)):
            assert command.by is not None
            assert (command.by.country, command.by.office) == (country.code, office)


def test_the_same_view_gives_the_same_turn(frozen: FrozenScenario) -> None:
    exercise = at_the_start(frozen)
    for country in frozen.scenario.played:
        view = exercise.team_view(country.code)
        policy = players()["textbook"]
        first = policy.decide(view, frozen.scenario, (), tuple(Office))
        assert policy.decide(view, frozen.scenario, (), tuple(Office)) == first
        ids = [command.id for command in first]
        assert len(set(ids)) == len(ids)
        assert all(name.startswith(f"auto/{country.code}/") for name in ids)


def test_acts_rest_on_what_the_country_has(frozen: FrozenScenario) -> None:
    exercise = at_the_start(frozen)
    for country in frozen.scenario.played:
        view = exercise.team_view(country.code)
        known = {filed.document.key for filed in view.documents} | {inject.key for inject in view.injects}
        known |= {cause for request in view.requests for cause in request.rests_on}
        for command in players()["textbook"].decide(view, frozen.scenario, (), tuple(Office)):
            assert set(command.rests_on) <= known, command
            if isinstance(command, OpenDraft | OrderMeasure | ActOnRequest):
                assert command.rests_on, command


def test_the_auto_responder_begins_nothing(frozen: FrozenScenario) -> None:
    exercise = at_the_start(frozen)
    for country in frozen.scenario.played:
        view = exercise.team_view(country.code)
        commands = players()["auto"].decide(view, frozen.scenario, (), tuple(Office))
        assert any(isinstance(command, ActOnRequest) for command in commands)
        assert not any(isinstance(command, OpenDraft) for command in commands)
        asked_about = {target.key for request in view.requests if request.incoming for target in request.targets}
        orders = [command for command in commands if isinstance(command, OrderMeasure)]
        at_risk = {person for person, _since, until in view.at_risk if until is None}
        allowed = {"seizure": asked_about, "protection": at_risk}
        assert all(order.target in allowed.get(order.kind, ()) for order in orders)


def test_nobody_cooperates_under_none(frozen: FrozenScenario) -> None:
    exercise = at_the_start(frozen)
    view = exercise.team_view(frozen.scenario.played[0].code)
    assert players()["none"].decide(view, frozen.scenario, (), tuple(Office)) == ()
