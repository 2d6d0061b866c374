"""On what a procedure that is no letter may be refused: the letters of what governs between the two."""

from __future__ import annotations

import pytest

from simulation.law.assessment.refusal_grounds import may_be_named, open_grounds
from simulation.law.book.grounds import grounds_with
from simulation.scenario.schema.country import Declaration
from simulation.scenario.schema.scenario import Scenario
from tests.assistance.jurisdictions import a_country, a_pair
from webapp.cli.arguments import scenario_named


@pytest.mark.parametrize(
    ("what", "instruments", "there", "not_there"),
    [
        ("extradition", ("UNTOC",), "UNTOC-16.7", "EAW-4.1"),
        ("extradition", ("UNTOC", "ETS24"), "ETS24-3.1", "UNTOC-16.7"),
        ("extradition", ("UNTOC", "ETS24", "EAW"), "EAW-4.1", "ETS24-3.1"),
        ("extradition", ("ETS24",), "ETS24-10", "ETS24-212.10"),
        ("extradition", ("ETS24", "CETS212"), "ETS24-212.10", "ETS24-10"),
        ("enforcement", ("UNTOC", "CETS198"), "CETS198-28.1.b", "R1805-19.e"),
        ("enforcement", ("UNTOC", "CETS198", "FRZ"), "R1805-19.e", "CETS198-28.1.b"),
        ("preservation", ("UNTOC", "BUD"), "ETS185-29.5.a", "R1543-16.5"),
        ("preservation", ("UNTOC", "BUD", "EPO"), "R1543-16.5", "ETS185-29.5.a"),
    ],
)
def test_letters_of_what_governs(what: str, instruments: tuple[str, ...], there: str, not_there: str) -> None:
    found = open_grounds(what, a_pair(instruments=instruments), a_country("BRV"))
    assert there in found
    assert not_there not in found


def test_a_reserved_letter_is_there_where_it_was_reserved() -> None:
    pair, brava = a_pair(instruments=("ETS24",)), a_country("BRV")
    reserved = brava.model_copy(update={"declarations": (Declaration(instrument="ETS24", reserves=("ETS24-1.res",)),)})
    assert "ETS24-1.res" not in open_grounds("extradition", pair, brava)
    assert "ETS24-1.res" in open_grounds("extradition", pair, reserved)


@pytest.fixture(scope="module")
def glass() -> Scenario:
    return scenario_named("glass-harbour")


def test_what_may_be_named_between_members_and_others(glass: Scenario) -> None:
    known = grounds_with()

    def may(ground: str, asking: str, asked: str) -> bool:
        return may_be_named(ground, "extradition", glass, (asking, asked), known)

    assert may("EAW-4.1", "QSA", "CRR")
    assert not may("EAW-4.1", "QSA", "LMR")
    assert not may("nonsense", "QSA", "CRR")
    assert may("G2", "QSA", "LMR"), "a ground of the book"
