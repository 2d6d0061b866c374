"""No text comes twice to a seat, and no more than one routine message a move: every preset, over twenty seeds.

`python3 run.py test -m pattern`; one seed of the shortest preset runs with the other tests.
"""

from __future__ import annotations

import pytest

from simulation.exercise.registry import load_scenario
from simulation.scenario.load import directory_of
from simulation.scenario.schema.name_pools import freeze
from tests.exercise.reactions.messages_read import Read, plain, read_in, too_much_routine, twice

SEEDS = range(1, 21)
SCENARIOS = ("blue-current", "glass-harbour")
PRESETS = ("half_day_14", "day_28", "two_day_28", "solo")
POLICIES = ("textbook", "novice")


def played(name: str, key: str, seed: int, policy: str) -> tuple[list[Read], list[tuple[str, int]]]:
    """What seats read in a run, and where routine is too much."""
    frozen = freeze(load_scenario(directory_of(name)), seed)
    preset = next(each for each in frozen.scenario.play.presets if each.key == key)
    read = read_in(frozen, preset, seed, policy)
    return read, too_much_routine(read, preset.merged)


def test_names_numbers_and_dates_are_taken_out() -> None:
    assert plain("On Tue 4 May Orla Quist paid 12,000.") == plain("On Mon 11 June Halden Brook paid 9.")
    assert plain("Where is the van?") != plain("Where is the ship?")


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("name", SCENARIOS)
def test_nothing_comes_twice_in_half_a_day(name: str, policy: str) -> None:
    read, routine = played(name, "half_day_14", 1, policy)
    assert len(read) > 100
    assert twice(read) == []
    assert routine == []


@pytest.mark.pattern
@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("key", PRESETS)
@pytest.mark.parametrize("name", SCENARIOS)
def test_nothing_comes_twice(name: str, key: str, policy: str) -> None:
    for seed in SEEDS:
        read, routine = played(name, key, seed, policy)
        assert twice(read) == [], seed
        assert routine == [], seed
