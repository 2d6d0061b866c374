"""What a policy changes in the world, in paired runs; and that it knows no scenario."""

from __future__ import annotations

import ast

import pytest

from simulation.exercise.core.event import WorldChanged
from simulation.exercise.outcome.exercise_outcome import ExerciseOutcome, outcome_of
from simulation.scenario.permuted import permute
from simulation.scenario.schema.scenario import Scenario
from tests.architecture.tree import modules
from tests.players.conftest import played

pytestmark = pytest.mark.acceptance("plays several seeds under several policies")

SEEDS = (1, 2, 3, 4)
DAYS = 180


def outcome(scenario: Scenario, policy: str, seed: int) -> ExerciseOutcome:
    run = played(scenario, policy, seed, DAYS)
    return outcome_of(run.exercise.state, run.events)


@pytest.fixture(scope="module")
def delivered(shipped: Scenario) -> dict[str, int]:
    return {
        policy: sum(outcome(shipped, policy, seed).drugs_delivered_g for seed in SEEDS)
        for policy in ("none", "textbook")
    }


def test_cooperation_lowers_deliveries(delivered: dict[str, int]) -> None:
    assert delivered["textbook"] < delivered["none"]


def test_it_does_as_well_after_names_and_places_are_permuted(shipped: Scenario, delivered: dict[str, int]) -> None:
    other = permute(shipped, 5)
    none = sum(outcome(other, "none", seed).drugs_delivered_g for seed in SEEDS)
    textbook = sum(outcome(other, "textbook", seed).drugs_delivered_g for seed in SEEDS)
    assert textbook * delivered["none"] < none * (delivered["none"] + delivered["textbook"]) / 2


def test_nobody_asks_under_none(shipped: Scenario) -> None:
    run = played(shipped, "none", 1, DAYS)
    came_to = outcome_of(run.exercise.state, run.events)
    assert (came_to.requests_sent, came_to.members_charged) == (0, 0)
    world = [event.happening for event in run.events if isinstance(event, WorldChanged)]
    assert {dict(each.facts)["by"] for each in world if each.code == "MoneyFrozen"} <= {"customs"}


def test_policies_hold_no_key_of_the_scenario(shipped: Scenario) -> None:
    keys = {country.code for country in shipped.countries}
    keys |= {place.key for place in shipped.crime.places} | {each.key for each in shipped.crime.cast}
    keys |= {each.key for each in shipped.crime.companies} | {each.key for each in shipped.crime.accounts}
    keys |= {each.key for each in shipped.crime.organisations} | {each.key for each in shipped.play.injects}
    keys |= {each.key for each in shipped.play.matters} | {each.key for each in shipped.crime.knowledge}
    keys |= {choice for inject in shipped.play.injects for choice in inject.choices}
    keys |= {offence.key for country in shipped.countries for offence in country.offences}
    words = {
        (path.name, node.value)
        for path, tree in modules("simulation")
        if path.parts[1] == "players"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert [(name, word) for name, word in sorted(words) if word in keys] == []
