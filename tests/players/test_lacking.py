"""What a case lacks is asked for by kinds of request that tables give, and papers say no more than their kind can."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from simulation.casework.documents.document import AssertionKind as Says
from simulation.casework.documents.kinds.all_kinds import BY_KIND
from simulation.casework.proof.elements import elements
from simulation.casework.proof.proof_context import MEMBERS, SetName
from simulation.exercise.core.command import Command
from simulation.exercise.core.derived import DerivedValues
from simulation.exercise.procedures.letter.commands import ActOnRequest, OpenDraft
from simulation.exercise.registry import load_scenario
from simulation.exercise.sources import players_view
from simulation.kernel.agenda import DAY
from simulation.kernel.entities import EntityKind
from simulation.law.book.assistance_types import load_kinds
from simulation.players.letters.lacking import requests_for
from simulation.players.letters.named import consignments, firms, identities, witnesses
from simulation.players.policies import NONE, NOVICE, TEXTBOOK
from simulation.players.runs import begin, policies_for
from simulation.players.turn.parameters import PolicyParameters
from simulation.players.turn.turn import Turn
from simulation.players.turn.unknown import unknown
from simulation.scenario.load import directory_of
from simulation.scenario.schema.name_pools import freeze
from simulation.scenario.schema.play import DocumentKind
from tests.players.conftest import Played

EXPECTED = {
    (Says.FOUND, EntityKind.CONTAINER): "examination",
    (Says.OWNS, EntityKind.COMPANY): "government_records",
    (Says.DIRECTS, EntityKind.COMPANY): "government_records",
    (Says.OWNS, EntityKind.ACCOUNT): "tracing_proceeds",
    (Says.PAID, EntityKind.ACCOUNT): "bank_records",
    (Says.SUBSCRIBES, EntityKind.PHONE): "subscriber_data",
    (Says.CALLED, EntityKind.PHONE): "call_records",
    (Says.MOVED, EntityKind.CONTAINER): "port_records",
    (Says.EXPLOITED, EntityKind.PERSON): "statement",
    (Says.INSTRUCTED, EntityKind.PERSON): "statement",
}
"""What practitioners ask for who lack such a statement about such a thing (answers of the tables, not of the code)."""


@pytest.mark.parametrize(("says", "about"), EXPECTED)
def test_the_tables_lead_from_a_statement_to_a_request(says: Says, about: EntityKind) -> None:
    assert requests_for(frozenset({says}), about)[0].id == EXPECTED[says, about]


def test_what_a_person_may_be_taken_by_surprise_with_is_not_asked_for_here() -> None:
    found = {kind.id for says in Says for about in EntityKind for kind in requests_for(frozenset({says}), about)}
    assert not found & {"search", "interception", "covert_investigation", "account_monitoring", "surrender"}


def test_no_element_needs_what_no_paper_can_say() -> None:
    needed = {kind for each in elements() for rule in each.rules for part in rule.patterns for kind in part.kinds}
    brought = {paper for kind in load_kinds().values() for paper in kind.papers}
    assert needed <= {says for paper in brought for says in BY_KIND[paper].says}


def test_of_every_set_it_is_said_what_it_holds() -> None:
    assert set(MEMBERS) == set(SetName)


def test_papers_say_what_their_kind_can_say(textbook_run: Played, glass_run: Played) -> None:
    said: dict[DocumentKind, set[Says]] = {}
    for run in (textbook_run, glass_run):
        for country in run.exercise.state.countries.values():
            for paper in country.file.documents:
                said.setdefault(paper.kind, set()).update(each.kind for each in paper.assertions)
    assert len(said) >= 12
    assert {kind: found - BY_KIND[kind].says for kind, found in said.items() if found - BY_KIND[kind].says} == {}


def _first_day(name: str) -> Callable[..., Turn]:
    scenario = load_scenario(directory_of(name))
    exercise = begin(freeze(scenario, 7), policies_for(scenario, NONE.name, {}), 7)
    exercise.advance(DAY // 2)

    def desk(code: str, parameters: PolicyParameters = TEXTBOOK.parameters) -> Turn:
        view = players_view(exercise.state, code)
        return Turn(view, scenario, scenario.country(code).offices, parameters, DerivedValues())

    return desk


@pytest.fixture(scope="module")
def first_day() -> Callable[..., Turn]:
    """The desk of a country of glass-harbour on its first morning."""
    return _first_day("glass-harbour")


@pytest.fixture(scope="module")
def blue_day() -> Callable[..., Turn]:
    """The desk of a country of blue-current on its first morning."""
    return _first_day("blue-current")


def _asked(written: list[Command]) -> set[tuple[str, str, str]]:
    return {(each.sought, each.requested, each.targets[0]) for each in written if isinstance(each, OpenDraft)}


def test_whose_number_or_firm_it_is_is_asked_of_the_country_that_has_the_register(
    first_day: Callable[..., Turn],
) -> None:
    desk = first_day("ZRN")
    assert {"phone/caller", "company/coral_gate", "account/anchor"} <= {each.key for each in unknown(desk)}
    assert {("subscriber_data", "LMR", "phone/caller"), ("government_records", "CRR", "company/coral_gate")} <= _asked(
        identities(desk)
    )
    assert "account/company/public/klv/6" not in {each.key for each in unknown(first_day("CRR"))}


def test_an_account_that_a_bank_reported_as_paying_is_asked_about_and_one_that_paid_in_a_list_is_not(
    blue_day: Callable[..., Turn],
) -> None:
    assert "account/far_gate" in {each.key for each in unknown(blue_day("SOV"))}, "a report and a statement name it"
    foreman = {each.key for each in unknown(blue_day("ISA"))}
    assert "account/outer_row" not in foreman, "a report is a lead: no statement shows the payment yet"


def test_a_firm_at_which_nothing_points_waits_until_people_and_numbers_are_asked_about(
    blue_day: Callable[..., Turn], first_day: Callable[..., Turn]
) -> None:
    assert ("government_records", "CRR", "company/coral_gate") in _asked(identities(first_day("ZRN"))), "papers point"
    desk = blue_day("VAL")
    assert "government_records" not in {sought for sought, _, _ in _asked(identities(desk))}
    assert {sought for sought, _, _ in _asked(firms(blue_day("VAL")))} == {"government_records"}


def test_what_a_firm_abroad_moved_is_asked_where_a_witness_names_the_firm_and_not_the_load(
    blue_day: Callable[..., Turn], first_day: Callable[..., Turn]
) -> None:
    assert _asked(consignments(blue_day("VAL"))) == {("port_records", "ISA", "company/forwarding")}
    assert consignments(first_day("LMR")) == [], "no goods are known there"


def test_whom_a_witness_names_is_heard_and_nobody_who_is_missing(first_day: Callable[..., Turn]) -> None:
    heard = _asked(witnesses(first_day("QSA")))
    assert heard >= {
        ("statement", "CRR", "cast/account_opener"),
        ("statement", "LMR", "cast/returned_teacher"),
        ("statement", "ZRN", "cast/runaway"),
    }
    assert not {target for _, _, target in _asked(witnesses(first_day("LMR")))} & {"cast/brother", "cast/caller"}


def test_a_letter_names_all_offences_that_it_may_be_about_and_a_beginners_one(first_day: Callable[..., Turn]) -> None:
    for parameters, count in ((TEXTBOOK.parameters, 5), (NOVICE.parameters, 1)):
        sent = [each for each in identities(first_day("ZRN", parameters)) if isinstance(each, ActOnRequest)]
        assert {len(each.content.offences) for each in sent if each.content} == {count}
