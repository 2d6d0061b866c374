"""A joint investigation team between two teams: every end, what an agreement must settle, and papers as evidence."""

from __future__ import annotations

import pytest

from simulation.exercise.core.command import Seat
from simulation.exercise.matters.commands import ActOnProcedure, BeginProcedure
from simulation.exercise.meetings.commands import AgreeMinutes, ProposeMeeting, WriteMinutes
from simulation.exercise.procedures.joint_team.table import ITEMS, JOINT_TEAM, RULES
from simulation.exercise.procedures.joint_team.table import TeamStatus as Status
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from simulation.players.procedures.joint_team import USUAL
from simulation.players.runs import begin, policies_for
from simulation.scenario.schema.scenario import FrozenScenario
from tests.exercise.procedure_play import Line, Table, laid

PAIR = ("VAL", "ISA", "cast/isa_broker")
TERMS: dict[str, str | int] = {**USUAL, "duration_days": 90, "leader": "ISA"}
TALKS: tuple[Line, ...] = (("asked", "accept_talks", {}), ("asked", "propose_terms", TERMS))
SIGNED: tuple[Line, ...] = (*TALKS, ("asking", "agree_terms", {}), ("asking", "sign", {}), ("asked", "sign", {}))

ENDS: dict[Status, tuple[Line, ...]] = {
    Status.DECLINED: (("asked", "decline_team", {}),),
    Status.WITHDRAWN: (("asking", "withdraw_team", {}),),
    Status.BROKEN_OFF: (*TALKS, ("asking", "break_off", {})),
    Status.CLOSED: (
        *TALKS,
        ("asking", "propose_terms", {**TERMS, "costs": "Each its own, translation shared"}),
        ("asked", "agree_terms", {}),
        ("asking", "back_to_talks", {}),
        ("asking", "agree_terms", {}),
        ("asking", "sign", {}),
        ("asked", "sign", {}),
        30,
        ("asked", "close_team", {}),
    ),
    Status.EXPIRED: (
        *SIGNED,
        30,
        ("asking", "ask_extension", {"extra_days": 60}),
        ("asked", "agree_extension", {}),
        100,
        ("asked", "ask_extension", {"extra_days": 60}),
        ("asking", "decline_extension", {}),
        60,
    ),
}
"""What two teams do to reach each end."""


def proposed(frozen: FrozenScenario) -> Table:
    table = laid(frozen, *PAIR)
    table.open(JOINT_TEAM, Office.PROSECUTOR)
    return table


def test_every_end_is_played() -> None:
    assert set(ENDS) == {status for status, stay in RULES.statuses.items() if stay.is_final}


@pytest.mark.parametrize("end", ENDS, ids=lambda end: end.value)
def test_two_teams_reach_the_end(blue_current: FrozenScenario, end: Status) -> None:
    table = proposed(blue_current)
    table.play(ENDS[end])
    assert table.status == end
    assert table.view("ISA").status == end
    assert table.exercise.team_view("KES").procedures == ()


def test_nothing_is_agreed_while_an_item_is_open(blue_current: FrozenScenario) -> None:
    table = proposed(blue_current)
    table.play(TALKS[:1])
    assert "agree_terms" not in {offer.action for offer in table.view("ISA").offers}
    agree = ActOnProcedure(id="a", by=Seat("ISA", Office.PROSECUTOR), procedure=table.key, action="agree_terms")
    with pytest.raises(RuleViolation, match="not_all_settled"):
        table.perform(agree)
    for item in ITEMS:
        with pytest.raises(RuleViolation):
            table.act("asked", "propose_terms", {name: value for name, value in TERMS.items() if name != item})
    with pytest.raises(RuleViolation, match=r"team\.days"):
        table.act("asked", "propose_terms", {**TERMS, "duration_days": 10})


