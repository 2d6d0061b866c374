"""An instrument governs what it covers: by the offences that a request names, never by its place in the order alone."""

from __future__ import annotations

import pytest

from simulation.exercise.procedures.letter.statuses import STATUSES
from simulation.law.book.assistance_types import kind_of
from simulation.law.book.governance import first_choice, regime_of
from simulation.law.book.law_book import load_law_book
from simulation.law.book.precedence import OWN_LAW
from simulation.law.book.rules import LetterNature, load_rules
from simulation.scenario.schema.country import Offence
from simulation.scenario.schema.play import Sought
from tests.assistance.jurisdictions import a_pair

ALL = ("UNTOC", "TIP", "UNCAC", "UN88")
KIND = kind_of(Sought.BANK_RECORDS)
OF_LETTERS = {status.clock for status in STATUSES.values()}
"""Times within which the holder of a letter acts."""


def offence(*elements: str, years: int = 10) -> Offence:
    return Offence(key="_".join(elements), elements=elements, max_years=years, limitation_years=10)


DRUGS = offence("goods_illicit", "possession_or_transport", "knowledge")
PERSONS = offence("act_on_person", "means", "exploitation")
FRAUD = offence("deception", "loss", years=7)
BRIBERY = offence("public_official", "advantage", "act_in_office")
LAUNDERING = offence("proceeds", "transfer_or_conceal", "knowledge")
GROUP = offence("group", "role", "aim")
SMALL = offence("deception", years=2)


@pytest.mark.parametrize(
    ("about", "governs"),
    [
        ((DRUGS,), "UN88"),
        ((DRUGS, LAUNDERING), "UN88"),
        ((BRIBERY,), "UNCAC"),
        ((LAUNDERING, BRIBERY), "UNCAC"),
        ((LAUNDERING,), "UNTOC"),
        ((DRUGS, BRIBERY), "UNTOC"),
        ((LAUNDERING, DRUGS, BRIBERY, GROUP), "UNTOC"),
        ((LAUNDERING, PERSONS, SMALL, BRIBERY), "UNTOC"),
        ((PERSONS,), "UNTOC"),
        ((FRAUD,), "UNTOC"),
        ((GROUP,), "UNTOC"),
        ((SMALL,), OWN_LAW),
        ((), "UNTOC"),
    ],
)
@pytest.mark.parametrize("bound", [ALL, tuple(reversed(ALL))])
def test_what_governs_where_no_basis_is_named(bound: tuple[str, ...], about: tuple[Offence, ...], governs: str) -> None:
    """UNTOC article 3(1), UNCAC articles 3(1), 46(1), 1988 Convention articles 3(1), 7(1); the narrower goes first."""
    pair = a_pair(instruments=bound)
    assert regime_of(pair, KIND, about=about).instrument == governs
    assert first_choice(pair, KIND, about) == governs


@pytest.mark.parametrize(
    ("basis", "about", "governs", "said"),
    [
        ("UNCAC", (DRUGS,), "UN88", "does_not_cover"),
        ("UN88", (BRIBERY,), "UNCAC", "does_not_cover"),
        ("UNCAC", (FRAUD,), "UNTOC", "does_not_cover"),
        ("UNTOC", (DRUGS,), "UNTOC", "governs"),
        ("UNCAC", (LAUNDERING,), "UNCAC", "governs"),
        ("UNCAC", (DRUGS, BRIBERY), "UNCAC", "governs"),
        ("UNTOC", (SMALL,), "UNTOC", "governs"),
        ("ETS30", (DRUGS,), "UN88", "does_not_bind"),
    ],
)
def test_what_governs_where_a_basis_is_named(basis: str, about: tuple[Offence, ...], governs: str, said: str) -> None:
    """The letter chooses among what covers its offences; where nothing does, what it names is looked at."""
    regime = regime_of(a_pair(instruments=ALL), KIND, basis, about)
    assert (regime.instrument, regime.named) == (governs, said)


def test_what_covers_every_offence_goes_first_as_before() -> None:
    for about in ((DRUGS,), (BRIBERY,), (SMALL,), ()):
        assert regime_of(a_pair(instruments=("ETS30", *ALL)), KIND, about=about).instrument == "ETS30"
        assert regime_of(a_pair(instruments=("EIO", "ETS30", *ALL)), KIND, about=about).instrument == "EIO"


def test_a_confiscation_rests_on_what_covers_its_offence() -> None:
    kind, pair = kind_of(Sought.CONFISCATION), a_pair(instruments=ALL)
    found = [regime_of(pair, kind, about=(each,)).instrument for each in (DRUGS, BRIBERY, FRAUD)]
    assert found == ["UN88", "UNCAC", "UNTOC"]


def test_days_pace_and_nationals_hang_on_no_instrument_of_some_offences() -> None:
    """So that what asks for these need not know the offences of a request."""
    law, rules = load_law_book(), load_rules()
    limited = {each.id for each in law.instruments if each.covers or each.min_years > 1}
    assert limited >= {"UNTOC", "UNCAC", "UN88"}
    for name in sorted(limited & set(rules.instruments)):
        assert rules.instruments[name].pace is None
        assert not [row for row in rules.clocks if row.i == name and row.binds_days and row.what in OF_LETTERS]
        assert not [
            row
            for row in rules.letters
            if row.i == name and row.tag == "nationality" and row.nature is LetterNature.NOT_A_GROUND
        ]
