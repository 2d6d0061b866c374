"""Every row of law shown to a person has a source and a mark; the machine's constants and the rows agree."""

import tomllib
from importlib.resources import files

import pytest

from simulation.law.book.grounds import (
    CONSULT_FIRST,
    FORBIDDEN_GROUNDS,
    POSTPONEMENT_GROUND,
    REFUSAL_GROUNDS,
    SAFEGUARD_GROUNDS,
)
from simulation.law.book.law_book import load_law_book
from simulation.law.book.required_contents import ITEMS
from simulation.law.rows import LawRow
from simulation.scenario.schema.play import Route, Sought

DATA = sorted(entry.name for entry in (files("simulation.law") / "data").iterdir())
LAW = load_law_book()


@pytest.mark.parametrize("name", DATA)
def test_every_row_has_source_and_confidence(name: str) -> None:
    text = (files("simulation.law") / "data" / name).read_text(encoding="utf-8")
    lines = [line for table in tomllib.loads(text).values() for line in table]
    assert lines
    for line in lines:
        assert line["source"].strip(), line
        assert line["confidence"].strip("TSMP?+") == "", line
        assert line["confidence"]


@pytest.mark.parametrize(("source", "mark"), [("", "T"), ("UNTOC", ""), ("UNTOC", "Z"), ("UNTOC", "sure")])
def test_a_row_without_source_or_mark_is_refused(source: str, mark: str) -> None:
    with pytest.raises(ValueError, match="LawRow"):
        LawRow(source=source, confidence=mark)


def test_the_book_is_whole() -> None:
    assert tuple(row.id for row in LAW.contents) == ITEMS
    assert [row.id for row in LAW.mistakes] == [f"M{n}" for n in range(1, 23)]
    assert [row.id for row in LAW.formalities] == [f"F{n}" for n in range(1, 9)]
    assert {row.id for row in LAW.grounds} >= {f"R{n}" for n in range(1, 13)} | {"NR1", "NR2", "NR3"}
    assert {row.route for row in LAW.informal} == set(Route)
    assert {row.id for row in LAW.times.sought} == {sought for sought in Sought if sought.route is Route.MLA}


def test_ids_are_unique_in_their_chapter() -> None:
    for chapter in (LAW.instruments, LAW.provisions, LAW.grounds, LAW.safeguards, LAW.informal, LAW.practice):
        ids = [row.id for row in chapter]
        assert len(ids) == len(set(ids))


def test_the_machine_knows_the_books_grounds() -> None:
    safeguards = {row.id for row in LAW.safeguards}
    for ground in REFUSAL_GROUNDS:
        assert LAW.ground(ground) is not None or ground in safeguards
    assert set(SAFEGUARD_GROUNDS) <= safeguards
    none = {row.id for row in LAW.grounds if row.nature == "not a ground"}
    assert none - {"NR3"} == FORBIDDEN_GROUNDS
    first = {row.id for row in LAW.grounds if row.consult_first}
    first |= {row.id for row in LAW.safeguards if row.consult_first}
    assert first - {POSTPONEMENT_GROUND} == CONSULT_FIRST


def test_pages_get_every_chapter() -> None:
    entries = LAW.entries()
    assert {entry.chapter for entry in entries} == {
        "instruments",
        "provisions",
        "kinds",
        "extradition",
        "notices",
        "archetypes",
        "contents",
        "grounds",
        "channels",
        "formalities",
        "safeguards",
        "mistakes",
        "practice",
        "times",
        "factors",
        "preservation",
        "freezing",
        "levers",
    }
    assert all(entry.source and entry.confidence and entry.text and entry.name for entry in entries)


def test_the_treaty_matrix_of_a_shipped_scenario_can_be_looked_up() -> None:
    for name in ("UNTOC", "UNCAC", "UN88", "ETS30", "ETS182", "CETS198", "BUD", "BIL"):
        assert LAW.instrument(name) is not None
    assert LAW.instrument("nonsense") is None
