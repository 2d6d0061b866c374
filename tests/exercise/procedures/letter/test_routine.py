"""One request wants one act of the side that is asked: its registry takes the others, unless something is open."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulation.casework.documents.document import Document
from simulation.exercise.core.command import Seat
from simulation.exercise.procedures.letter.commands import KeepActs
from simulation.exercise.procedures.letter.events import ActsKept, RequestMoved
from simulation.exercise.procedures.letter.play import routine
from simulation.exercise.procedures.letter.play.facts import findings
from simulation.exercise.procedures.letter.play.state import Letters, RequestState
from simulation.exercise.procedures.letter.statuses import LetterAction
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office, Side
from simulation.law.assessment.findings import Finding, FindingVerdict
from simulation.scenario.schema.play import DocumentKind
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.bots import begun
from tests.exercise.correspondence import Correspondence, written


def kept_of(letter: Correspondence) -> RequestState:
    return letter.exercise.state.part(Letters).requests[letter.key]


def keep(letter: Correspondence, *acts: LetterAction, office: Office = Office.AUTHORITY) -> None:
    letter.acts += 1
    command = KeepActs(id=f"keep{letter.acts}", by=Seat(letter.asked, office), acts=acts)
    letter.exercise.check(command)
    letter.events += letter.exercise.perform(command)


def arrived(frozen: FrozenScenario, *, clear: bool = True, asking: str = "ISA", asked: str = "VAL") -> Correspondence:
    """A letter that has just arrived; what the assessment would find is ruled away where it is to be clear."""
    letter = written(frozen, asking, asked)
    letter.send("")
    letter.until("registering")
    if clear:
        rule_away(letter)
    return letter


def rule_away(letter: Correspondence) -> None:
    kept = kept_of(letter)
    found = findings(letter.exercise.state, kept, Side.REQUESTED)
    kept.ruled = {f"{each.code}/{each.item}": "does_not_stand" for each in found}


def by_asked(letter: Correspondence) -> list[str]:
    """Acts of people of the asked side."""
    moves = [each for each in letter.events if isinstance(each, RequestMoved) and each.request == letter.key]
    return [each.action for each in moves if each.country == letter.asked and each.office]


def work(letter: Correspondence) -> list[str]:
    items = letter.exercise.team_view(letter.asked).work
    return [item.action for item in items if item.about == letter.key]


def test_one_act_and_the_result_comes_home(blue_current: FrozenScenario) -> None:
    letter = arrived(blue_current)
    assert work(letter) == ["open.directing"]
    letter.act("asked", LetterAction.DIRECT)
    assert work(letter) == []
    letter.until("returned")
    assert by_asked(letter) == ["direct_execution"]
    for act in ("acknowledge", "accept", "return_full"):
        assert act in letter.happened()
    zero = {"received", "deciding", "checking"}
    assert not zero & {part.status for part in letter.request.segments(letter.exercise.now)}


def test_what_nobody_directed_comes_for_decision(blue_current: FrozenScenario) -> None:
    letter = arrived(blue_current)
    letter.until("deciding")
    letter.wait(5)
    assert letter.request.status == "deciding"
    assert work(letter) == ["open.deciding"]
    letter.act("asked", LetterAction.ACCEPT)
    letter.until("returned")


def test_a_decision_put_off_calls_for_nothing_until_it_is_assessed(blue_current: FrozenScenario) -> None:
    letter = arrived(blue_current)
    letter.act("asked", LetterAction.RESERVE)
    assert work(letter) == []
    with pytest.raises(RuleViolation) as refused:
        letter.act("asked", LetterAction.DIRECT)
    assert refused.value.code == "request.direction_given"
    letter.until("deciding")
    assert work(letter) == ["open.deciding"]


def test_a_defect_comes_back_as_work_and_whoever_asked_looks_at_the_answer(blue_current: FrozenScenario) -> None:
    letter = arrived(blue_current, clear=False)  # its draft leaves much open
    letter.act("asked", LetterAction.DIRECT)
    letter.until("deciding")
    letter.wait(1)
    assert letter.request.status == "deciding"
    assert work(letter) == ["open.deciding"]
    letter.act("asked", LetterAction.ASK_CLARIFICATION, items=("C11",))
    assert letter.request.status == "clarifying"
    rule_away(letter)
    letter.act("asking", LetterAction.ANSWER_CLARIFICATION)
    assert letter.request.status == "deciding"
    assert work(letter) == ["open.deciding"]


def test_conditions_that_are_accepted_let_the_direction_stand(blue_current: FrozenScenario) -> None:
    letter = arrived(blue_current, clear=False)
    letter.act("asked", LetterAction.DIRECT)
    letter.until("deciding")
    letter.act("asked", LetterAction.OFFER_CONDITIONS, conditions=("use_limits",))
    rule_away(letter)
    letter.act("asking", LetterAction.ACCEPT_CONDITIONS)
    assert letter.request.status == "allocating"


def test_a_direction_is_nobody_elses_affair(blue_current: FrozenScenario) -> None:
    letter = arrived(blue_current)
    before = letter.seen("asking")
    letter.act("asked", LetterAction.DIRECT)
    assert letter.seen("asking") == before
    shown = letter.seen("asked")
    assert shown is not None
    assert "direct_execution" in [line.action for line in shown.history]
    letter.act("asking", LetterAction.QUERY_STATUS, seen=before.version if before is not None else None)


@pytest.mark.parametrize(
    ("act", "status"),
    [
        (LetterAction.ACKNOWLEDGE, "received"),
        (LetterAction.ACCEPT, "deciding"),
        (LetterAction.RETURN_FULL, "checking"),
    ],
)
def test_the_authority_keeps_an_act_and_gives_it_back(
    blue_current: FrozenScenario, act: LetterAction, status: str
) -> None:
    letter = written(blue_current, "ISA", "VAL")
    keep(letter, act)
    assert letter.exercise.team_view("VAL").own_acts == (act,)
    assert isinstance(letter.events[-1], ActsKept)
    letter.send("")
    letter.until("received" if status == "received" else "registering")
    rule_away(letter)
    if act is LetterAction.ACCEPT:
        assert work(letter) == []  # it decides once it is assessed, and is not asked before
        assert "direct_execution" not in letter.offered("asked")
    elif act is LetterAction.RETURN_FULL:
        letter.act("asked", LetterAction.DIRECT)
    letter.until(status)
    letter.wait(2)
    assert letter.request.status == status
    assert work(letter) == [f"open.{status}"]
    keep(letter)
    assert (letter.request.status == status) is (act is LetterAction.ACCEPT)  # nobody has directed this one
    assert letter.exercise.team_view("VAL").own_acts == ()


def test_only_the_seat_of_the_authority_says_what_it_keeps(blue_current: FrozenScenario) -> None:
    letter = written(blue_current, "ISA", "VAL")
    with pytest.raises(RuleViolation) as refused:
        keep(letter, LetterAction.ACCEPT, office=Office.POLICE)
    assert refused.value.code == "seat.wrong_office"
    with pytest.raises(RuleViolation) as refused:
        keep(letter, LetterAction.REFUSE)
    assert refused.value.code == "request.no_routine"


def test_what_speaks_against_an_acceptance() -> None:
    def finding(code: str, verdict: FindingVerdict, *options: str, is_open: bool = False) -> Finding:
        return Finding(code, "C5", verdict, options, (), "", is_open)

    settled, arguable = FindingVerdict.SETTLED, FindingVerdict.ARGUABLE
    against = [
        finding("content_empty", settled, "ask_clarification", "accept", is_open=True),
        finding("ground_available", settled, "accept", "postpone"),
        finding("ground_available", arguable, "refuse", "offer_conditions"),
        finding("safeguard_to_weigh", FindingVerdict.FOR_TRAINER, "accept", "refuse"),
        finding("person_at_risk", arguable, "accept", "offer_conditions"),
    ]
    for_it = [
        finding("nexus_shown", settled, "accept"),
        finding("channel_gives_evidence", settled),
        finding("use_limits_not_stated", arguable, "accept", "offer_conditions"),
        finding("ground_available", arguable, "accept", "postpone"),
    ]
    life = Finding("ground_available", "G1", arguable, ("accept", "offer_conditions", "refuse"), (), "")
    assert routine.speaks_against(life)
    assert all(routine.speaks_against(each) for each in against)
    assert not any(routine.speaks_against(each) for each in for_it)


def test_what_keeps_a_result_with_the_authority(blue_current: FrozenScenario) -> None:
    letter = arrived(blue_current)
    letter.act("asked", LetterAction.DIRECT)
    letter.until("executing")
    kept = kept_of(letter)
    keep(letter, LetterAction.RETURN_FULL)
    letter.until("checking")
    (paper,) = kept.results[:1]
    note: Document = replace(paper, key="note", form=replace(paper.form, kind=DocumentKind.ANSWER_NOTE))
    found: Document = replace(paper, key="found", form=replace(paper.form, kind=DocumentKind.BANK_STATEMENT))
    for results, whole in (((note,), True), ((found,), True), ((note, found), False), ((), False)):
        assert routine.is_whole(results) is whole, results
    privileged = Finding("ground_available", "G6", FindingVerdict.ARGUABLE, ("accept",), (), "")
    assert routine.is_touched((privileged,))
    assert not routine.is_touched(())
    kept.results = (note, found)
    keep(letter)
    assert letter.request.status == "checking"
    kept.results = (found,)
    keep(letter)
    assert letter.request.status == "returning"


@pytest.mark.parametrize("is_ordered", [True, False])
def test_a_formality_is_added_by_the_one_act_or_waits(blue_current: FrozenScenario, *, is_ordered: bool) -> None:
    letter = arrived(blue_current)
    law, tradition = letter.exercise.state.law, letter.exercise.scenario.country("VAL").tradition
    missing = next(each.id for each in law.formalities if each.practised not in {"both", tradition})
    kept = kept_of(letter)
    kept.matter = kept.matter._replace(content=replace(kept.matter.content, formalities=(missing,)))
    letter.act("asked", LetterAction.DIRECT, items=(missing,) if is_ordered else ())
    letter.until("returned" if is_ordered else "checking")
    if not is_ordered:
        letter.wait(3)
        assert work(letter) == ["open.checking"]
        letter.act("asked", LetterAction.RETURN_FULL, items=(missing,))
        letter.until("returned")
    assert "returned_without_formality" not in {getattr(each, "finding", "") for each in letter.events}


@pytest.mark.parametrize(("is_inherited", "is_believed"), [(True, True), (False, False)])
def test_what_was_urgent_before_play_is_nobodys_habit(
    blue_current: FrozenScenario, *, is_inherited: bool, is_believed: bool
) -> None:
    """Of Kestria's five matters at the start one is urgent: with the first letter of play two of six would be."""
    letter = Correspondence(begun(blue_current, "auto", 7), "KES", "ISA")
    letter.open()
    own = [kept for kept in letter.exercise.state.part(Letters).requests.values() if kept.matter.requesting == "KES"]
    assert [kept.matter.urgent for kept in own if kept.inherited] == [False, False, False, False, True]
    for kept in own:
        kept.inherited = kept.inherited and is_inherited
    letter.send("", urgent=True, urgency_reason="Money goes on every sixth day.", urgent_by_day=110)
    letter.until("registering")
    assert letter.request.urgency_accepted is is_believed
