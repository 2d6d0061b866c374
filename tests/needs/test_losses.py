"""While papers wait things move in blue-current: between every two teams, in moves two to five of a day."""

from itertools import combinations

import pytest

from simulation.exercise.registry import load_scenario
from simulation.needs.dates import left_on, lost_days
from simulation.needs.untouched import UntouchedWorld
from simulation.scenario.load import directory_of
from simulation.scenario.schema.name_pools import freeze
from simulation.scenario.schema.needs import Loss
from simulation.scenario.schema.scenario import FrozenScenario

SEED = 1
DAY_PRESET = "day_28"


def moves_two_to_five(frozen: FrozenScenario) -> tuple[int, int]:
    """The last day of the first move, and of the fifth."""
    jumps = next(each.jumps for each in frozen.scenario.play.presets if each.key == DAY_PRESET)
    return jumps[0], sum(jumps[:5])


@pytest.fixture(scope="module")
def frozen() -> FrozenScenario:
    """The shipped scenario."""
    return freeze(load_scenario(directory_of("blue-current")), SEED)


@pytest.mark.acceptance("goes through the days of a whole exercise")
def test_every_two_teams_lose_something_by_waiting(frozen: FrozenScenario) -> None:
    first, last = moves_two_to_five(frozen)
    world, days = UntouchedWorld(frozen), lost_days(frozen)
    losing: dict[frozenset[str], list[int]] = {}
    for need in frozen.scenario.needs:
        day, account = days[need.key], need.lost.account if need.lost is not None else None
        if need.lost is not None and need.lost.by is Loss.DRAIN and account is not None:
            drained = left_on(world, account, last) < left_on(world, account, first)
            day = min(day or last, last) if drained else None
        if day is not None and first < day <= last:
            losing.setdefault(frozenset((need.country, need.holder)), []).append(day)
    teams = [country.code for country in frozen.scenario.played]
    assert [pair for pair in combinations(teams, 2) if frozenset(pair) not in losing] == []
    assert len({day for days in losing.values() for day in days}) >= 4


@pytest.mark.parametrize(
    ("account", "every", "crowns", "days"),
    [
        ("account/trading_second", 6, 300_000, (20, 194)),
        ("account/terrace", 10, 20_000, (25, 125)),
    ],
)
def test_accounts_empty_as_a_pencil_says(
    frozen: FrozenScenario, account: str, every: int, crowns: int, days: tuple[int, int]
) -> None:
    world = UntouchedWorld(frozen)
    begins, ends = days
    payments = (ends - begins) // every + 1
    for turn in (0, 1, payments // 2, payments):
        day = begins - 1 if turn == 0 else begins + (turn - 1) * every
        assert left_on(world, account, day + 1) == (payments - turn) * crowns * 100
