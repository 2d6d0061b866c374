"""Runs that several tests read."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from simulation.exercise.core.event import Event
from simulation.exercise.engine import Exercise
from simulation.exercise.registry import load_scenario
from simulation.kernel.agenda import DAY
from simulation.players.runs import begin_told, policies_for
from simulation.scenario.load import directory_of
from simulation.scenario.schema.name_pools import freeze
from simulation.scenario.schema.scenario import FrozenScenario, Scenario


@dataclass
class Played:
    """A run and everything that happened in it."""

    exercise: Exercise
    events: tuple[Event, ...]


def played(scenario: Scenario, policy: str, seed: int, days: int) -> Played:
    """A run under one policy everywhere."""
    exercise, opened = begin_told(freeze(scenario, seed), policies_for(scenario, policy, {}), seed)
    return Played(exercise, (*opened, *exercise.advance(days * DAY)))


@pytest.fixture(scope="session")
def shipped() -> Scenario:
    return load_scenario(directory_of("blue-current"))


@pytest.fixture(scope="session")
def frozen(shipped: Scenario) -> FrozenScenario:
    return freeze(shipped, 7)


@pytest.fixture(scope="session")
def textbook_run(shipped: Scenario) -> Played:
    return played(shipped, "textbook", 7, 180)


@pytest.fixture(scope="session")
def auto_run(shipped: Scenario) -> Played:
    return played(shipped, "auto", 7, 90)


@pytest.fixture(scope="session")
def glass_run() -> Played:
    return played(load_scenario(directory_of("glass-harbour")), "textbook", 7, 90)
