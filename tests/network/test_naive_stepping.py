"""Oracle: the same rules, every agent every day, give the same events."""

from __future__ import annotations

import pytest

from benchmarks.naive_stepping import stepped_network
from simulation.exercise.registry import load_scenario
from simulation.kernel.agenda import DAY, Agenda
from simulation.kernel.draws import Draws
from simulation.kernel.traces import Happening
from simulation.network.criminal_network import fire, new_network
from simulation.network.world.model import Because
from simulation.network.world.world import World
from simulation.scenario.load import available, directory_of
from simulation.scenario.schema.name_pools import freeze
from simulation.scenario.schema.scenario import FrozenScenario
from simulation.scenario.schema.shocks import PlannedShock
from tests.builders.scenarios import small_frozen
from tests.network.world_driver import state_of

SHOCKS = tuple(
    PlannedShock.model_validate(body)
    for body in (
        {"day": 30, "kind": "arrest", "select": {"function": "courier", "rank": "degree", "count": 3}, "days": 40},
        {"day": 40, "kind": "freeze", "select": {"rank": "money", "count": 2}, "days": 20},
        {"day": 50, "kind": "leak", "select": {}, "repeat_days": 33, "times": 4},
        {"day": 60, "kind": "seize", "select": {"count": 1}, "repeat_days": 20},
        {"day": 70, "kind": "closure", "select": {"count": 1}, "days": 30},
        {"day": 80, "kind": "interdiction", "select": {"rank": "random", "count": 1}, "factor": 3.0, "days": 60},
    )
)


def shaken(frozen: FrozenScenario) -> FrozenScenario:
    """The same frozen scenario with a shock of nearly every kind."""
    scenario = frozen.scenario
    play = scenario.play.model_copy(update={"shocks": SHOCKS})
    return frozen.model_copy(update={"scenario": scenario.model_copy(update={"play": play})})


def year(network: World, days: int) -> tuple[list[Happening], list[Because], tuple[object, ...]]:
    """All that happened in so many days, and why."""
    while (entry := network.agenda.pop_due(days * DAY)) is not None:
        fire(network, entry)
    return list(network.happenings.drain()), network.reasons.kept, state_of(network)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_agent_every_day_gives_the_same_events(seed: int) -> None:
    frozen = shaken(small_frozen(seed, couriers=12))
    driven = year(new_network(frozen, Draws(seed), Agenda(), explain=True), 300)
    stepped = year(stepped_network(frozen, Draws(seed), explain=True), 300)
    assert len(driven[0]) > 100
    assert driven == stepped


@pytest.mark.parametrize("name", available())
def test_so_do_the_scenarios_that_ship(name: str) -> None:
    frozen = shaken(freeze(load_scenario(directory_of(name)), 7))
    driven = year(new_network(frozen, Draws(7), Agenda(), explain=True), 200)
    assert driven == year(stepped_network(frozen, Draws(7), explain=True), 200)
