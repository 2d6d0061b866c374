"""The one rule that decides the words: its table, and that chance is hardly ever called an effect."""

from __future__ import annotations

from itertools import product
from math import comb

import pytest

from simulation.kernel.draws import Draws, Purpose
from simulation.review.strength import CALLED_BY_CHANCE, Clarity, least_one_way, strength


@pytest.mark.parametrize(
    ("changed", "least"),
    [(7, None), (8, 8), (10, 10), (15, 13), (20, 17), (23, 19), (26, 20), (28, 22), (30, 23), (32, 24), (40, 29)],
)
def test_so_many_of_those_that_changed_have_to_point_one_way(changed: int, least: int | None) -> None:
    """The table of the picture guide, and what it is for 32 runs and 40."""
    assert least_one_way(changed) == least


@pytest.mark.parametrize("changed", range(41))
def test_it_is_a_two_sided_sign_test(changed: int) -> None:
    """Counted in another way: all patterns with at least so many one way, against all patterns."""
    least = least_one_way(changed)

    def chance(number: int) -> float:
        return float(2 * sum(comb(changed, each) for each in range(number, changed + 1)) / 2**changed)

    if least is None:
        assert chance(changed) >= 1 / CALLED_BY_CHANCE
    else:
        assert chance(least) < 1 / CALLED_BY_CHANCE <= chance(least - 1)


def test_runs_that_did_not_change_do_not_count_for_either_side() -> None:
    said = strength([-5.0] * 20 + [0.0] * 12, 1)
    assert (said.clarity, said.less, said.more, said.same) == (Clarity.LESS, 20, 0, 12)
    assert strength([-5.0] * 10 + [0.0] * 22, 1).clarity is Clarity.UNCLEAR  # half of the runs: the median is nothing


def test_what_is_not_worth_naming_is_not_clear() -> None:
    assert strength([0.4] * 32, 1).clarity is Clarity.UNCLEAR
    assert strength([1.0] * 32, 1).clarity is Clarity.MORE


def test_nothing_changed_is_said_as_that() -> None:
    said = strength([0] * 30, 1)
    assert (said.clarity, said.same, said.median, said.low, said.high) == (Clarity.SAME, 30, 0, 0, 0)
    assert strength([], 1).runs == 0


def test_the_band_decides_nothing() -> None:
    """Nine runs in ten lie on one side in the first, and the sign of few runs is not enough; and the other way."""
    few = strength([-3.0] * 7, 1)
    assert few.high < 0
    assert few.clarity is Clarity.UNCLEAR
    most = strength([-3.0] * 24 + [9.0] * 8, 1)
    assert most.low < 0 < most.high
    assert most.clarity is Clarity.LESS


def test_signs_are_all_that_matters_beside_the_median() -> None:
    for scale, sign in product((1, 1000), (1, -1)):
        said = strength([sign * scale * (n + 1) for n in range(25)] + [-sign * scale] * 7, 1)
        assert said.clarity is (Clarity.MORE if sign > 0 else Clarity.LESS)


DECISIONS, TOLD = 200, 32


def test_chance_is_hardly_ever_called_an_effect() -> None:
    """Five times 200 decisions without effect: in each run what chance brings, in lumps and with ties."""

    def came(draws: Draws, name: str) -> int:
        return 300 * int(6 * draws.uniform(Purpose.ATTENDANCE, name))

    def null(draws: Draws, decision: int) -> list[float]:
        changed = [n for n in range(TOLD) if draws.uniform(Purpose.ATTENDANCE, f"moves/{decision}/{n}") < 0.8]
        return [came(draws, f"moved/{decision}/{n}") - came(draws, f"was/{decision}/{n}") for n in changed]

    seeds = [Draws(seed) for seed in range(1, 6)]
    called = [sum(strength(null(draws, each), 1).is_clear for each in range(DECISIONS)) for draws in seeds]
    assert sum(called) <= len(seeds) * DECISIONS // CALLED_BY_CHANCE
    assert sum(called) > 0, "these draws cannot show anything"
