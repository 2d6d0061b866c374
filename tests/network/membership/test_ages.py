"""Whoever a text calls nineteen has had nineteen birthdays on the first day, under every seed."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.exercise.engine import Exercise
from simulation.exercise.registry import load_scenario
from simulation.players.runs import begin
from simulation.scenario.load import directory_of
from simulation.scenario.schema.name_pools import freeze

SCENARIOS = {name: load_scenario(directory_of(name)) for name in ("blue-current", "glass-harbour")}


def birthdays(born: str, on: date) -> int:
    """How many birthdays somebody has had on a day."""
    known = date.fromisoformat(born)
    return on.year - known.year - ((on.month, on.day) < (known.month, known.day))


@cache
def opened(name: str, seed: int) -> Exercise:
    return begin(freeze(SCENARIOS[name], seed), (), seed)


@pytest.mark.parametrize("name", SCENARIOS)
@pytest.mark.parametrize("seed", [1, 7, 90])
def test_the_date_of_birth_is_that_of_the_age_that_the_scenario_gives(name: str, seed: int) -> None:
    exercise, scenario = opened(name, seed), SCENARIOS[name]
    told = {person.key: person.age for person in scenario.crime.cast if person.age is not None}
    assert told
    entities = exercise.state.network.entities
    assert {key: birthdays(str(dict(entities[key].details)["born"]), scenario.start) for key in told} == told


@given(key=st.text("abcdefgh", min_size=1, max_size=6), age=st.integers(18, 90))
def test_every_age_can_be_given(key: str, age: int) -> None:
    labels = opened("blue-current", 1).state.network.labels
    assert birthdays(labels.born_at_age(f"cast/{key}", age), SCENARIOS["blue-current"].start) == age
