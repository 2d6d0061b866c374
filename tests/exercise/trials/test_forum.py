"""Conflicts of jurisdiction: countries agree the forum, or the first final verdict bars the second."""

from __future__ import annotations

import pytest

from simulation.casework.documents.document import Document
from simulation.casework.proof.judged import JUDGED_ALREADY, check_not_judged
from simulation.casework.proof.proof import CourtOutcome
from simulation.exercise.clock.commands import StartExercise
from simulation.exercise.core.command import Seat
from simulation.exercise.core.settings import Settings
from simulation.exercise.core.state import State
from simulation.exercise.evidence import gathering
from simulation.exercise.judgments import forum
from simulation.exercise.judgments.forum import AgreedForum, Forums
from simulation.exercise.meetings.commands import AgreeMinutes, ProposeMeeting, WriteMinutes
from simulation.exercise.meetings.state import Meetings
from simulation.exercise.trials import handlers as trials
from simulation.exercise.trials.commands import ChargePerson
from simulation.kernel.agenda import DAY
from simulation.kernel.entities import EntityKind
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from simulation.players.policies import players
from simulation.scenario.schema.country import Offence
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.bots import Room, open_room, seat_everybody

ONE, OTHER = "VAL", "KES"


@pytest.fixture
def room(blue_current: FrozenScenario) -> Room:
    made = open_room(blue_current, Settings(preset="half_day_14", seed=7), players())
    seat_everybody(made, (ONE, OTHER))
    made.control(StartExercise(id="", warm_up=False))
    return made


def proof(state: State) -> tuple[Document, str]:
    """A paper of the first country that stands as evidence, and a person whom it names."""
    return next(
        (paper, entity.key)
        for country in state.countries.values()
        for paper in country.file.documents
        if paper.use.stands
        for entity in paper.mentions
        if entity.kind is EntityKind.PERSON
    )


def offences(state: State, *, alike: bool) -> tuple[Offence, Offence]:
    for one in state.scenario.country(ONE).offences:
        for other in state.scenario.country(OTHER).offences:
            if bool(set(one.elements) & set(other.elements)) is alike:
                return one, other
    raise AssertionError(alike)


def charge(state: State, country: str, person: str, offence: Offence, key: str) -> str:
    name, (paper, _) = f"{country}/{key}", proof(state)
    file = state.countries[country].file
    if file.filed.get(paper.key) is None:
        gathering.file_document(state, country, paper, "test")
    file.bring_charge(name, person, offence, (paper.key,), state.now, state.now + 100 * DAY)
    return name


def outcome(state: State, key: str) -> tuple[str, tuple[str, ...]]:
    found = state.countries[key.partition("/")[0]].file.charges.get(key)
    assert found is not None
    return found.outcome, found.reasons


@pytest.mark.parametrize("first", [CourtOutcome.CONVICTION, CourtOutcome.ACQUITTAL])
def test_a_second_verdict_on_the_same_facts_is_barred(room: Room, first: CourtOutcome) -> None:
    state, (_, person) = room.exercise.state, proof(room.exercise.state)
    own, theirs = offences(state, alike=True)
    tried = charge(state, ONE, person, own, "first")
    state.countries[ONE].file.charges.decide(tried, first, (), state.now)
    second = charge(state, OTHER, person, theirs, "second")
    trials.try_case(state, second)
    assert outcome(state, second) == (CourtOutcome.DISMISSAL, (JUDGED_ALREADY,))
    file = state.countries[OTHER].file
    papers = file.charges.rows[second].documents
    with pytest.raises(RuleViolation, match=r"charge\.ended_as_judged"):
        check_not_judged(file, person, theirs, papers)
    (other,) = [each for each in state.scenario.country(OTHER).offences if each.key != theirs.key][:1]
    check_not_judged(file, person, other, papers)


def test_a_dismissal_bars_nothing_nor_a_verdict_on_other_facts(room: Room) -> None:
    state, (_, person) = room.exercise.state, proof(room.exercise.state)
    own, theirs = offences(state, alike=True)
    tried = charge(state, ONE, person, own, "first")
    state.countries[ONE].file.charges.decide(tried, CourtOutcome.DISMISSAL, (), state.now)
    assert not forum.judged_already(state, OTHER, person, theirs.key)
    own, theirs = offences(state, alike=False)
    again = charge(state, ONE, person, own, "again")
    state.countries[ONE].file.charges.decide(again, CourtOutcome.CONVICTION, (), state.now)
    assert not forum.judged_already(state, OTHER, person, theirs.key)
    assert not forum.judged_already(state, ONE, person, own.key)


def seat(country: str) -> Seat:
    return Seat(country, Office.PROSECUTOR)


def test_an_agreed_forum_ends_the_others_proceedings(room: Room) -> None:
    state, (_, person) = room.exercise.state, proof(room.exercise.state)
    _, theirs = offences(state, alike=True)
    pending = charge(state, OTHER, person, theirs, "pending")
    by, member = seat(ONE), f"{ONE}-prosecutor"
    state.countries[ONE].file.known.learn((state.network.entities[person],))
    room.do(ProposeMeeting(id="meet", seats=(seat(OTHER),), agenda=("facts", "forum"), by=by, member=member))
    (meeting,) = state.part(Meetings).meetings
    agreed = AgreedForum(person, ONE)
    room.do(
        WriteMinutes(id="minutes", meeting=meeting, text="Tried in one place", forums=(agreed,), by=by, member=member)
    )
    assert state.part(Forums).agreed == {}
    assert room.exercise.team_view(OTHER).meetings[-1].forums == (agreed,)
    room.do(AgreeMinutes(id="yes", meeting=meeting, agreed=True, by=seat(OTHER), member=f"{OTHER}-prosecutor"))
    assert state.part(Forums).agreed == {(ONE, person): ONE, (OTHER, person): ONE}
    third = next(country.code for country in room.exercise.scenario.played if country.code not in {ONE, OTHER})
    assert forum.forum_of(state.part(Forums), third, person) == ""  # it was not asked, and is not told in a refusal
    assert outcome(state, pending) == (CourtOutcome.DISMISSAL, (forum.FORUM_ELSEWHERE,))
    with pytest.raises(RuleViolation) as caught:
        room.do(
            ChargePerson(
                id="charge",
                by=seat(OTHER),
                member=f"{OTHER}-prosecutor",
                person=person,
                offence=theirs.key,
                documents=(),
            )
        )
    assert caught.value.code == "charge.forum_elsewhere"


def test_minutes_name_a_forum_only_where_it_was_on_the_agenda(room: Room) -> None:
    state, (_, person) = room.exercise.state, proof(room.exercise.state)
    by, member = seat(ONE), f"{ONE}-prosecutor"
    state.countries[ONE].file.known.learn((state.network.entities[person],))
    room.do(ProposeMeeting(id="meet", seats=(seat(OTHER),), agenda=("facts",), by=by, member=member))
    (meeting,) = state.part(Meetings).meetings
    for named, code in (
        (AgreedForum(person, ONE), "meeting.forum_not_on_agenda"),
        (AgreedForum("person/nobody", ONE), "meeting.forum_person"),
    ):
        with pytest.raises(RuleViolation) as caught:
            room.do(WriteMinutes(id="minutes", meeting=meeting, text="Words", forums=(named,), by=by, member=member))
        assert caught.value.code == code
