"""People of the story are told apart by their family names, under every seed."""

from __future__ import annotations

from collections import Counter

import pytest

from simulation.exercise.registry import load_scenario
from simulation.players.runs import begin
from simulation.scenario.load import directory_of
from simulation.scenario.schema.name_pools import freeze


@pytest.mark.parametrize("name", ["blue-current", "glass-harbour", "first-request"])
@pytest.mark.parametrize("seed", [1, 7, 90])
def test_no_two_people_of_the_story_share_a_family_name(name: str, seed: int) -> None:
    frozen = freeze(load_scenario(directory_of(name)), seed)
    entities = begin(frozen, (), seed).state.network.entities
    cast = [each.key for each in frozen.scenario.crime.cast if each.namesake_of is None]
    families = Counter(entities[key].label.partition(" ")[2] for key in cast)
    assert cast
    assert [family for family, number in families.items() if number > 1] == []
