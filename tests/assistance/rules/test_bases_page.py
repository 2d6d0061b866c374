"""One request on five bases: five different sets of contents, grounds, times and articles, told on a page."""

import pytest

from simulation.law.book.assistance_types import kind_of
from simulation.law.book.governance import Regime, regime_of
from tests.assistance.jurisdictions import a_pair
from tests.assistance.rules.bases_page import ASKED, PAGE, page


def test_the_page_is_in_step_with_the_rules() -> None:
    message = "docs/five-bases.md is out of step; write it anew: python -m tests.assistance.rules.bases_page"
    assert PAGE.read_text(encoding="utf-8") == page(), message


@pytest.mark.parametrize(("sought", "bases"), ASKED)
def test_each_basis_differs_from_each_other(sought: str, bases: tuple[str, ...]) -> None:
    found = [regime_of(a_pair(instruments=(basis,)), kind_of(sought), basis) for basis in bases]
    assert [regime.instrument for regime in found] == list(bases)
    for what in (contents, grounds, articles):
        assert len({what(regime) for regime in found}) == len(bases), what
    figures = [times for regime in found if (times := clocks(regime))]
    assert len(set(figures)) == len(figures), "where treaties set figures, the figures or their articles differ"
    assert len(figures) > 1


@pytest.mark.parametrize(("sought", "bases"), ASKED)
def test_a_time_limit_binds_by_the_instrument_that_sets_it(sought: str, bases: tuple[str, ...]) -> None:
    for basis in bases:
        regime = regime_of(a_pair(instruments=(basis,)), kind_of(sought), basis)
        assert {row.i for row in regime.clocks if row.binding} <= {basis}, basis


def contents(regime: Regime) -> tuple[tuple[str, str], ...]:
    return tuple((item.source, " ".join(sorted(item.musts))) for item in regime.items.values())


def grounds(regime: Regime) -> frozenset[str]:
    return frozenset(letter.id for letter in regime.letters)


def articles(regime: Regime) -> frozenset[str]:
    return frozenset(letter.source for letter in regime.letters)


def clocks(regime: Regime) -> frozenset[tuple[str, int, int, str]]:
    """The times that bind and have a figure."""
    return frozenset(
        (row.what, row.days, row.hours, row.source) for row in regime.clocks if row.binding and (row.days or row.hours)
    )
