"""What a procedure's page cites: articles of instruments that bind the two countries, and of no other."""

from __future__ import annotations

import pytest

from simulation.exercise.registry import load_scenario
from simulation.scenario.load import directory_of, for_rooms
from simulation.scenario.schema.country import CountryPair
from tests.desk.journeys import desk
from tests.desk.procedures.test_procedures import begin
from tests.webapp.conftest import Cast
from tests.webapp.house import House
from webapp.desk.procedures.sources import cited_in_surrender, source_between
from webapp.store.registered import registry

PAIRS = [(name, pair) for name in for_rooms() for pair in load_scenario(directory_of(name)).pairs]
STRANGE = {
    "ETS 24": "ETS24",
    "CETS 209": "ETS209",
    "ETS 182": "ETS182",
    "CETS 198": "CETS198",
    "ETS 141": "ETS141",
    "ETS 185": "BUD",
    "UNCAC": "UNCAC",
    "Framework Decision 2002/584": "EAW",
    "Regulation 2018/1805": "FRZ",
}
"""Instruments that only some pairs have, as they are cited."""


@pytest.mark.parametrize(("name", "pair"), PAIRS, ids=[f"{name}-{pair.a}-{pair.b}" for name, pair in PAIRS])
def test_no_act_cites_what_does_not_bind_the_two(house: House, name: str, pair: CountryPair) -> None:
    with house.app.test_request_context():
        said = {
            source_between(basis, bound)
            for procedure in registry().procedures
            for bound in [
                cited_in_surrender(pair) if procedure.rules.code == "extradition" else frozenset(pair.instruments)
            ]
            for basis in (
                *(row.basis for row in (procedure.rules.begins, *procedure.rules.transitions)),
                *(row.basis for row in procedure.rules.statuses.values() if row.basis),
            )
        }
    cited = {
        code for text in said for part in text.split("; ") for cite, code in STRANGE.items() if part.startswith(cite)
    }
    assert cited <= set(pair.instruments), sorted(cited - set(pair.instruments))


def test_the_warrant_takes_the_place_of_the_conventions_on_extradition(house: House) -> None:
    glass = load_scenario(directory_of("glass-harbour"))
    pair = next(each for each in glass.pairs if "EAW" in each.instruments)
    cited = cited_in_surrender(pair)
    assert "ETS24" in pair.instruments
    assert cited.isdisjoint({"ETS24", "BUD"})
    assert {"EAW", "UNTOC"} <= cited
    with house.app.test_request_context():
        assert source_between(
            "ETS 24 art. 19(1); Framework Decision 2002/584 art. 24(1)", cited_in_surrender(pair)
        ) == ("Framework Decision 2002/584 art. 24(1)")
        assert source_between("ETS 24 art. 19(1): until a date", frozenset({"UNTOC"})) == "rule of the exercise"


def test_the_page_of_a_surrender_under_the_united_nations_convention_names_no_other(house: House, cast: Cast) -> None:
    number = begin(house, cast, cast.brava, "joint_team", "SOV", text="Our cases are linked.")
    pair = load_scenario(directory_of("blue-current")).pair("KES", "SOV")
    page = cast.brava.get(desk(cast, f"procedures/{number}")).text
    for cite, code in STRANGE.items():
        assert (cite not in page) or code in pair.instruments, cite
