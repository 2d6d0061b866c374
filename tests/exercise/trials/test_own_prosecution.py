"""A national who is not surrendered: the case goes to the own prosecutor, as a dated task (UNTOC 16(10))."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulation.casework.documents.document import Consent, Origin, Use
from simulation.casework.file.detention import Right
from simulation.casework.proof.usability import usability
from simulation.exercise.core.command import Seat
from simulation.exercise.detention.clock import PeopleHeld
from simulation.exercise.engine import Exercise
from simulation.exercise.evidence import gathering
from simulation.exercise.meetings.commands import CompleteTask
from simulation.exercise.meetings.handlers import close_duties
from simulation.exercise.meetings.views import TaskView
from simulation.exercise.procedures.letter.commands import ActOnRequest
from simulation.exercise.procedures.letter.play import own_prosecution
from simulation.exercise.procedures.letter.play.execution import carry_out
from simulation.exercise.procedures.letter.play.own_prosecution import TASK, WITHIN_DAYS
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.exercise.procedures.letter.statuses import LetterAction
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Office
from simulation.network import authorities, questions
from simulation.network.world.members import MemberStatus
from simulation.players.runs import begin, policies_for
from simulation.scenario.schema.scenario import FrozenScenario

MATTER = "matter/isa_val_surrender"
AUTHORITY, PROSECUTOR = Seat("VAL", Office.AUTHORITY), Seat("VAL", Office.PROSECUTOR)


@pytest.fixture
def exercise(blue_current: FrozenScenario) -> Exercise:
    return begin(blue_current, policies_for(blue_current.scenario, "auto", {}), 7)


def refuse(exercise: Exercise, ground: str) -> tuple[TaskView, ...]:
    command = ActOnRequest(id="no", by=AUTHORITY, request=MATTER, action=LetterAction.REFUSE, text="No", ground=ground)
    exercise.check(command)
    exercise.perform(command)
    assert exercise.team_view("ISA").tasks == ()
    return exercise.team_view("VAL").tasks


def test_the_case_is_submitted_to_the_own_prosecutor(exercise: Exercise) -> None:
    (task,) = refuse(exercise, "G8")
    assert (task.owner, task.what, task.meeting) == (PROSECUTOR, TASK, MATTER)
    view = exercise.team_view("VAL")
    assert task.due_day == view.clock.day + WITHIN_DAYS
    (item,) = [each for each in view.work if each.key == f"task/{task.key}"]
    assert (item.title.code, item.offices) == ("work.submit_for_prosecution", (Office.PROSECUTOR,))
    done = CompleteTask(id="done", by=PROSECUTOR, task=task.key)
    exercise.check(done)
    exercise.perform(done)
    assert not [each for each in exercise.team_view("VAL").work if each.key == f"task/{task.key}"]


def test_a_charge_ends_the_duty_and_its_line_leads_to_the_case(exercise: Exercise) -> None:
    (task,) = refuse(exercise, "G8")
    (item,) = [each for each in exercise.team_view("VAL").work if each.key == f"task/{task.key}"]
    assert (item.about_kind, item.about) == ("charge", task.about)
    state = exercise.state
    close_duties(state, "VAL", "cast/nobody")
    close_duties(state, "ISA", task.about)
    assert not exercise.team_view("VAL").tasks[0].done
    close_duties(state, "VAL", task.about)
    assert exercise.team_view("VAL").tasks[0].done
    assert not [each for each in exercise.team_view("VAL").work if each.key == f"task/{task.key}"]


def test_another_ground_brings_no_such_duty(exercise: Exercise) -> None:
    assert refuse(exercise, "R2") == ()


def test_who_names_the_ground_for_somebody_else_gets_no_file(exercise: Exercise) -> None:
    """A Valmoran who lives in Sorvane: Sovaran law keeps its own nationals only."""
    state = exercise.state
    request = state.part(Letters).requests["matter/val_sov_surrender"].matter._replace(ground="G8")
    before = len(state.countries["SOV"].file.documents)
    own_prosecution.after_refusal(state, request)
    assert len(state.countries["SOV"].file.documents) == before
    assert exercise.team_view("SOV").tasks == ()


def test_the_prosecutor_gets_the_papers_on_which_the_request_rests(exercise: Exercise) -> None:
    """What was known as a lead is the same paper, and stands from now on (ETS 24 article 6(2))."""
    state = exercise.state
    file, asking = state.countries["VAL"].file, state.countries["ISA"].file
    grounds = state.part(Letters).requests[MATTER].matter.content.grounds
    known = asking.filed[grounds[0]].document
    gathering.file_document(state, "VAL", known.with_use(gathering.lead(Origin.POLICE)), "check")
    label = file.filed[known.key].label
    standing = {paper.key for paper in file.documents if paper.use.stands}
    assert not standing & set(grounds)
    refuse(exercise, "G8")
    assert {paper.key for paper in file.documents if paper.use.stands} - standing == set(grounds)
    assert file.filed[known.key].label == label


def test_what_is_handed_over_keeps_the_limits_of_others_and_what_the_defence_is_owed(exercise: Exercise) -> None:
    """UNTOC article 18(19): what a third country sent is a lead there; the report of a paid source comes along."""
    state = exercise.state
    request = state.part(Letters).requests[MATTER].matter
    giver, taker = state.countries["ISA"].file, state.countries["VAL"].file
    model = next(paper for paper in giver.documents if paper.use.stands and paper.form.is_record)
    limits = ("no_other_use",)
    from_home = Use(is_evidence=True, origin=Origin.HOME, rewards=("report",))
    sent = Use(is_evidence=True, origin=Origin.MLA, purposes=("trafficking",), conditions=limits)
    for key, country, use in (
        ("report", "ISA", Use(is_evidence=False, origin=Origin.HOME)),
        ("own", "ISA", from_home),
        ("third", "KES", sent),
        ("theirs", "VAL", sent),
    ):
        giver.add(replace(model, key=key, country=country, use=use), state.now)
    gathering.hand_over_file(state, "ISA", "VAL", ("own", "third", "theirs"), request.key)
    came = {key: taker.filed[key].document.use for key in ("report", "own", "third", "theirs")}
    assert {key: use.stands for key, use in came.items()} == {
        "report": False, "own": True, "third": False, "theirs": True,
    }  # fmt: skip
    assert (came["third"].consent, came["third"].conditions) == (Consent.NEEDED, limits)
    assert came["theirs"] == gathering.HOME
    law = exercise.scenario.country("VAL")
    own = taker.filed["own"].document
    assert not usability(own, "", law, shown=frozenset({"report"})).findings
    assert usability(own, "", law).findings


@pytest.mark.parametrize(
    ("matter", "status", "country", "right"),
    [
        ("matter/val_sov_surrender", "surrendered", "VAL", Right.SURRENDERED),  # a Valmoran who lives in Sorvane
        (MATTER, "held_there", "VAL", Right.REMAND),  # a Valmoran at home
    ],
)
def test_who_is_surrendered_is_brought_over_and_a_national_is_held_at_home(
    exercise: Exercise, matter: str, status: str, country: str, right: Right
) -> None:
    state = exercise.state
    request = state.part(Letters).requests[matter].matter
    (person,) = request.targets
    assert carry_out(state, request, person) == status
    assert questions.whereabouts(state.network, person) == country
    assert not questions.is_free(state.network, person)
    exercise.advance(3 * DAY)
    held = {
        (code, row.right)
        for code, keeper in state.countries.items()
        for row in keeper.file.detentions.all
        if row.ended is None and row.person == person
    }
    assert held == {(country, right)}


@pytest.mark.parametrize(
    ("person", "rights"),
    [("", {Right.REMAND}), ("cast/courier_two", set[Right]())],
    ids=["papers stand against the person", "no paper names the person"],
)
def test_a_judge_looks_at_a_national_who_is_kept(exercise: Exercise, person: str, rights: set[Right]) -> None:
    """ECHR article 5(1)(c), 5(3): first the arrest, and remand only on what the file of the own country shows."""
    state = exercise.state
    request = state.part(Letters).requests[MATTER].matter
    person = person or request.targets[0]
    file = state.countries["VAL"].file
    assert carry_out(state, request, person) == "held_there"
    assert [row.right for row in file.detentions.standing(person)] == [Right.ARREST]
    exercise.advance(3 * DAY)
    assert {row.right for row in file.detentions.standing(person)} == rights
    assert questions.is_free(state.network, person) is (not rights)


def test_a_letter_keeps_no_national_where_what_governs_forbids_it(blue_current: FrozenScenario) -> None:
    """Between members of the Union nationality is no ground; for a letter as for a procedure."""
    scenario = blue_current.scenario
    pairs = tuple(
        pair.model_copy(update={"instruments": (*pair.instruments, "EAW")})
        if {pair.a, pair.b} == {"ISA", "VAL"}
        else pair
        for pair in scenario.pairs
    )
    changed = blue_current.model_copy(update={"scenario": scenario.model_copy(update={"pairs": pairs})})
    exercise = begin(changed, policies_for(changed.scenario, "auto", {}), 7)
    request = exercise.state.part(Letters).requests[MATTER].matter
    (person,) = request.targets
    assert carry_out(exercise.state, request, person) == "surrendered"
    assert questions.whereabouts(exercise.state.network, person) == "ISA"


def test_who_sits_in_custody_there_already_is_brought_over_out_of_it(exercise: Exercise) -> None:
    """ETS 24 article 19(1): the own case may wait; then one country holds the person, by one right."""
    state = exercise.state
    request = state.part(Letters).requests["matter/val_sov_surrender"].matter
    (person,) = request.targets
    assert authorities.arrest(state.network, person, state.now)
    PeopleHeld(state, "SOV").hold(person, "own", Right.ARREST)
    assert carry_out(state, request, person) == "surrendered"
    exercise.advance(3 * DAY)
    held = {
        (code, row.right) for code, keeper in state.countries.items() for row in keeper.file.detentions.standing(person)
    }
    assert held == {("VAL", Right.SURRENDERED)}


def test_a_national_who_sits_in_custody_already_is_held_by_that_right(exercise: Exercise) -> None:
    state = exercise.state
    request = state.part(Letters).requests[MATTER].matter
    (person,) = request.targets
    assert authorities.arrest(state.network, person, state.now)
    PeopleHeld(state, "VAL").hold(person, "own", Right.REMAND)
    assert carry_out(state, request, person) == "held_there"
    assert [row.basis for row in state.countries["VAL"].file.detentions.standing(person)] == ["own"]


def test_who_fled_to_the_country_that_is_asked_is_found_there(exercise: Exercise) -> None:
    state = exercise.state
    request = state.part(Letters).requests["matter/val_sov_surrender"].matter._replace(requested="KES")
    (person,) = request.targets
    member = state.network.membership.members[person]
    member.status, member.whereabouts = MemberStatus.FLED, "KES"
    assert carry_out(state, request._replace(requested="SOV"), person) == "nothing_known"
    assert carry_out(state, request, person) == "surrendered"
    assert questions.whereabouts(state.network, person) == "VAL"
