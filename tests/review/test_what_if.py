"""Minimal what-if: one request for bank records a few days earlier, in a world whose price is known beforehand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulation.exercise.clock.events import PhaseChanged
from simulation.exercise.core.command import Command, Seat
from simulation.exercise.core.event import Event
from simulation.exercise.evidence.events import DocumentReceived
from simulation.exercise.handovers.commands import HandedItem, HandOver, SettleHandOver
from simulation.exercise.handovers.events import HandOverChanged
from simulation.exercise.journal import JournalEntry, encode_event
from simulation.exercise.measures.commands import OrderMeasure, StopMeasure
from simulation.exercise.restrained_assets.events import AssetsFrozen
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Office
from simulation.players.policies import players
from simulation.review.branches import Branch, ChanceKey, Move, Otherwise, Record, Trunk, rerun
from simulation.review.figures import FIGURES, figures_of
from simulation.review.prices.choices import Decision, HeldBy, Room, decisions, earlier
from simulation.review.prices.prices import CannotMoveError, Pricer, Verdict, verdict
from simulation.review.prices.variants import Variant
from tests.review.conftest import Planted
from tests.review.planted import HIDDEN, left_on_the_account

pytestmark = pytest.mark.acceptance("plays an exercise again for each price")

SEED_OF_CHANCE = 4


def sending(record: Record, request: str) -> Decision:
    return next(each for each in decisions(record) if each.key == f"send/{request}")


def frozen_at(events: tuple[Event, ...] | list[Event]) -> int:
    return next(each.at for each in events if isinstance(each, AssetsFrozen) and each.account == HIDDEN)


def received_at(events: tuple[Event, ...] | list[Event]) -> int:
    return next(
        each.at
        for each in events
        if isinstance(each, DocumentReceived) and each.about == "account/front" and each.country == "ALV"
    )


def test_nothing_moved_is_the_exercise_itself(planted: Planted) -> None:
    record, _ = planted
    again = rerun(record, players())
    stored = [encode_event(event) for event in record.events]
    assert [encode_event(event) for event in again.events[: len(stored)]] == stored
    assert not again.skipped


@pytest.mark.parametrize("days", [3, 11, 30])
def test_records_earlier_bring_the_freeze_that_rests_on_them_earlier(planted: Planted, days: int) -> None:
    record, request = planted
    branch = rerun(record, players(), move=earlier(record, sending(record, request), days * DAY))
    assert received_at(branch.events) == received_at(record.events) - days * DAY
    assert frozen_at(branch.events) == frozen_at(record.events) - days * DAY
    assert not branch.skipped


IN_PLAY = Otherwise(to_horizon=False)


def held_now(branch: Branch) -> float:
    return figures_of(branch.exercise.state, branch.events)["money_frozen_minor"]


@pytest.mark.parametrize("days", [3, 11, 30])
def test_the_price_is_what_left_the_account_in_those_days(planted: Planted, days: int) -> None:
    record, request = planted
    before = frozen_at(record.events)
    worth = left_on_the_account(before - days * DAY) - left_on_the_account(before)
    assert worth > 0 or days < 7
    move = earlier(record, sending(record, request), days * DAY)
    was, moved = (rerun(record, players(), move=each, otherwise=IN_PLAY) for each in (None, move))
    assert held_now(was) == left_on_the_account(before)
    assert held_now(moved) - held_now(was) == worth


def test_a_price_is_told_with_these_chance_events_and_with_others_by_the_timetable_alone(planted: Planted) -> None:
    """With other chance events too a freeze holds what is left at its moment; they begin in the move that is gained."""
    record, request = planted
    decision = sending(record, request)
    with Pricer(record, 0) as pricer:
        found = pricer.price(decision, runs=range(1, SEED_OF_CHANCE))
        begins = pricer.chance_begins(decision.at - found.held.seconds)
    assert begins == 0
    assert (found.held.seconds, found.held.by) == (decision.at, HeldBy.FIRST_DAY)
    move = earlier(record, decision, decision.at)
    moments = set()
    for pair in found.pairs:
        chance = ChanceKey(pair.number, begins if pair.number else 0)
        was, moved = (rerun(record, players(), move=each, chance=chance, otherwise=IN_PLAY) for each in (None, move))
        moments.add(frozen_at(was.events))
        gain = left_on_the_account(frozen_at(moved.events)) - left_on_the_account(frozen_at(was.events))
        assert pair.difference("money_frozen_minor") == gain > 0
        assert pair.moved.skipped == 0
    assert len(moments) > 1, "every run had the same chance events"
    assert found.other_stories == 0


def test_taken_alone_earlier_the_freeze_stands_where_it_stood(planted: Planted) -> None:
    record, request = planted
    with Pricer(record, 0) as pricer:
        found = pricer.price(sending(record, request), Variant.ALONE, ())
    assert found.own is not None
    assert found.own.difference("money_frozen_minor") == 0
    branch = rerun(record, players(), move=earlier(record, sending(record, request), 30 * DAY, keeps_lag=False))
    assert frozen_at(branch.events) == frozen_at(record.events)


def test_never_sent_nothing_is_frozen_and_who_froze_on_it_is_no_other_story(planted: Planted) -> None:
    record, request = planted
    with Pricer(record, 0) as pricer:
        found = pricer.price(sending(record, request), Variant.NEVER, ())
    assert found.own is not None
    assert found.own.moved.figures["money_frozen_minor"] == 0
    assert not found.own.is_another_story


def test_the_other_side_at_once_is_worth_the_days_it_let_pass(late: Planted) -> None:
    """One move before the decision; by the timetable of the account, and by no other request."""
    record, request = late
    before = frozen_at(record.events)
    with Pricer(record, 0) as pricer:
        found = pricer.price(sending(record, request), Variant.OTHER_SIDE, ())
    assert found.own is not None
    worth = left_on_the_account(before - 30 * DAY) - left_on_the_account(before)
    assert found.own.difference("money_frozen_minor") == worth > 0


def test_a_freeze_that_comes_later_holds_less(planted: Planted) -> None:
    record, _ = planted
    order = next(each for each in decisions(record) if each.kind == "measure")
    with Pricer(record, 0) as pricer:
        found = pricer.price(order, Variant.LATER, ())
    later = next(at for at in Room(record).hours.openings if at > order.at)
    assert found.held.seconds == order.at - later
    assert found.own is not None
    was = frozen_at(record.events)
    lost = left_on_the_account(later + was - order.at) - left_on_the_account(was)
    assert found.own.difference("money_frozen_minor") == lost < 0


def test_a_result_that_nobody_used_costs_nothing(unused: Planted) -> None:
    record, request = unused
    with Pricer(record, 0) as pricer:
        found = pricer.price(sending(record, request), runs=range(1, SEED_OF_CHANCE))
        for pair in found.pairs:
            moved = {figure.key for figure in pricer.case if pair.difference(figure.key)}
            assert moved <= {"requests_answered", "papers_that_stand"}, moved
        assert verdict(found, pricer.case) in {Verdict.NOTHING, Verdict.UNCLEAR}


def test_screening_tells_what_moves_and_why_others_cannot(planted: Planted) -> None:
    record, request = planted
    with Pricer(record, 0) as pricer:
        told = {each.decision.key: each for each in pricer.screen()}
    sent = told[f"send/{request}"]
    assert sent.why is None
    before = frozen_at(record.events)
    worth = left_on_the_account(before - sent.held.seconds) - left_on_the_account(before)
    assert sent.differences["money_frozen_minor"] == worth
    order = next(each for each in told.values() if each.decision.kind == "measure")
    assert order.why == "held"
    assert not order.differences
    assert {figure.key for figure in FIGURES} >= sent.differences.keys()


def test_what_could_not_have_been_earlier_has_no_price_and_it_is_said_why(planted: Planted) -> None:
    record, _ = planted
    order = next(each for each in decisions(record) if each.kind == "measure")
    with Pricer(record, 0) as pricer, pytest.raises(CannotMoveError) as caught:
        pricer.price(order, runs=())
    assert caught.value.why == "held"
    held = Room(record).held(order)
    assert (held.seconds, held.by) == (0, HeldBy.HOURS)


def test_a_decision_is_never_moved_before_its_papers(planted: Planted) -> None:
    record, _ = planted
    order = next(each for each in decisions(record) if each.kind == "measure")
    move = earlier(record, order, 400 * DAY)
    came = received_at(record.events)
    read = min(each.at for each in record.events if isinstance(each, PhaseChanged) and each.at >= came)
    assert came < read < order.at + 1
    assert move.times == ((order.commands[0], read),)
    assert Room(record).gained(order, 400 * DAY) == order.at - read


def test_what_came_while_days_passed_and_was_decided_at_once_has_no_price(planted: Planted) -> None:
    record, _ = planted
    order = next(each for each in decisions(record) if each.kind == "measure")
    came = received_at(record.events)
    hours = [each.at for each in record.events if isinstance(each, PhaseChanged) and each.phase == "office_hours"]
    first = min(at for at in hours if at >= came)
    at_once = tuple(
        replace(entry, at=first) if entry.command.id == order.commands[0] else entry for entry in record.entries
    )
    room = Room(replace(record, entries=at_once))
    assert room.a_move_earlier(replace(order, at=first)) == 0


def test_a_branch_from_a_kept_copy_is_the_branch_played_from_nothing(planted: Planted) -> None:
    record, request = planted
    trunk = Trunk(record, players())
    decision = sending(record, request)
    for chance in (ChanceKey(), ChanceKey(2, 7 * DAY)):
        for move in (None, earlier(record, decision, 11 * DAY)):
            assert same(trunk.branch(move, chance), rerun(record, players(), move=move, chance=chance))


def test_records_later_bring_the_freeze_later(planted: Planted) -> None:
    record, _ = planted
    accepted = next(entry for entry in record.entries if getattr(entry.command, "action", None) == "accept")
    branch = rerun(record, players(), move=Move(((accepted.command.id, accepted.at + 9 * DAY),)))
    late = received_at(branch.events) - received_at(record.events)
    assert late > 0
    assert frozen_at(branch.events) == frozen_at(record.events) + late


def same(one: Branch, other: Branch) -> bool:
    return (one.events, one.skipped, one.applied) == (other.events, other.skipped, other.applied)


def with_more(record: Record, after: str, *commands: Command) -> Record:
    """The exercise in which more was done right after a command; nothing may rest on what came of it."""
    where = next(number for number, entry in enumerate(record.entries) if entry.command.id == after)
    at = record.entries[where].at
    more = [JournalEntry(0, at, command) for command in commands]
    entries = (*record.entries[: where + 1], *more, *record.entries[where + 1 :])
    numbered = tuple(replace(entry, sequence=number + 1) for number, entry in enumerate(entries))
    changed = replace(record, entries=numbered)
    return replace(changed, events=tuple(rerun(changed, players()).events))


def test_what_stops_a_measure_or_settles_a_hand_over_comes_after_it_wherever_that_moves(planted: Planted) -> None:
    """And a hand-over that no longer applies makes no branch another story."""
    order = next(each.command for each in planted[0].entries if isinstance(each.command, OrderMeasure))
    key, by, to, who = f"ALV/{order.id}", order.by, Seat("ALV", Office.AUTHORITY), "ALV-authority"
    assert by is not None
    record = with_more(
        planted[0],
        order.id,
        HandOver(
            id="hand", by=by, member=order.member, matter=HandedItem.MEASURE, about=key, to=to.office, text="Watch it."
        ),
        SettleHandOver(id="settle", by=to, member=who, handover="ALV/hand", taken=True),
        SettleHandOver(id="lost", by=to, member=who, handover="ALV/none", taken=True),
        StopMeasure(id="stop", by=by, member=order.member, measure=key),
    )
    later = next(entry.at for entry in record.entries if entry.command.id == order.id) + 9 * DAY
    branch = rerun(record, players(), move=Move(((order.id, later),)))
    assert branch.skipped == []
    assert branch.applied == sum(entry.command.member not in {"", "control"} for entry in record.entries) - 3
    assert not [each for each in branch.events if isinstance(each, AssetsFrozen)]
    changes = [(each.change, each.at) for each in branch.events if isinstance(each, HandOverChanged)]
    assert changes == [("handed", later), ("taken", later)]
