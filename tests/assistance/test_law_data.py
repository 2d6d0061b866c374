"""Every row of law shown to a person has a source and a mark; the machine's constants and the rows agree."""

import pickle
import tomllib
from importlib.resources import files

import pytest

from simulation.law.book.assistance_types import kind_of
from simulation.law.book.grounds import duty_to_prosecute, ground_of, grounds_with, postponing, refusing
from simulation.law.book.law_book import load_law_book
from simulation.law.book.required_contents import ITEMS
from simulation.law.book.rules import LetterNature, load_rules
from simulation.law.rows import Filled, LawRow
from simulation.scenario.schema.play import Route, Sought

DATA = sorted(entry.name for entry in (files("simulation.law") / "data").iterdir() if entry.is_file())
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
    assert {row.id for row in LAW.times.sought} == {sought for sought in Sought if kind_of(sought).route is Route.MLA}


def test_ids_are_unique_in_their_chapter() -> None:
    for chapter in (LAW.instruments, LAW.provisions, LAW.grounds, LAW.safeguards, LAW.informal, LAW.practice):
        ids = [row.id for row in chapter]
        assert len(ids) == len(set(ids))


def test_the_articles_of_a_letter_are_found_for_every_kind_that_the_instrument_provides() -> None:
    """Each row names kinds that the instrument provides, each once, and the row for all others comes last."""
    for instrument in LAW.instruments:
        own = load_rules().parent.get(instrument.id, instrument.id)
        named = [kind for row in instrument.narrowed for kind in row.kinds]
        assert set(named) <= set(load_rules().provided(own, (own,))), instrument.id
        assert len(named) == len(set(named)), instrument.id
        assert [row.kinds for row in instrument.narrowed if not row.kinds] == [()] * bool(instrument.narrowed)
        assert not instrument.narrowed or not instrument.narrowed[-1].kinds
        assert instrument.articles_on("") == instrument.article


def test_what_may_be_refused_on_which_ground_and_in_which_order_it_is_offered() -> None:
    """UNTOC 18(8), (21), (22), 16(10), (15) and 13(7); law.md 1.4, 1.5, 5.5."""
    assert " ".join(refusing("letter")) == ("R1 R2 R3 R4 R5 R7 G1 G2 G3 G4 G6 G7 G8 G11 G12 G14 NR1 NR2")
    assert " ".join(refusing("extradition")) == "R5 G1 G2 G3 G4 G7 G11 G12 G14 NR2"
    assert " ".join(refusing("enforcement")) == "R7 G2 G4 G9 G12"
    first = [ground.id for ground in grounds_with().all if ground.is_to_consult]
    assert " ".join(first) == "R1 R2 R3 R4 G1 G2 G4 G7 G8 G12 G14"
    assert postponing() == "R6"
    assert [ground.id for ground in grounds_with().all if ground.is_none] == ["NR1", "NR2", "NR3"]
    assert ground_of("R99") is None


def test_pages_get_every_chapter() -> None:
    entries = LAW.entries()
    assert {entry.chapter for entry in entries} == {
        "instruments",
        "provisions",
        "kinds",
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
        "freezing",
        "levers",
        "precedence",
        "wanted",
        "letters",
        "criminality",
        "clocks",
        "terms",
    }
    assert all(entry.source and entry.confidence and entry.text and entry.name for entry in entries)


def test_the_treaty_matrix_of_a_shipped_scenario_can_be_looked_up() -> None:
    for name in ("UNTOC", "UNCAC", "UN88", "ETS30", "ETS182", "CETS198", "BUD", "BIL"):
        assert LAW.instrument(name) is not None
    assert LAW.instrument("nonsense") is None


def test_every_protocol_that_is_read_into_a_convention_can_bind_a_pair() -> None:
    read_in = {name for row in load_rules().instruments.values() for name in row.protocols}
    assert read_in <= {row.id for row in LAW.instruments}


@pytest.mark.parametrize("instrument", ["CETS198", "ETS141"])
def test_the_law_book_says_that_nobody_is_made_to_tell_what_may_change_a_measure(instrument: str) -> None:
    entries = {entry.id: entry for entry in LAW.by_chapter["clocks"]}
    assert "the exercise does not play this duty" in entries[f"{instrument}/tell_what_changes"].text


def test_part_and_conditions_are_considered_before_a_refusal_or_postponement() -> None:
    """CETS 198 article 30: consulting is for cases where it is appropriate, considering is for all."""
    text = next(row.text for row in LAW.provisions if row.id == "CETS198-29")
    assert "considers" in text
    assert "where appropriate" in text


def test_the_book_is_the_same_in_another_process() -> None:
    told = [entry for entries in LAW.by_chapter.values() for entry in entries]
    there = pickle.loads(pickle.dumps(told))  # noqa: S301  # as workers get it
    assert there == told
    filled = [entry.text for entry in there if isinstance(entry.text, Filled)]
    assert [text.message for text in filled] == [
        text.message for text in (each.text for each in told) if isinstance(text, Filled)
    ]


def test_every_text_that_lets_a_country_keep_a_national_says_that_it_prosecutes() -> None:
    keeping = [row for row in load_rules().letters if row.tag == "nationality" and row.nature is LetterNature.OPTIONAL]
    assert {row.i: duty_to_prosecute(row.i) for row in keeping} == {
        "UNTOC": "UNTOC art. 16(10)",
        "UNCAC": "UNCAC art. 44(11)",
        "UN88": "1988 Convention art. 6(9)",
        "ETS24": "ETS 24 art. 6(2)",
        "BUD": "ETS 185 art. 24(6)",
        "BILX": "bilateral treaty on extradition art. 4(a)",
    }
    assert duty_to_prosecute("EAW") == ""
