"""The planted world, read once."""

import pytest

from simulation.exercise.registry import load_scenario
from simulation.scenario.schema.name_pools import freeze
from simulation.scenario.schema.scenario import FrozenScenario
from tests.needs.planted import planted


@pytest.fixture(scope="session")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> FrozenScenario:
    """The planted world as it is."""
    return freeze(load_scenario(planted(tmp_path_factory.mktemp("needs"))), 1)
