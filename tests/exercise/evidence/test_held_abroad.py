"""A number of another country's operator and a company above a company: only who asks there learns whose they are."""

from __future__ import annotations

import pytest

from simulation.casework.documents.document import AssertionKind, Document, Origin, Use
from simulation.casework.proof.assertions import Assertions
from simulation.casework.proof.proof_context import Scene, SetName
from simulation.exercise.core.command import Seat
from simulation.exercise.evidence import gathering
from simulation.exercise.measures.commands import OrderMeasure
from simulation.kernel.agenda import DAY
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from simulation.network import questions
from simulation.players.runs import begin, policies_for
from simulation.scenario.schema.crime import Company
from simulation.scenario.schema.money import BankAccount
from simulation.scenario.schema.play import DocumentKind, MeasureKind, Sought
from simulation.scenario.schema.scenario import FrozenScenario
from tests.exercise.procedure_play import Table, laid

PERSON, OWNER = "cast/isa_broker", "cast/launderer"
NUMBER = "phone/isa_broker"
BELOW, ABOVE = "company/kes_trading", "company/above"
LEAD = Use(is_evidence=False, origin=Origin.HOME)


@pytest.fixture(scope="module")
def abroad(blue_current: FrozenScenario) -> FrozenScenario:
    """The broker of Isandre has a number of Sorvane; above the trading company of Kestria stands one of Ormlund."""
    scenario = blue_current.scenario
    crime = scenario.crime
    cast = tuple(
        each.model_copy(update={"phone_country": "SOV"}) if each.key == PERSON else each for each in crime.cast
    )
    below = tuple(each.model_copy(update={"parent": ABOVE}) if each.key == BELOW else each for each in crime.companies)
    above = Company(key=ABOVE, country="ORL", director="cast/nominee", owner=OWNER, honest=False)
    account = BankAccount(key="account/above", country="ORL", holder=ABOVE, owner=OWNER, laundering=True,
                          opened_day=-400, monitoring=0.1, lawful_monthly=1)  # fmt: skip
    changed = {"cast": cast, "companies": (*below, above), "accounts": (*crime.accounts, account)}
    crime = crime.model_copy(update=changed)
    return blue_current.model_copy(update={"scenario": scenario.model_copy(update={"crime": crime})})


@pytest.fixture(scope="module")
def table(abroad: FrozenScenario) -> Table:
    return laid(abroad, "", "", "")


def paper(table: Table, kind: DocumentKind, target: str, country: str) -> Document | None:
    state = table.exercise.state
    return gathering.make(state, kind, target, country, f"{kind}/{target}/{country}", gathering.HOME)


def test_the_operator_of_the_number_holds_its_records(table: Table, abroad: FrozenScenario) -> None:
    network = table.exercise.state.network
    number = network.entities[NUMBER]
    prefix = {country.code: country.phone_prefix for country in abroad.scenario.countries}
    assert number.country == "SOV"
    assert number.label.startswith(prefix["SOV"])
    assert network.entities[PERSON].country == questions.whereabouts(network, PERSON) == "ISA"
    for kind in (DocumentKind.SUBSCRIBER_RECORD, DocumentKind.CALL_RECORDS):
        asked = {NUMBER, *gathering.targets_of(table.exercise.state, kind, PERSON, "ISA")}
        home = [paper(table, kind, each, "ISA") for each in sorted(asked)]
        assert not any(each.names(PERSON) for each in home if each is not None)
        found = paper(table, kind, NUMBER, "SOV")
        assert found is not None
        assert (PERSON, NUMBER) in {(said.subject, said.object) for said in found.assertions}


def test_calls_with_the_number_show_it_at_home_and_not_whose_it_is(table: Table) -> None:
    network = table.exercise.state.network
    home = {
        row[6][0]
        for row in network.traces._rows.values()
        if row[1] == "call" and row[3] == "ISA" and row[6][1] == NUMBER
    }
    assert home
    for phone in sorted(home):
        found = paper(table, DocumentKind.CALL_RECORDS, phone, "ISA")
        assert found is not None
        assert found.names(NUMBER)
        assert not found.names(PERSON)


