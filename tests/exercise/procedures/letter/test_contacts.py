"""Contact points: asked about a request, answered by people where they sit, and never evidence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulation.exercise.procedures.letter.play.contact_points import ANSWER_WITHIN_DAYS
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.exercise.procedures.letter.statuses import LetterAction
from simulation.kernel.agenda import DAY
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from simulation.law.book.contact_points import contacts_of, load_contacts
from simulation.law.book.law_book import load_law_book
from simulation.players.runs import begin, policies_for
from simulation.scenario.schema.play import Route, Sought
from simulation.scenario.schema.scenario import FrozenScenario
from tests.assistance.jurisdictions import a_pair
from tests.exercise.correspondence import ENTIRE, written


def test_every_contact_point_is_a_channel_of_the_book_and_no_evidence() -> None:
    channels = {row.id: row for row in load_law_book().informal}
    for row in load_contacts().values():
        assert not channels[row.channel].is_evidence
        assert channels[row.channel].route is row.route
        assert tuple(sorted(row.days)) == row.days


def test_whom_one_can_ask_hangs_on_the_pair() -> None:
    assert contacts_of(a_pair(), Route.MLA) == ()
    posted = contacts_of(a_pair(liaison=True), Route.MLA)
    assert [row.id for row in posted] == ["liaison"]
    assert [row.id for row in contacts_of(a_pair(liaison=True), Route.POLICE)] == ["liaison_officer"]
    network = a_pair().model_copy(update={"networks": ("EJN",)})
    assert [row.id for row in contacts_of(network, Route.MLA)] == ["judicial_network"]


def test_a_contact_point_reads_a_draft_and_says_what_it_would_mend(blue_current: FrozenScenario) -> None:
    letter = written(blue_current, "VAL", "KES")
    assert letter.seen("asked") is None
    letter.act("asking", LetterAction.ASK_CONTACT, items=("regional_network", "review_draft"), content=ENTIRE)
    shown = letter.seen("asking")
    assert shown is not None
    assert shown.contact_open
    assert shown.contact_told.hours == 3
    assert shown.contacts == ()
    letter.wait(26)
    shown = letter.seen("asking")
    assert shown is not None
    assert not shown.contact_open
    assert "C11" in shown.contact_told.said
    assert "C3" not in shown.contact_told.said
    assert letter.request.draft_shared
    assert not [filed for filed in letter.exercise.team_view("VAL").documents if letter.key in filed.document.key]
    theirs = letter.seen("asked")
    assert theirs is not None
    assert theirs.content.facts == ENTIRE.facts


def test_a_wrong_way_is_told_too(blue_current: FrozenScenario) -> None:
    letter = written(blue_current, "VAL", "KES")
    draft = replace(ENTIRE, channel="diplomatic")
    letter.act("asking", LetterAction.ASK_CONTACT, items=("regional_network", "review_draft"), content=draft)
    letter.wait(26)
    shown = letter.seen("asking")
    assert shown is not None
    assert "way" in shown.contact_told.said


def test_the_address_is_told_without_the_draft(blue_current: FrozenScenario) -> None:
    letter = written(blue_current, "ISA", "VAL")
    letter.act("asking", LetterAction.ASK_CONTACT, items=("liaison", "find_address"))
    theirs = letter.seen("asked")
    assert theirs is not None
    assert theirs.targets == ()
    assert "-D" not in theirs.label
    assert theirs.content.facts == ""
    letter.wait(9)
    shown = letter.seen("asking")
    assert shown is not None
    pair = letter.exercise.scenario.pair("ISA", "VAL")
    languages = letter.exercise.scenario.country("VAL").languages
    assert shown.contact_told.said == ("direct", "electronic", "oral", *(f"language.{each}" for each in languages))
    assert pair.channel == "direct"
    assert not letter.request.draft_shared
    letter.send()
    assert letter.request.status == "preparing"
    theirs = letter.seen("asked")
    assert theirs is not None
    assert theirs.content.facts == ""


def test_people_at_the_other_seat_answer_themselves(blue_current: FrozenScenario) -> None:
    letter = written(blue_current, "VAL", "KES")
    letter.seat("KES")
    letter.act("asking", LetterAction.ASK_CONTACT, items=("regional_network", "review_draft"), content=ENTIRE)
    assert "answer_contact" in letter.offered("asked")
    assert any(item.key == f"contact/{letter.key}" for item in letter.exercise.team_view("KES").work)
    letter.wait(2)
    letter.act(
        "asked", LetterAction.ANSWER_CONTACT, items=("C11",), member="KES-authority", text="Say how it hangs together"
    )
    shown = letter.seen("asking")
    assert shown is not None
    assert shown.contact_told.text == "Say how it hangs together"
    assert shown.contact_told.said == ("C11",)
    assert letter.exercise.state.agenda.when(f"contact/{letter.key}") is None


def test_nothing_waits_for_people_without_a_limit(blue_current: FrozenScenario) -> None:
    letter = written(blue_current, "VAL", "KES")
    letter.seat("KES")
    letter.act("asking", LetterAction.ASK_CONTACT, items=("regional_network", "find_address"))
    due = letter.exercise.state.agenda.when(f"contact/{letter.key}")
    assert due is not None
    assert due >= ANSWER_WITHIN_DAYS * DAY
    letter.wait(ANSWER_WITHIN_DAYS + 16)
    assert letter.request.contact_since is None
    assert "contact_answered" in letter.happened()


def test_where_it_lies_is_told_and_a_lost_letter_is_found_out(blue_current: FrozenScenario) -> None:
    letter = written(blue_current, "ISA", "VAL")
    letter.send("diplomatic")
    letter.until("sent")
    letter.act("asking", LetterAction.ASK_CONTACT, items=("liaison", "ask_status"))
    letter.wait(9)
    shown = letter.seen("asking")
    assert shown is not None
    assert shown.contact_told.said == ("not_arrived",)
    lost = written(blue_current, "ISA", "VAL")
    lost.send("diplomatic")
    lost.until("sent")
    state = lost.exercise.state
    state.agenda.schedule(state.now + 1, f"request/{lost.key}", "exercise.stage", (lost.key, "lose"))
    lost.wait(1)
    assert lost.request.status == "lost"
    lost.act("asking", LetterAction.ASK_CONTACT, items=("liaison", "ask_status"))
    lost.wait(9)
    assert lost.request.status == "vetting"
    assert lost.request.contact_since is None


def test_what_the_two_do_not_have_cannot_be_asked(blue_current: FrozenScenario) -> None:
    letter = written(blue_current, "VAL", "KES")
    for items in (("liaison", "review_draft"), ("regional_network", "ask_status"), ("nobody",), ("regional_network",)):
        with pytest.raises(RuleViolation) as refused:
            letter.act("asking", LetterAction.ASK_CONTACT, items=items)
        assert refused.value.code == "request.no_such_contact"
    with pytest.raises(RuleViolation):
        letter.act("asking", LetterAction.ASK_CONTACT)


def test_a_liaison_officer_follows_a_police_check_up(blue_current: FrozenScenario) -> None:
    letter = written(blue_current, "ISA", "VAL", sought=Sought.PERSON_CHECK)
    letter.act("asking", LetterAction.ASK, Office.POLICE, content=ENTIRE)
    letter.act("asking", LetterAction.ASK_CONTACT, Office.POLICE, items=("liaison_officer", "ask_status"))
    letter.wait(6)
    shown = letter.seen("asking")
    assert shown is not None
    assert shown.contact_told.said == ("asked",)


def test_nobody_is_asked_any_more_once_the_check_is_answered(blue_current: FrozenScenario) -> None:
    letter = written(blue_current, "ISA", "VAL", sought=Sought.PERSON_CHECK)
    letter.act("asking", LetterAction.ASK, Office.POLICE, content=ENTIRE)
    letter.act("asking", LetterAction.ASK_CONTACT, Office.POLICE, items=("liaison_officer", "ask_status"))
    letter.act("asked", LetterAction.ANSWER, Office.POLICE, consent="lead")
    assert letter.exercise.state.agenda.when(f"contact/{letter.key}") is None
    shown = letter.seen("asking")
    assert shown is not None
    assert not shown.contact_open


def test_the_full_policies_have_drafts_read_first(blue_current: FrozenScenario) -> None:
    exercise = begin(blue_current, policies_for(blue_current.scenario, "textbook", {}), 3)
    exercise.advance(90 * DAY)
    asked = [
        kept.matter
        for kept in exercise.state.part(Letters).requests.values()
        if any(step.action is LetterAction.ASK_CONTACT for step in kept.matter.log)
    ]
    assert any(request.draft_shared and request.status not in {"drafting", "vetting"} for request in asked)
