"""What asking abroad and what waits are worth in the scenarios that ship, over ten seeds: `run.py test -m pattern`."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from simulation.exercise.registry import load_scenario
from simulation.review.cooperation import BASE, POLICIES, WAITS, Measured, longest, mean_of, measure
from simulation.scenario.load import directory_of, for_rooms

pytestmark = pytest.mark.pattern

SEEDS = range(1, 11)
IN_ORDER = ("requests_answered", "papers_that_stand")
LEAST_WORSE = 0.2

type Runs = dict[str, Sequence[Measured]]


@pytest.fixture(scope="module", params=for_rooms())
def told(request: pytest.FixtureRequest) -> tuple[str, Runs]:
    name = str(request.param)
    scenario = load_scenario(directory_of(name))
    home = next(way for way in POLICIES if way.name == "home")
    preset = longest(scenario)
    return name, {
        way.name: [measure(scenario, way, preset, seed, to_horizon=False) for seed in SEEDS]
        for way in (BASE, home, *WAITS)
    }


def _mean(runs: Sequence[Measured], key: str) -> float:
    value = mean_of(runs, key)
    assert value is not None
    return value


@pytest.mark.parametrize("key", IN_ORDER)
def test_shorter_waits_bring_more(told: tuple[str, Runs], key: str) -> None:
    quick, slow = (way.name for way in WAITS)
    _name, runs = told
    assert _mean(runs[quick], key) > _mean(runs[BASE.name], key) > _mean(runs[slow], key)


def test_asking_abroad_counts(told: tuple[str, Runs]) -> None:
    name, runs = told
    for key, better in load_scenario(directory_of(name)).play.lead_outcomes:
        base = _mean(runs[BASE.name], key)
        worse = (_mean(runs["home"], key) - base) * (1 if better == "less" else -1)
        assert worse >= LEAST_WORSE * base, key