def test_an_order_at_home_does_not_reach_the_number(table: Table) -> None:
    state = table.exercise.copy().state
    note = gathering.note(state, Sought.PHONE_CHECK, NUMBER, "ISA", "test/number", LEAD, "served")
    mine = Table(table.exercise.copy(), "", "", "")
    gathering.file_document(mine.exercise.state, "ISA", note, "test")
    order = OrderMeasure(id="x", by=Seat("ISA", Office.PROSECUTOR), kind=MeasureKind.PRODUCTION_ORDER, target=NUMBER,
                         documents=("test/number",))  # fmt: skip
    with pytest.raises(RuleViolation, match=r"measure\.out_of_reach"):
        mine.perform(order)


def test_the_home_register_shows_the_company_above_and_nobody_behind_it(table: Table) -> None:
    for found in (
        paper(table, DocumentKind.COMPANY_EXTRACT, BELOW, "KES"),
        paper(table, DocumentKind.ACCOUNT_FILE, "account/trading_main", "KES"),
    ):
        assert found is not None
        assert (AssertionKind.OWNS, ABOVE, BELOW) in {(s.kind, s.subject, s.object) for s in found.assertions}
        assert not found.names(OWNER)
    asked = paper(table, DocumentKind.COMPANY_EXTRACT, ABOVE, "KES")
    assert asked is not None
    assert not asked.names(OWNER)
    for found in (
        paper(table, DocumentKind.COMPANY_EXTRACT, ABOVE, "ORL"),
        paper(table, DocumentKind.ACCOUNT_FILE, "account/above", "ORL"),
    ):
        assert found is not None
        assert (AssertionKind.OWNS, OWNER, ABOVE) in {(s.kind, s.subject, s.object) for s in found.assertions}


def test_with_both_registers_what_the_company_below_has_is_the_owners(table: Table) -> None:
    home = [
        paper(table, DocumentKind.COMPANY_EXTRACT, BELOW, "KES"),
        paper(table, DocumentKind.ACCOUNT_FILE, "account/trading_main", "KES"),
    ]
    both = [*home, paper(table, DocumentKind.COMPANY_EXTRACT, ABOVE, "ORL")]
    alone = Scene(Assertions(each for each in home if each), OWNER)
    together = Scene(Assertions(each for each in both if each), OWNER)
    assert alone.members(SetName.ACCUSED_COMPANY) == alone.members(SetName.ACCUSED_ACCOUNT) == frozenset()
    assert together.members(SetName.ACCUSED_COMPANY) == {ABOVE, BELOW}
    assert together.members(SetName.ACCUSED_ACCOUNT) == {"account/trading_main"}


def test_the_world_knows_whose_it_is(table: Table) -> None:
    network = table.exercise.state.network
    assert network.money.owner_of("account/trading_main") == OWNER
    assert network.money.accounts["account/trading_main"].organisation == "tideway"
    assert "account/above" in network.membership.organisations["tideway"].treasury.channels
    for key in ("account/above", ABOVE, BELOW):
        assert questions.organisation_of(network, key) == "tideway"


def test_automatic_players_play_on_with_both(abroad: FrozenScenario) -> None:
    exercise = begin(abroad, policies_for(abroad.scenario, "textbook", {}), 7)
    exercise.advance(60 * DAY)
    assert exercise.now == 60 * DAY


def test_of_an_unnamed_account_other_banks_have_the_number_alone(blue_current: FrozenScenario) -> None:
    scenario = blue_current.scenario
    accounts = tuple(
        each.model_copy(update={"unnamed": True}) if each.key == "account/forwarding" else each
        for each in scenario.crime.accounts
    )
    crime = scenario.crime.model_copy(update={"accounts": accounts})
    frozen = blue_current.model_copy(update={"scenario": scenario.model_copy(update={"crime": crime})})
    table = laid(frozen, "", "", "")
    paid = paper(table, DocumentKind.BANK_STATEMENT, "account/quay_services", "SOV")
    own = paper(table, DocumentKind.BANK_STATEMENT, "account/forwarding", "ISA")
    assert paid is not None
    assert own is not None
    assert paid.names("account/forwarding")
    assert not paid.names("company/forwarding")
    held = {(said.subject, said.object) for said in own.assertions if said.kind is AssertionKind.HOLDS}
    assert ("company/forwarding", "account/forwarding") in held