def test_shared_papers_are_evidence_without_a_request(blue_current: FrozenScenario) -> None:
    table = proposed(blue_current)
    table.play(SIGNED)
    theirs = {filed.document.key for filed in table.exercise.team_view("VAL").documents}
    table.act("asked", "share_papers")
    new = [f.document for f in table.exercise.team_view("VAL").documents if f.document.key not in theirs]
    assert new
    assert all(paper.use.stands and paper.country == "ISA" for paper in new)
    third = {filed.document.key for filed in table.exercise.team_view("KES").documents}
    assert not third & {paper.key for paper in new}
    with pytest.raises(RuleViolation, match="not_own_paper"):
        table.perform(
            ActOnProcedure(
                id="again",
                by=Seat("VAL", Office.PROSECUTOR),
                procedure=table.key,
                action="share_papers",
                documents=(new[0].key,),
            )
        )


def test_automatic_offices_set_a_team_up_and_share(blue_current: FrozenScenario) -> None:
    table = Table(begin(blue_current, policies_for(blue_current.scenario, "auto", {}), 7), *PAIR)
    table.open(JOINT_TEAM, Office.PROSECUTOR)
    table.wait(20)
    assert table.status == Status.OPERATING
    assert [line.action for line in table.view("VAL").history].count("share_papers") >= 1


def met(table: Table, *, agenda: tuple[str, ...] = ("facts", "joint_team"), agreed: bool = True) -> str:
    """A meeting of both sides with its minutes."""
    caller, other = Seat("VAL", Office.PROSECUTOR), Seat("ISA", Office.PROSECUTOR)
    table.perform(ProposeMeeting(id="meet", by=caller, seats=(other,), agenda=agenda))
    table.perform(WriteMinutes(id="write", by=caller, meeting="VAL/meet", text="We want a team"))
    if agreed:
        table.perform(AgreeMinutes(id="agree", by=other, meeting="VAL/meet", agreed=True))
    return "VAL/meet"


def team_from(table: Table, meeting: str) -> None:
    table.key = "VAL/first"
    table.perform(
        BeginProcedure(
            id="first",
            by=Seat("VAL", Office.PROSECUTOR),
            rests_on=(meeting,),
            kind=JOINT_TEAM,
            requested="ISA",
            subjects=(table.subject,),
            text="As agreed",
            documents=table.papers("VAL")[:1],
        )
    )


def test_a_team_can_come_from_a_meeting_and_both_know_of_the_other(blue_current: FrozenScenario) -> None:
    table = laid(blue_current, *PAIR)
    meeting = met(table)
    (task,) = table.exercise.team_view("VAL").tasks
    assert task.what == "task.propose_team"
    assert any(item.title.code == "work.propose_team" for item in table.exercise.team_view("VAL").work)
    assert table.exercise.team_view("ISA").tasks == ()
    team_from(table, meeting)
    for country in ("VAL", "ISA"):
        assert table.view(country).term("meeting") == meeting
    (task,) = table.exercise.team_view("VAL").tasks
    assert task.done
    table.play(SIGNED)
    assert table.status == Status.OPERATING


def test_no_meeting_is_needed(blue_current: FrozenScenario) -> None:
    assert proposed(blue_current).view("VAL").term("meeting") is None


@pytest.mark.parametrize("agenda", [("facts",), ("joint_team",)])
def test_minutes_that_are_not_agreed_or_say_nothing_of_it_carry_no_team(
    blue_current: FrozenScenario, agenda: tuple[str, ...]
) -> None:
    table = laid(blue_current, *PAIR)
    meeting = met(table, agenda=agenda, agreed=agenda == ("facts",))
    assert table.exercise.team_view("VAL").tasks == ()
    with pytest.raises(RuleViolation) as refused:
        team_from(table, meeting)
    assert refused.value.code == "team.meeting_not_agreed"


