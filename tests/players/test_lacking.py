"""What a case lacks is asked for by kinds of request that tables give, and papers say no more than their kind can."""

from __future__ import annotations

import pytest

from simulation.casework.documents.document import AssertionKind as Says
from simulation.casework.documents.kinds.all_kinds import BY_KIND
from simulation.casework.proof.elements import elements
from simulation.casework.proof.proof_context import MEMBERS, SetName
from simulation.kernel.entities import EntityKind
from simulation.law.book.assistance_types import load_kinds
from simulation.players.letters.lacking import requests_for
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
