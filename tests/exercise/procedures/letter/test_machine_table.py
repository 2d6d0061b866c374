"""The table of transitions is whole: every status is reached, every open one has a way out, no row is doubled."""

import pytest

from simulation.exercise.procedures.letter.opening import path_to
from simulation.exercise.procedures.letter.rules import offers
from simulation.exercise.procedures.letter.statuses import STATUSES, LetterAction, LetterStatus
from simulation.exercise.procedures.letter.table import ROWS, TRANSITIONS, rows_from
from simulation.kernel.terms import Side
from simulation.law.book.grounds import CONSULT_FIRST, FORBIDDEN_GROUNDS, REFUSAL_GROUNDS
from simulation.scenario.schema.play import Route, Sought
from tests.assistance.builders import TO_CHECKING, a_request, walk

ENDS = {
    LetterStatus.RETURNED,
    LetterStatus.REFUSED,
    LetterStatus.WITHDRAWN,
    LetterStatus.DECLINED,
    LetterStatus.CONSENTED,
    LetterStatus.CONSENT_REFUSED,
}


def test_no_row_is_doubled() -> None:
    assert len(ROWS) == len(TRANSITIONS)


def test_every_status_and_action_is_used() -> None:
    assert set(STATUSES) == set(LetterStatus)
    assert {row.action for row in TRANSITIONS} == set(LetterAction)
    assert {row.target for row in TRANSITIONS} | {LetterStatus.DRAFTING} == set(LetterStatus)


@pytest.mark.parametrize("route", list(Route))
def test_every_status_is_reachable_from_a_draft(route: Route) -> None:
    for status in {row.origin for row in TRANSITIONS if row.route is route}:
        assert path_to(route, status)[-1][0] is status


@pytest.mark.parametrize("route", list(Route))
def test_every_open_status_leads_to_an_end(route: Route) -> None:
    ending = {status for status in LetterStatus if not rows_from(route, status)}
    while True:
        more = {row.origin for row in TRANSITIONS if row.route is route and row.target in ending} - ending
        if not more:
            break
        ending |= more
    assert {row.origin for row in TRANSITIONS if row.route is route} <= ending


def test_only_ends_have_no_row() -> None:
    assert {status for status in LetterStatus if not any(row.origin is status for row in TRANSITIONS)} == ENDS
    assert all(STATUSES[status].holder is None for status in ENDS)


def test_an_open_status_has_holder_and_kind_and_somebody_to_move_it() -> None:
    for row in TRANSITIONS:
        standing = STATUSES[row.origin]
        if standing.holder is not None:
            assert standing.kind is not None
            movers = {r.side for r in rows_from(row.route, row.origin) if r.changes_status}
            assert movers


def test_rows_of_people_name_seats_and_rows_of_the_system_do_not() -> None:
    for row in TRANSITIONS:
        assert bool(row.offices) is (row.side is not Side.SYSTEM), row
        assert row.basis


def test_the_requesting_side_may_withdraw_from_every_open_status() -> None:
    for row in TRANSITIONS:
        if STATUSES[row.origin].holder is not None:
            assert (row.route, row.origin, LetterAction.WITHDRAW) in ROWS


def test_a_status_query_and_its_answer_change_no_status() -> None:
    rows = [row for row in TRANSITIONS if row.action in {LetterAction.QUERY_STATUS, LetterAction.ANSWER_QUERY}]
    assert rows
    assert not any(row.changes_status for row in rows)


def test_forbidden_grounds_can_be_named_and_are_known() -> None:
    assert set(REFUSAL_GROUNDS) >= FORBIDDEN_GROUNDS | CONSULT_FIRST


def test_offers_follow_the_table() -> None:
    request = walk(a_request(), *TO_CHECKING)
    assert {offer.action for offer in offers(request, Side.REQUESTED, None, request.since)} == {
        LetterAction.RETURN_FULL,
        LetterAction.RETURN_PART,
    }
    assert offers(request, Side.SYSTEM, None, request.since) == ()
    police = a_request(Sought.PERSON_CHECK)
    assert LetterAction.ASK in {offer.action for offer in offers(police, Side.REQUESTING, None, 0)}
