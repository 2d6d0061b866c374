"""The way on which a letter is sent is a choice with consequences."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulation.exercise.core.event import FindingMade
from simulation.exercise.procedures.letter.play.facts import question
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.exercise.procedures.letter.statuses import LetterAction
from simulation.kernel.agenda import DAY
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Holder, Office
from simulation.law.assessment.assessment import assess
from simulation.law.book.transmission import WAYS, TransmissionResult, agreed_way, load_ways, outcome_of
from simulation.players.runs import begin, policies_for
from simulation.scenario.schema.country import Channel
from simulation.scenario.schema.scenario import FrozenScenario
from tests.assistance.jurisdictions import a_pair
from tests.exercise.correspondence import ENTIRE, Correspondence, written

OUTCOMES = [
    ("central", "central", {}, TransmissionResult.AGREED),
    ("central", "", {}, TransmissionResult.AGREED),
    ("central", "direct", {}, TransmissionResult.FORWARDED),
    ("central", "diplomatic", {}, TransmissionResult.ACCEPTED),
    ("central", "electronic", {}, TransmissionResult.REFUSED),
    ("central", "electronic", {"electronic": True}, TransmissionResult.AGREED),
    ("direct", "direct", {}, TransmissionResult.AGREED),
    ("direct", "central", {}, TransmissionResult.ACCEPTED),
    ("direct", "diplomatic", {}, TransmissionResult.ACCEPTED),
    ("direct", "electronic", {}, TransmissionResult.REFUSED),
    ("diplomatic", "diplomatic", {}, TransmissionResult.AGREED),
    ("diplomatic", "central", {}, TransmissionResult.REFUSED),
    ("diplomatic", "direct", {}, TransmissionResult.REFUSED),
    ("diplomatic", "electronic", {}, TransmissionResult.REFUSED),
    ("central", "oral", {}, TransmissionResult.REFUSED),
]


@pytest.mark.parametrize(("agreed", "sent", "more", "outcome"), OUTCOMES)
def test_each_way_between_each_pair(agreed: str, sent: str, more: dict[str, bool], outcome: TransmissionResult) -> None:
    pair = a_pair(channel=Channel(agreed)).model_copy(update=more)
    assert outcome_of(replace(ENTIRE, channel=sent), pair) is outcome


def test_every_row_is_met_and_every_way_has_a_row() -> None:
    met = {f"{agreed}/{sent}" for agreed, sent, _more, outcome in OUTCOMES if outcome is not TransmissionResult.AGREED}
    assert {row.id for row in load_ways()} == met - {"central/oral"}
    assert {f"{row.agreed}/{row.sent}" for row in load_ways()} == {row.id for row in load_ways()}


def test_word_of_mouth_needs_agreement_and_urgency() -> None:
    pair = a_pair().model_copy(update={"oral_urgent": True})
    assert outcome_of(replace(ENTIRE, channel="oral", urgent=True), pair) is TransmissionResult.TO_CONFIRM
    assert outcome_of(replace(ENTIRE, channel="oral"), pair) is TransmissionResult.REFUSED
    assert outcome_of(replace(ENTIRE, channel="oral", urgent=True), a_pair()) is TransmissionResult.REFUSED


def test_the_assessment_finds_fault_with_exactly_the_ways_that_are_not_agreed(blue_current: FrozenScenario) -> None:
    letter = written(blue_current, "VAL", "KES")
    for way in WAYS:
        content = replace(ENTIRE, channel=way, urgent=True)
        asked = question(letter.exercise.state, letter.request._replace(content=content))
        found = {finding.code for finding in assess(asked, letter.exercise.state.law)}
        good = outcome_of(content, asked.pair) in {
            TransmissionResult.AGREED,
            TransmissionResult.ACCEPTED,
            TransmissionResult.TO_CONFIRM,
        }
        assert ("channel_not_agreed" in found) is not good, way


def test_a_letter_to_an_authority_that_is_not_competent_is_passed_on_and_costs_days(
    blue_current: FrozenScenario,
) -> None:
    right, wrong = written(blue_current, "SOV", "KES"), written(blue_current, "SOV", "KES")
    right.send("central")
    wrong.send("direct")
    right.until("registering")
    wrong.until("registering")
    lost = (wrong.request.since - right.request.since) / DAY
    assert 10 <= lost <= 60
    assert "forwarded" in wrong.happened()
    assert "forwarded" not in right.happened()
    held = {segment.holder for segment in wrong.request.segments(wrong.exercise.now) if segment.status == "sent"}
    assert held == {Holder.CHANNEL}
    assert _mistakes(wrong) >= {"mistake.M7"}
    assert "mistake.M7" not in _mistakes(right)


def _mistakes(letter: Correspondence) -> set[str]:
    return {event.finding for event in letter.events if isinstance(event, FindingMade) and event.request == letter.key}


def test_where_the_diplomatic_channel_is_asked_for_another_may_come_back_unexecuted(
    blue_current: FrozenScenario,
) -> None:
    letter = written(blue_current, "VAL", "SOV")
    letter.send("central")
    letter.until("received")
    assert {"return_missent", "acknowledge"} <= letter.offered("asked")
    letter.act("asked", LetterAction.RETURN_MISSENT)
    assert letter.request.status == "drafting"
    assert letter.request.holder is Holder.REQUESTING
    letter.send("diplomatic")
    assert letter.exercise.scenario.pair("VAL", "SOV").channel is Channel.DIPLOMATIC


def test_who_is_asked_may_take_it_as_it_is(blue_current: FrozenScenario) -> None:
    letter = written(blue_current, "VAL", "SOV")
    letter.send("central")
    letter.until("received")
    letter.act("asked", LetterAction.ACKNOWLEDGE)
    assert letter.request.status == "registering"


def test_what_came_on_the_right_way_is_not_sent_back_for_it(blue_current: FrozenScenario) -> None:
    letter = written(blue_current, "VAL", "KES")
    letter.send("electronic")
    letter.until("registering")
    assert "return_missent" not in letter.offered("asked")
    with pytest.raises(RuleViolation) as refused:
        letter.act("asked", LetterAction.RETURN_MISSENT)
    assert refused.value.code == "request.not_possible_now"


def test_the_long_way_is_slow_and_loses_papers(blue_current: FrozenScenario) -> None:
    letter = written(blue_current, "VAL", "KES")
    letter.send("diplomatic")
    quick = written(blue_current, "VAL", "KES")
    quick.send("electronic")
    quick.until("registering")
    letter.until("sent")
    letter.wait(15)
    assert letter.request.status in {"sent", "lost"}
    assert letter.exercise.state.times.loss_on("diplomatic") > letter.exercise.state.times.loss_on("central")


def test_word_of_mouth_is_there_the_same_day_and_waits_for_its_confirmation(blue_current: FrozenScenario) -> None:
    letter = written(blue_current, "ISA", "KES")
    letter.send("oral", urgent=True, urgency_reason="The money leaves", urgent_by_day=5)
    letter.wait(1)
    assert letter.request.status == "registering"
    letter.act("asked", LetterAction.DIRECT)
    letter.until("deciding")
    assert "accept" not in letter.offered("asked")
    with pytest.raises(RuleViolation) as refused:
        letter.act("asked", LetterAction.ACCEPT)
    assert refused.value.code == "request.not_confirmed"
    letter.act("asking", LetterAction.CONFIRM_IN_WRITING)
    assert letter.request.status in {"deciding", "allocating"}  # what is confirmed goes on, if nothing else is open
    assert "confirm_in_writing" not in letter.offered("asking")


def test_automatic_desks_send_on_the_agreed_way_and_mend_a_wrong_one(blue_current: FrozenScenario) -> None:
    exercise = begin(blue_current, policies_for(blue_current.scenario, "textbook", {"VAL": "novice"}), 3)
    exercise.advance(120 * DAY)
    sent = [
        kept.matter
        for kept in exercise.state.part(Letters).requests.values()
        if kept.matter.route == "mla" and not kept.inherited and kept.matter.content.channel
    ]
    assert sent
    for request in sent:
        pair = exercise.scenario.pair(request.requesting, request.requested)
        if request.requesting != "VAL":
            assert request.content.channel == agreed_way(pair)
    missent = [request for request in sent if any(step.action is LetterAction.RETURN_MISSENT for step in request.log)]
    assert {request.requesting for request in missent} <= {"VAL"}
    for request in missent:
        if request.status == "sent":
            pair = exercise.scenario.pair(request.requesting, request.requested)
            assert outcome_of(request.content, pair) is TransmissionResult.AGREED


def test_the_office_of_the_sender_is_the_one_to_confirm(blue_current: FrozenScenario) -> None:
    letter = written(blue_current, "ISA", "KES")
    letter.send("oral", urgent=True, urgency_reason="The money leaves", urgent_by_day=5)
    letter.wait(1)
    shown = letter.seen("asking")
    assert shown is not None
    offices = {offer.office for offer in shown.offers if offer.action == "confirm_in_writing"}
    assert offices == {Office.AUTHORITY}