def test_an_automatic_prosecutor_proposes_what_was_agreed(blue_current: FrozenScenario) -> None:
    table = laid(blue_current, *PAIR)
    table.exercise = begin(blue_current, policies_for(blue_current.scenario, "textbook", {}), 7)
    met(table)
    table.wait(40)
    found = [each for each in table.exercise.team_view("VAL").procedures if each.kind == JOINT_TEAM]
    assert [each.term("meeting") for each in found] == ["VAL/meet"]


# --- three and more --------------------------------------------------------------------------------------------------

THREE = (("others", "KES"),)


def signed(table: Table, other: str) -> Table:
    """The same exercise from the signature of another party."""
    return Table(table.exercise, table.asking, other, table.subject, f"{table.key}/{other}", acts=100)


def of_three(frozen: FrozenScenario) -> tuple[Table, Table]:
    """A team that VAL proposes to ISA and KES; the signatures of each."""
    table = laid(frozen, *PAIR)
    table.open(JOINT_TEAM, Office.PROSECUTOR, terms=THREE)
    return table, signed(table, "KES")


def test_three_countries_agree_on_one_text_and_share_papers(blue_current: FrozenScenario) -> None:
    first, second = of_three(blue_current)
    for country in ("VAL", "ISA", "KES"):
        (mine, *_others) = first.exercise.team_view(country).procedures
        assert mine.term("parties") == "VAL ISA KES"
    assert len(first.exercise.team_view("ISA").procedures) == 1, "who is asked sees the own signature alone"
    first.play((*TALKS, ("asking", "agree_terms", {})))
    assert second.view("KES").term("leader") == "ISA", "one text is before all"
    second.play((("asked", "accept_talks", {}),))
    assert "propose_terms" not in {offer.action for offer in second.view("KES").offers}
    second.play((("asked", "agree_terms", {}), ("asking", "sign", {})))
    first.play((("asking", "sign", {}), ("asked", "sign", {})))
    before = len(first.exercise.team_view("KES").documents)
    first.play((("asked", "share_papers", {}),))
    assert len(first.exercise.team_view("KES").documents) == before, "KES has not signed yet"
    first.wait(10)
    second.play((("asked", "sign", {}),))
    assert second.view("KES").term("until") == first.view("ISA").term("until"), "one team, one end"
    first.act("asked", "share_papers")
    after = first.exercise.team_view("KES").documents
    assert len(after) > before
    assert after[-1].document.use.origin == "mla"


def test_one_of_three_declines_and_the_others_go_on(blue_current: FrozenScenario) -> None:
    first, second = of_three(blue_current)
    second.play((("asked", "decline_team", {}),))
    first.play(SIGNED)
    assert (first.status, second.status) == (Status.OPERATING, Status.DECLINED)
    first.act("asking", "share_papers")


def test_a_team_at_work_invites_up_to_six(blue_current: FrozenScenario) -> None:
    table = proposed(blue_current)
    table.play(SIGNED)
    table.act("asking", "invite_states", {"others": "KES SOV ORL TRS"})
    assert table.view("ISA").term("parties") == "VAL ISA KES SOV ORL TRS"
    late = signed(table, "SOV")
    late.play(
        (("asked", "accept_talks", {}), ("asked", "agree_terms", {}), ("asking", "sign", {}), ("asked", "sign", {}))
    )
    assert late.status == Status.OPERATING
    assert late.view("SOV").term("until") == table.view("VAL").term("until")


@pytest.mark.parametrize("others", ["KES KES", "ISA", "XXX"])
def test_a_party_is_named_once_and_is_another(blue_current: FrozenScenario, others: str) -> None:
    table = laid(blue_current, *PAIR)
    with pytest.raises(RuleViolation, match="no_such_party"):
        table.open(JOINT_TEAM, Office.PROSECUTOR, terms=(("others", others),))


def test_a_team_of_two_is_told_as_before(blue_current: FrozenScenario) -> None:
    table = proposed(blue_current)
    table.play(SIGNED)
    assert table.view("VAL").term("parties") is None
