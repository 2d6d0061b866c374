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


def contents(regime: Regime) -> tuple[tuple[str, str], ...]:
    return tuple((item.source, " ".join(sorted(item.musts))) for item in regime.items.values())


def grounds(regime: Regime) -> frozenset[str]:
    return frozenset(letter.id for letter in regime.letters)


def articles(regime: Regime) -> frozenset[str]:
    return frozenset(letter.source for letter in regime.letters)
