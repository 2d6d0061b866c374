"""Asset recovery offices ask each other what somebody has: a lead in days, from the registers that are there."""

from __future__ import annotations

from statistics import median

import pytest

from simulation.casework.documents.document import Origin
from simulation.exercise.evidence import gathering
from simulation.exercise.procedures.letter.effects import LetterAct
from simulation.exercise.procedures.letter.opening import ends_of, open_request
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.exercise.procedures.letter.rules import advance, offers, rules_between
from simulation.exercise.procedures.letter.statuses import LetterAction
from simulation.kernel.agenda import DAY
from simulation.kernel.draws import Draws
from simulation.kernel.entities import EntityKind
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office, Side
from simulation.law.book.assistance_types import answer_row, kind_of
from simulation.law.time.answer_times import answer_seconds
from simulation.law.time.stage_times import load_stage_times
from simulation.players.runs import begin, policies_for
from simulation.scenario.schema.country import Archetype
from simulation.scenario.schema.play import Route, Sought
from simulation.scenario.schema.scenario import FrozenScenario
from tests.assistance.jurisdictions import a_country
from tests.exercise.correspondence import ENTIRE, Correspondence

TIMES = load_stage_times()


def test_it_has_days_of_its_own() -> None:
    assert kind_of(Sought.PROPERTY_TRACE).route is Route.FIU
    assert answer_row(kind_of(Sought.PROPERTY_TRACE)) == "property_trace"
    for archetype, days in ((Archetype.SPECIALISED, 7), (Archetype.DECENTRALISED, 21), (Archetype.LOW_CAPACITY, 60)):
        country = a_country("BRV", archetype=archetype)
        drawn = [
            answer_seconds(TIMES, Draws(5), country, answer_row(kind_of(Sought.PROPERTY_TRACE)), f"r/{n}", 0) / DAY
            for n in range(600)
        ]
        assert 0.85 * days < median(drawn) < 1.15 * days


def test_the_answer_is_what_the_registers_of_that_place_hold(blue_current: FrozenScenario) -> None:
    state = begin(blue_current, policies_for(blue_current.scenario, "none", {}), 7).state
    person, use = "cast/carrier_director", gathering.lead(Origin.FIU)
    there = gathering.note(state, Sought.PROPERTY_TRACE, person, "ISA", "a", use, "")
    assert {"company/carrier", "account/carrier"} <= {each.key for each in there.mentions}
    assert not there.use.stands
    elsewhere = gathering.note(state, Sought.PROPERTY_TRACE, person, "VAL", "b", use, "")
    assert "account/carrier" not in {each.key for each in elsewhere.mentions}


def test_people_at_both_ends(blue_current: FrozenScenario) -> None:
    exercise = begin(blue_current, policies_for(blue_current.scenario, "none", {}), 7)
    asking = exercise.team_view("VAL")
    person = next(each.key for each in asking.entities if each.kind is EntityKind.PERSON)
    letter = Correspondence(exercise, "VAL", "KES", Sought.PROPERTY_TRACE)
    letter.seat("KES", Office.FIU)
    with pytest.raises(
        RuleViolation, match=r"seat\.wrong_office"
    ):  # in Valmonte prosecutors are the asset recovery office
        letter.open(person, by=Office.FIU)
    letter.open(person, by=Office.PROSECUTOR)
    letter.act("asking", LetterAction.ASK, Office.PROSECUTOR, content=ENTIRE)
    assert "answer" in letter.offered("asked")
    letter.act("asked", LetterAction.ANSWER, Office.FIU, member="KES-fiu", consent="lead")
    shown = letter.seen("asking")
    assert shown is not None
    assert shown.status == "answered"
    papers = [filed.document for filed in exercise.team_view("VAL").documents if filed.document.key in shown.results]
    assert papers
    assert not any(paper.use.stands for paper in papers)


def test_the_full_policies_ask_it(blue_current: FrozenScenario) -> None:
    exercise = begin(blue_current, policies_for(blue_current.scenario, "textbook", {}), 3)
    exercise.advance(150 * DAY)
    asked = [
        kept.matter
        for kept in exercise.state.part(Letters).requests.values()
        if kept.matter.sought is Sought.PROPERTY_TRACE
    ]
    assert asked
    assert any(request.status == "answered" for request in asked)


def test_each_country_says_which_office_it_is(blue_current: FrozenScenario) -> None:
    """Directive 2024/1260 article 5; the question goes between the two offices that the countries have named."""
    scenario, kind = blue_current.scenario, kind_of(Sought.PROPERTY_TRACE)
    assert {code: kind.office_in(scenario.country(code)) for code in ("VAL", "ORL", "KES")} == {
        "VAL": Office.PROSECUTOR,
        "ORL": Office.POLICE,
        "KES": Office.FIU,
    }
    assert kind_of(Sought.ACCOUNT_CHECK).office_in(scenario.country("VAL")) is None
    letter = open_request("a", kind, "KES", "VAL", ("x",), 0, ends=ends_of(scenario, kind, "KES", "VAL"))
    assert {each.action for each in offers(letter, Side.REQUESTING, Office.FIU, 0)} == {"ask", "withdraw"}
    assert not offers(letter, Side.REQUESTING, Office.PROSECUTOR, 0)
    asked = advance(letter, LetterAction.ASK, Side.REQUESTING, Office.FIU, 1, LetterAct(content=ENTIRE))
    assert not offers(asked, Side.REQUESTED, Office.FIU, 2)
    assert "answer" in {each.action for each in offers(asked, Side.REQUESTED, Office.PROSECUTOR, 2)}


@pytest.mark.parametrize(
    ("asking", "asks", "asked", "answers", "origin"),
    [
        ("KES", Office.FIU, "VAL", Office.PROSECUTOR, Origin.POLICE),
        ("VAL", Office.PROSECUTOR, "KES", Office.FIU, Origin.FIU),
    ],
)
def test_an_answer_comes_from_the_office_that_gave_it(
    blue_current: FrozenScenario, asking: str, asks: Office, asked: str, answers: Office, origin: Origin
) -> None:
    """What prosecutors or police answer is no financial intelligence."""
    exercise = begin(blue_current, policies_for(blue_current.scenario, "none", {}), 7)
    person = next(each.key for each in exercise.team_view(asking).entities if each.kind is EntityKind.PERSON)
    letter = Correspondence(exercise, asking, asked, Sought.PROPERTY_TRACE)
    letter.seat(asked, answers)
    letter.open(person, by=asks)
    letter.act("asking", LetterAction.ASK, asks, content=ENTIRE)
    letter.act("asked", LetterAction.ANSWER, answers, member=f"{asked}-{answers}", consent="lead")
    shown = letter.seen("asking")
    assert shown is not None
    papers = [filed.document for filed in exercise.team_view(asking).documents if filed.document.key in shown.results]
    assert {paper.use.origin for paper in papers} == {origin}


def test_what_offices_rest_on_is_what_binds_them() -> None:
    """CETS 198 article 46 is about financial units, and binds no police."""
    for ends, is_of_units in (((Office.FIU, Office.FIU), True), ((Office.POLICE, Office.FIU), False)):
        cited = {row.basis for row in rules_between(Route.FIU, ends).transitions}
        assert any("CETS 198" in basis for basis in cited) is is_of_units
