"""A whole day at the keyboard, played once for all tests that only read it."""

from __future__ import annotations

import pytest

from simulation.exercise.core.settings import Settings
from simulation.exercise.registry import load_scenario
from simulation.players.policies import players
from simulation.scenario.load import directory_of
from simulation.scenario.schema.name_pools import freeze
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.bots import Room, open_room, play_day

JUMPS = (30, 35, 40, 40, 40, 40)


@pytest.fixture(scope="session")
def blue_current() -> FrozenScenario:
    """The shipped scenario, frozen with seed 7."""
    return freeze(load_scenario(directory_of("blue-current")), 7)


@pytest.fixture(scope="session")
def bot_day(blue_current: FrozenScenario) -> Room:
    """Four countries typed by the textbook policy over six moves."""
    policies = players()
    room = open_room(blue_current, Settings(preset="half_day_14", seed=7), policies)
    play_day(room, policies["textbook"], JUMPS)
    return room
