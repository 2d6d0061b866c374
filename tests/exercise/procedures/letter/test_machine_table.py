"""The table of transitions is whole: every status is reached, every open one has a way out, no row is doubled."""

import pytest

from simulation.exercise.procedures.letter.play import routine
from simulation.exercise.procedures.letter.rules import RULES, offers
from simulation.exercise.procedures.letter.statuses import STATUSES, LetterAction, LetterStatus
from simulation.kernel.terms import Side
from simulation.law.book.grounds import grounds_with
from simulation.matters.machine import path_to
from simulation.scenario.schema.play import Route, Sought
from tests.assistance.builders import ROWS, TO_CHECKING, a_request, walk

ENDS = {
    LetterStatus.RETURNED,
    LetterStatus.REFUSED,
    LetterStatus.WITHDRAWN,
    LetterStatus.DECLINED,
    LetterStatus.CONSENTED,
    LetterStatus.CONSENT_REFUSED,
}


ALL = tuple(each for rules in RULES.values() for each in rules.transitions)


def test_every_status_and_action_is_used() -> None:
    assert set(STATUSES) == set(LetterStatus)
    assert {each.action for each in ALL} == set(LetterAction)
    assert {each.target for each in ALL} | {LetterStatus.DRAFTING} == set(LetterStatus)


def test_an_act_is_one_sides_except_those_that_a_registry_takes_too() -> None:
    assert len(ROWS) == len(ALL)
    by_both = {
        (each.origin, each.action)
        for each in ALL
        for other in ALL
        if (each.origin, each.action) == (other.origin, other.action) and each.side is not other.side
    }
    assert by_both == set(routine.ACTS.items())


@pytest.mark.parametrize("route", list(Route))
def test_every_status_is_reachable_from_a_draft(route: Route) -> None:
    for status in RULES[route].statuses:
        assert path_to(RULES[route], status)[-1].target == status


@pytest.mark.parametrize("route", list(Route))
def test_every_open_status_leads_to_an_end(route: Route) -> None:
    rules = RULES[route]
    ending = {code for code in rules.statuses if not rules.transitions_from(code)}
    while more := {each.origin for each in rules.transitions if each.target in ending} - ending:
        ending |= more
    assert set(rules.statuses) == ending


@pytest.mark.parametrize("route", list(Route))
def test_only_ends_lead_nowhere(route: Route) -> None:
    rules = RULES[route]
    for code, status in rules.statuses.items():
        assert (not rules.transitions_from(code)) is status.is_closed, status


def test_what_ends_for_good() -> None:
    assert {code for code, status in STATUSES.items() if status.is_closed} == ENDS


@pytest.mark.parametrize("route", list(Route))
def test_an_open_status_has_somebody_to_move_it(route: Route) -> None:
    rules = RULES[route]
    for code, status in rules.statuses.items():
        assert (status.holder is None) == (status.time_kind is None), status
        if status.holder is not None:
            assert any(each.changes_status for each in rules.transitions_from(code)), status


def test_whoever_decides_has_a_time_for_it_and_protected_time_a_reason() -> None:
    for status in STATUSES.values():
        assert (status.time_kind == "decision") is (status.days is not None), status
        assert status.basis or status.time_kind not in {"decision", "protected"}, status


def test_rows_of_people_name_seats_and_rows_of_the_system_do_not() -> None:
    for each in ALL:
        assert bool(each.offices) is (each.side is not Side.SYSTEM), each
        assert each.basis


@pytest.mark.parametrize("route", list(Route))
def test_the_requesting_side_may_withdraw_from_every_open_status(route: Route) -> None:
    rules = RULES[route]
    for code, status in rules.statuses.items():
        if not status.is_final:
            assert rules.transition(code, LetterAction.WITHDRAW, Side.REQUESTING) is not None, code


def test_a_status_query_and_its_answer_change_no_status() -> None:
    rows = [row for row in ALL if row.action in {LetterAction.QUERY_STATUS, LetterAction.ANSWER_QUERY}]
    assert rows
    assert not any(row.changes_status for row in rows)


def test_forbidden_grounds_can_be_named_and_are_known() -> None:
    assert [each.id for each in grounds_with().all if each.is_none and "letter" in each.refuses] == ["NR1", "NR2"]


def test_offers_follow_the_table() -> None:
    request = walk(a_request(), *TO_CHECKING)
    assert {offer.action for offer in offers(request, Side.REQUESTED, None, request.since)} == {
        LetterAction.RETURN_FULL,
        LetterAction.RETURN_PART,
    }
    assert offers(request, Side.SYSTEM, None, request.since) == ()
    police = a_request(Sought.PERSON_CHECK)
    assert LetterAction.ASK in {offer.action for offer in offers(police, Side.REQUESTING, None, 0)}
