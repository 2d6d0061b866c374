"""What a side can know of a letter: not that it is lost, and not what its writers do with a draft that is announced."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulation.exercise.procedures.letter.play.state import Letters
from simulation.exercise.procedures.letter.statuses import LetterAction
from simulation.kernel.agenda import DAY
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from simulation.scenario.schema.scenario import FrozenScenario
from tests.exercise.correspondence import ENTIRE, Correspondence, written


def on_its_way(frozen: FrozenScenario) -> Correspondence:
    letter = written(frozen, "ISA", "VAL")
    letter.send("diplomatic")
    letter.until("sent")
    return letter


def test_a_lost_letter_looks_like_one_on_its_way(blue_current: FrozenScenario) -> None:
    there, lost = on_its_way(blue_current), on_its_way(blue_current)
    state = lost.exercise.state
    state.agenda.schedule(state.now + 1, f"request/{lost.key}", "exercise.stage", (lost.key, "lose"))
    for letter in (there, lost):
        letter.wait(1)
    assert (there.request.status, lost.request.status) == ("sent", "lost")
    assert lost.seen("asking") == there.seen("asking")
    assert lost.seen("asked") is None
    assert lost.exercise.team_view("ISA").digest == there.exercise.team_view("ISA").digest
    for letter in (there, lost):
        shown = letter.seen("asking")
        assert shown is not None
        letter.act("asking", LetterAction.QUERY_STATUS, seen=shown.version)
        assert letter.happened()[-1] == "query_status"


def test_a_letter_that_is_lost_again_is_said_not_to_be_there(blue_current: FrozenScenario) -> None:
    letter = on_its_way(blue_current)
    letter.until("registering")
    letter.act("asked", LetterAction.RETURN_DEFICIENT, items=("C3",))
    letter.act("asking", LetterAction.SUBMIT, content=replace(ENTIRE, channel="diplomatic"))
    letter.act("asking", LetterAction.APPROVE)
    letter.until("sent")
    state = letter.exercise.state
    state.agenda.schedule(state.now + 1, f"request/{letter.key}", "exercise.stage", (letter.key, "lose"))
    letter.wait(1)
    letter.act("asking", LetterAction.ASK_CONTACT, items=("liaison", "ask_status"))
    letter.wait(9)
    shown = letter.seen("asking")
    assert shown is not None
    assert shown.contact_told.said == ("not_arrived",)


def test_an_announced_letter_shows_nothing_of_its_writing(blue_current: FrozenScenario) -> None:
    letter = written(blue_current, "ISA", "VAL")
    letter.act("asking", LetterAction.ASK_CONTACT, items=("liaison", "find_address"))
    before, told = letter.seen("asked"), letter.exercise.team_view("VAL").digest
    letter.act("asking", LetterAction.SUBMIT, content=ENTIRE)
    letter.act("asking", LetterAction.APPROVE)
    assert letter.request.status == "preparing"
    assert letter.seen("asked") == before
    assert letter.exercise.team_view("VAL").digest == told


def shown_to_asked(letter: Correspondence) -> tuple[object, ...]:
    country = letter.asked
    view = letter.exercise.team_view(country)
    return letter.seen("asked"), view.digest, view.work


def test_a_letter_that_was_returned_shows_nothing_of_its_rewriting(blue_current: FrozenScenario) -> None:
    letter = on_its_way(blue_current)
    letter.until("registering")
    letter.act("asked", LetterAction.RETURN_DEFICIENT, items=("C3",))
    before = shown_to_asked(letter)
    secret = replace(ENTIRE, facts="What we think of you.", channel="diplomatic")
    letter.act("asking", LetterAction.SUBMIT, content=secret)
    assert shown_to_asked(letter) == before
    letter.act("asking", LetterAction.RETURN_FOR_REPAIR)
    letter.act("asking", LetterAction.SUBMIT, content=replace(ENTIRE, channel="diplomatic"))
    letter.act("asking", LetterAction.APPROVE)
    assert shown_to_asked(letter) == before
    with pytest.raises(RuleViolation) as caught:
        letter.act("asked", LetterAction.ACKNOWLEDGE)
    assert caught.value.params["status"] == "drafting"
    letter.until("registering")
    assert shown_to_asked(letter)[0] != before[0]


def test_steps_at_home_are_not_counted_for_the_other_side(blue_current: FrozenScenario) -> None:
    plain, busy = written(blue_current, "ISA", "VAL"), written(blue_current, "ISA", "VAL")
    for _round in range(2):
        busy.act("asking", LetterAction.SUBMIT, content=ENTIRE)
        busy.act("asking", LetterAction.RETURN_FOR_REPAIR)
    for letter in (plain, busy):
        letter.send()
        letter.until("registering")
    assert busy.request.version > plain.request.version
    assert busy.seen("asked") == plain.seen("asked")


def test_what_only_the_other_sides_papers_say_of_a_person_is_not_told_to_who_asks(blue_current: FrozenScenario) -> None:
    letter = written(blue_current, "ISA", "VAL")
    (target,) = letter.request.targets
    letter.exercise.state.countries["VAL"].file.risks.show(target, "paper", 0)
    letter.act("asking", LetterAction.SUBMIT, content=ENTIRE)
    shown = letter.seen("asking")
    assert shown is not None
    assert shown.findings
    assert "person_at_risk" not in {each.code for each in shown.findings}
    letter.act("asking", LetterAction.APPROVE)
    letter.until("registering")
    received = letter.seen("asked")
    assert received is not None
    assert "person_at_risk" in {each.code for each in received.findings}


def test_a_contact_point_is_named_with_what_it_is_asked_for(blue_current: FrozenScenario) -> None:
    letter = written(blue_current, "VAL", "KES")
    for items in (
        ("regional_network/review_draft",),
        ("regional_network",),
        ("regional_network", "review_draft", "C1"),
    ):
        with pytest.raises(RuleViolation, match=r"request\.no_such_contact"):
            letter.act("asking", LetterAction.ASK_CONTACT, items=items, content=ENTIRE)


def test_a_way_that_does_not_exist_is_refused_at_the_desk(blue_current: FrozenScenario) -> None:
    letter = written(blue_current, "VAL", "KES")
    with pytest.raises(RuleViolation, match=r"request\.unknown_way"):
        letter.act("asking", LetterAction.SUBMIT, content=replace(ENTIRE, channel="pigeon"))


def test_silence_counts_anew_after_what_was_asked_has_been_answered(blue_current: FrozenScenario) -> None:
    letter = written(blue_current, "VAL", "KES")
    letter.seat("KES", Office.POLICE)  # nobody acts for the central authority
    letter.seat("KES")
    letter.send()
    letter.until("registering")
    letter.until("deciding")
    letter.act("asked", LetterAction.ASK_CLARIFICATION, member="KES-authority", items=("C3",))
    letter.act("asking", LetterAction.ANSWER_CLARIFICATION, content=ENTIRE)
    state = letter.exercise.state
    days = state.law.answered_within(letter.exercise.scenario.country("KES").archetype)
    letter.wait(days)
    found = [each for each in letter.events if getattr(each, "finding", "") == "silence"]
    assert found == []
    letter.wait(60)
    found = [each for each in letter.events if getattr(each, "finding", "") == "silence"]
    assert len(found) == 1
    state.part(Letters).requests[letter.key].ruled = {"silence": "does_not_stand"}
    shown = letter.seen("asked")
    assert shown is not None
    assert "silence" not in {each.code for each in shown.findings}
    assert state.now // DAY > days
