"""On what somebody can be surrendered: the table of instruments says it, and what the requested side has declared."""

from __future__ import annotations

import re

import pytest

from simulation.law.book.assistance_types import kind_of
from simulation.law.book.governance import may_keep, regime_of, surrender_bases
from simulation.scenario.schema.country import Country, Declaration
from simulation.scenario.schema.play import Sought
from tests.assistance.jurisdictions import a_country, a_pair


def asked(*declarations: Declaration) -> Country:
    return a_country("BRV").model_copy(update={"declarations": declarations})


@pytest.mark.parametrize(
    ("bound", "bases"),
    [
        ((), ()),
        (("UNTOC",), ("UNTOC",)),
        (("UNTOC", "TIP", "SOM"), ("UNTOC",)),  # protocols are no second treaty (TIP 1(2), 1(3))
        (("TIP",), ("UNTOC",)),
        (("UNTOC", "BIL"), ("UNTOC",)),  # a treaty on assistance surrenders nobody
        (("CETS198", "CETS224", "ETS30"), ()),
        (("UNTOC", "ETS24", "ETS209", "EAW"), ("UNTOC", "ETS24", "EAW")),
        (("UNTOC", "BUD"), ("UNTOC", "BUD")),  # ETS 185 art. 24: for its own offences
    ],
    ids=lambda value: "-".join(value) or "none",
)
def test_what_binds_counts_by_the_table(bound: tuple[str, ...], bases: tuple[str, ...]) -> None:
    assert surrender_bases(a_pair(instruments=bound), asked()) == bases


def test_a_convention_that_is_not_taken_for_a_treaty_is_none() -> None:
    """UNTOC 16(4), (5)."""
    pair = a_pair(instruments=("UNTOC", "ETS24"))
    declared = asked(Declaration(instrument="UNTOC", reserves=("UNTOC-16.5",)))
    assert surrender_bases(pair, declared) == ("ETS24",)
    other = asked(Declaration(instrument="ETS30", reserves=("ETS30-5.1.a",)))
    assert surrender_bases(pair, other) == ("UNTOC", "ETS24")


def test_the_same_pair_and_declarations_are_worked_out_once() -> None:
    """Automatic offices ask about each candidate in each turn."""
    pair, declared = a_pair(instruments=("UNTOC", "ETS24")), Declaration(instrument="ETS30", reserves=("ETS30-5.1.a",))
    assert surrender_bases(pair, asked(declared)) is surrender_bases(pair, asked(declared))


@pytest.mark.parametrize(
    ("bound", "keeps"),
    [
        ((), True),
        (("UNTOC",), True),
        (("UNTOC", "ETS24"), True),
        (("UNTOC", "ETS24", "EAW"), False),  # no ground between members: Framework Decision 2002/584/JHA articles 3, 4
    ],
    ids=lambda value: "-".join(value) or "none" if isinstance(value, tuple) else str(value),
)
def test_a_national_is_kept_by_law_unless_what_governs_forbids_it(bound: tuple[str, ...], *, keeps: bool) -> None:
    pair, law = a_pair(instruments=bound), asked().model_copy(update={"surrenders_nationals": False})
    assert may_keep(pair, law, law.code) is keeps
    assert not may_keep(pair, law, "ELS")
    assert not may_keep(pair, asked().model_copy(update={"surrenders_nationals": True}), law.code)


@pytest.mark.parametrize(
    ("instrument", "assistance", "surrender"),
    [
        ("UNTOC", "UNTOC art. 18", "UNTOC art. 16(7)"),
        ("UNCAC", "UNCAC art. 46", "UNCAC art. 44(8)"),
        ("UN88", "1988 Convention art. 7", "1988 Convention art. 6(5)"),
        ("BUD", "ETS 185 art. 2[57]", "ETS 185 art. 24(5)"),
    ],
)
def test_no_letter_of_the_article_on_assistance_reaches_surrender(
    instrument: str, assistance: str, surrender: str
) -> None:
    """The article on extradition leaves conditions and grounds to the own law and to the treaty."""
    regime = regime_of(a_pair(instruments=(instrument,)), kind_of(Sought.SURRENDER))
    assert [letter.id for letter in regime.letters if re.match(assistance, letter.source)] == []
    assert {regime.by_tag[tag].source for tag in ("conformity", "own_law_on_extradition")} == {surrender}


@pytest.mark.parametrize(
    ("instrument", "assistance", "own_law", "pace"),
    [
        ("UNTOC", "UNTOC art. 18", "UNTOC art. 16(7)", "UNTOC art. 16(8)"),
        ("UNCAC", "UNCAC art. 46", "UNCAC art. 44(8)", "UNCAC art. 44(9)"),
        ("UN88", "1988 Convention art. 7", "1988 Convention art. 6(5)", "1988 Convention art. 6(7)"),
    ],
)
def test_contents_language_and_time_of_surrender_are_not_those_of_assistance(
    instrument: str, assistance: str, own_law: str, pace: str
) -> None:
    """What a request for extradition contains, and in which language, the own law or the treaty of the two says."""
    regime = regime_of(a_pair(instruments=(instrument,)), kind_of(Sought.SURRENDER))
    cited = {item.source for item in regime.items.values()} | set(regime.applicable.values())
    cited |= {row.source for row in (*regime.terms.values(), *regime.clocks)}
    assert [source for source in sorted(cited) if source.startswith(assistance)] == []
    assert {regime.provision(what) for what in ("C3", "C5", "C10", "language", "channel")} == {own_law}
    assert regime.provision("execute") == pace


@pytest.mark.parametrize(("instrument", "source"), [("UNTOC", "UNTOC art. 16(15)"), ("UNCAC", "UNCAC art. 44(16)")])
def test_fiscal_matters_are_no_ground_by_the_article_on_surrender(instrument: str, source: str) -> None:
    regime = regime_of(a_pair(instruments=(instrument,)), kind_of(Sought.SURRENDER))
    assert regime.by_tag["fiscal"].source == source
