"""How values of seeds are judged."""

import math

from tests.pattern.experiments import values_of
from tests.pattern.facts import Criterion, judge, points_the_right_way


def _criterion(rule: str, low: float | None, high: float | None, sign: str = "positive") -> Criterion:
    return Criterion("it", "A number.", rule, low, high, sign)


def test_an_interval_has_to_lie_on_one_side_as_a_whole() -> None:
    above = _criterion("ci_above", 0.0, None)
    assert judge(above, [1.0, 2.0, 3.0]).holds
    assert not judge(above, [-1.0, 2.0, 3.0]).holds
    below = _criterion("ci_below", None, 0.0)
    assert judge(below, [-1.0, -2.0, -3.0]).holds
    assert not judge(below, [1.0, 2.0, 3.0]).holds


def test_a_mean_and_a_median_have_to_lie_within() -> None:
    values = [0.0, 1.0, 8.0]
    assert judge(_criterion("mean_within", 2.0, 4.0), values).holds
    assert not judge(_criterion("median_within", 2.0, 4.0), values).holds
    assert judge(_criterion("median_within", 1.0, 1.0), values).holds


def test_nothing_holds_without_values() -> None:
    judged = judge(_criterion("mean_within", 0.0, 1.0), [])
    assert not judged.holds
    assert judged.count == 0
    assert math.isnan(judged.figure)
    assert not points_the_right_way(_criterion("mean_within", 0.0, 1.0, "within"), [])


def test_a_share_is_one_of_seeds() -> None:
    assert judge(_criterion("share_at_least", 0.5, None), [1.0, 0.0]).holds
    assert not judge(_criterion("share_at_least", 0.6, None), [1.0, 0.0]).holds


def test_a_share_of_totals_is_not_the_mean_of_shares() -> None:
    rows: list[dict[str, float | None]] = [{"confiscated": 0.0, "frozen": 10.0}, {"confiscated": 30.0, "frozen": 50.0}]
    values = values_of("F6", "share", rows)
    assert sum(values) / len(values) == 0.5


def test_a_seed_without_a_value_is_left_out() -> None:
    assert values_of("F1", "displaced_share", [{"displaced_share": None}, {"displaced_share": 0.5}]) == [0.5]
