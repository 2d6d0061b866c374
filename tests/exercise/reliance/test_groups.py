"""Which papers a check needs, from the check alone: planted yes-and-no functions."""

from __future__ import annotations

from itertools import combinations

import pytest

from simulation.exercise.reliance.needed import Holds, groups

NEWEST_FIRST = ("d", "c", "b", "a")
SOURCES = {"a": "request/1", "b": "request/1", "c": "request/2", "d": ""}


def a_check(*ways: str) -> Holds:
    """A check that holds while the papers of one way are all there, each way a word of their letters."""
    return lambda without: any(not set(way) & without for way in ways)


@pytest.mark.parametrize(
    ("ways", "found"),
    [
        pytest.param(("",), (), id="nothing is needed"),
        pytest.param(("a",), (("a",),), id="one alone, the others only name the target"),
        pytest.param(("ac",), (("c",), ("a",)), id="both"),
        pytest.param(("a", "c"), (("c", "a"),), id="either"),
        pytest.param(("a", "b"), (("b", "a"),), id="either of one source"),
        pytest.param(("da", "db"), (("d",), ("b", "a")), id="one, and either of two"),
        pytest.param(("ac", "ad", "bc", "bd"), (("b", "a"), ("d", "c")), id="either of two, twice"),
    ],
)
def test_papers_are_found_alone_or_together(ways: tuple[str, ...], found: tuple[tuple[str, ...], ...]) -> None:
    assert groups(NEWEST_FIRST, a_check(*ways), SOURCES) == found


@pytest.mark.parametrize("ways", [("ab", "cd"), ("ab", "bc", "ac"), ("abc", "d"), ("a", "bcd"), ("ab", "bd", "cd")])
def test_no_group_can_be_missing_none_is_too_large_and_together_they_carry(ways: tuple[str, ...]) -> None:
    holds = a_check(*ways)
    found = groups(NEWEST_FIRST, holds, SOURCES)
    assert found
    for group in found:
        assert not holds(frozenset(group))
        assert all(holds(frozenset(fewer)) for fewer in combinations(group, len(group) - 1))
    assert holds(frozenset(NEWEST_FIRST) - {paper for group in found for paper in group})


def test_a_group_of_what_is_left_out_first_is_found_where_there_is_one() -> None:
    """Any two of three are enough: with the two answers left out first it is told that both cannot be missing."""
    two_of_three = a_check("ab", "bd", "ad")
    assert groups(("b", "a", "d"), two_of_three, dict.fromkeys("abd", ""))[0] == ("b", "a")
