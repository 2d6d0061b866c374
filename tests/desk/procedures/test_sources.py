"""What a procedure's page cites: articles of instruments that bind the two countries, and of no other."""

from __future__ import annotations

import re

import pytest

from simulation.exercise.procedures.extradition.table import EXTRADITION, ExtraditionAction, ExtraditionStatus
from simulation.exercise.procedures.extradition.warrant import ACTS, STATUSES
from simulation.exercise.registry import load_scenario
from simulation.scenario.load import directory_of, for_rooms
from simulation.scenario.schema.country import CountryPair
from tests.desk.journeys import desk
from tests.desk.procedures.test_procedures import PERSON, begin, charge, paper_on
from tests.webapp.conftest import Cast
from tests.webapp.house import House
from webapp.desk.procedures.sources import cited_between, source_between
from webapp.store.registered import registry

PAIRS = [(name, pair) for name in for_rooms() for pair in load_scenario(directory_of(name)).pairs]
ONLY_SOME = {
    "ETS 24": "ETS24",
    "CETS 209": "ETS209",
    "ETS 182": "ETS182",
    "CETS 198": "CETS198",
    "ETS 141": "ETS141",
    "ETS 185": "BUD",
    "Budapest": "BUD",
    "UNCAC": "UNCAC",
    "UNTOC": "UNTOC",
    "Framework Decision": "EAW",
    "2018/1805": "FRZ",
}
"""Instruments that only some pairs have, as they are cited anywhere in a text."""

NO_SOURCE = re.compile(r"^(the )?days( are an assumption)?$", re.MULTILINE)


def strangers(text: str, pair: CountryPair) -> set[str]:
    return {code for cite, code in ONLY_SOME.items() if cite in text} - set(pair.instruments)


@pytest.mark.parametrize(("name", "pair"), PAIRS, ids=[f"{name}-{pair.a}-{pair.b}" for name, pair in PAIRS])
def test_no_act_cites_what_does_not_bind_the_two(house: House, name: str, pair: CountryPair) -> None:
    scenario = load_scenario(directory_of(name))
    with house.app.test_request_context():
        said = {
            source_between(basis, cited_between(procedure.rules.code, pair.a, pair.b, scenario))
            for procedure in registry().procedures
            for basis in (
                *(row.basis for row in (procedure.rules.begins, *procedure.rules.transitions)),
                *(row.basis for row in procedure.rules.statuses.values() if row.basis),
            )
        }
    assert not any(NO_SOURCE.search(part) for text in said for part in text.split("; ")), said
    assert {text: found for text in said if (found := strangers(text, pair))} == {}


def test_what_governs_takes_the_place_of_other_conventions(house: House) -> None:
    glass = load_scenario(directory_of("glass-harbour"))
    pair = next(each for each in glass.pairs if "EAW" in each.instruments)
    surrender, freezing = (cited_between(kind, pair.a, pair.b, glass) for kind in (EXTRADITION, "freezing"))
    assert {"ETS24", "CETS198"} <= set(pair.instruments)
    with house.app.test_request_context():
        assert source_between("ETS 24 art. 19(1); Framework Decision 2002/584 art. 24(1)", surrender) == (
            "Framework Decision 2002/584 art. 24(1)"
        )
        assert source_between("UNTOC 13(7); CETS 198 art. 28; Regulation 2018/1805 art. 19", freezing) == (
            "UNTOC 13(7); Regulation 2018/1805 art. 19"
        )
        assert source_between("CETS 198 art. 47", freezing) == "CETS 198 art. 47", "of financial units"
        assert source_between("ETS 24 art. 13; assumption: the number of days", surrender) == "rule of the exercise"


def test_the_articles_of_the_warrant_stand_beside_rows_that_there_are() -> None:
    assert set(STATUSES) <= set(ExtraditionStatus)
    assert {key.rpartition("/")[2] for key in ACTS} <= set(ExtraditionAction)
    assert {key.rpartition("/")[0] for key in ACTS} - {""} <= set(ExtraditionStatus)


def test_the_pages_of_a_surrender_under_the_united_nations_convention_name_no_other(house: House, cast: Cast) -> None:
    pair = load_scenario(directory_of("blue-current")).pair("KES", "SOV")
    assert "ETS24" not in pair.instruments
    charge(house, cast, cast.brava)
    papers = [paper_on(house, cast, cast.brava, PERSON)]
    for nowhere in ("nowhere", "KES", "", "S" * 3000):
        assert cast.brava.get(desk(cast, f"procedures/new/extradition?to={nowhere}")).status_code == 200
    chosen = cast.brava.get(desk(cast, "procedures/new/extradition?to=SOV")).text
    assert strangers(chosen, pair) == set()
    number = begin(house, cast, cast.brava, EXTRADITION, "SOV", documents=papers, offence="laundering")
    page = cast.brava.get(desk(cast, f"procedures/{number}")).text
    assert "UNTOC 16(9)" in page
    assert strangers(page, pair) == set()


def test_a_rule_of_the_exercise_has_no_mark_of_a_source(house: House, cast: Cast) -> None:
    """The warrant of ETS 24 article 16(2) is not cited where it does not bind; then nothing was read anywhere."""
    page = cast.brava.get(desk(cast, "procedures/new/extradition?to=SOV")).text
    assert "rule of the exercise" in page
    assert not re.search(r"rule of the exercise\s*·", page)
