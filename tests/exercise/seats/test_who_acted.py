"""Who acted is told with every act: people, the automatic player of an empty seat, the duty officer, or after play."""

from __future__ import annotations

import pytest

from simulation.exercise.clock.commands import EndExercise, Jump, PlayEpilogue, StartExercise
from simulation.exercise.clock.events import PhaseChanged
from simulation.exercise.core.command import Seat
from simulation.exercise.core.digest import DigestLine
from simulation.exercise.core.event import Actor, DecisionTaken, Event
from simulation.exercise.core.settings import Settings
from simulation.exercise.injects.commands import AnswerInject
from simulation.exercise.injects.events import InjectAnswered
from simulation.exercise.matters.events import ProcedureMoved
from simulation.exercise.procedures.letter.events import RequestMoved
from simulation.exercise.seats.commands import TakeSeat
from simulation.kernel.terms import Office
from simulation.players.policies import players
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.bots import Room, open_room

IDLE = "KES"
"""A country at each of whose seats somebody sits who does nothing."""


@pytest.fixture(scope="module")
def room(blue_current: FrozenScenario) -> Room:
    """Three jumps in which nobody of one country lifts a finger, the end, and the epilogue."""
    made = open_room(blue_current, Settings(preset="half_day_14", seed=7), players())
    for office in Office:
        made.do(TakeSeat(id=f"sit-{office}", member=f"idle-{office}", country=IDLE, offices=(office,)))
    made.control(StartExercise(id="", warm_up=False))
    made.control(Jump(id="", days=40))
    inject = next(each for each in made.exercise.team_view(IDLE).injects if each.choices and not each.answered)
    seat = Seat(IDLE, inject.offices[0])
    member = f"idle-{seat.office}"
    made.do(AnswerInject(id="answer", by=seat, member=member, inject=inject.key, choice=inject.choices[0]))
    for _ in range(2):
        made.control(Jump(id="", days=40))
    made.control(EndExercise(id=""))
    made.control(PlayEpilogue(id=""))
    return made


def split(room: Room) -> tuple[list[Event], list[Event]]:
    """What happened in play, and after it."""
    end = next(n for n, event in enumerate(room.events) if isinstance(event, PhaseChanged) and event.phase == "ended")
    return room.events[: end + 1], room.events[end + 1 :]


def acted(events: list[Event], *countries: str) -> list[RequestMoved | ProcedureMoved | DecisionTaken | InjectAnswered]:
    kinds = (RequestMoved, ProcedureMoved, DecisionTaken, InjectAnswered)
    return [each for each in events if isinstance(each, kinds) and each.country in countries and each.office]


def test_what_people_did_not_do_at_their_seats_is_the_duty_officers(room: Room) -> None:
    in_play, _after = split(room)
    by = {event.by for event in acted(in_play, IDLE)}
    assert by == {Actor.PEOPLE, Actor.DUTY_OFFICER}
    people = [event for event in acted(in_play, IDLE) if event.by is Actor.PEOPLE]
    assert {event.cause for event in people} == {"answer"}


def test_at_an_empty_seat_the_automatic_player_acts(room: Room) -> None:
    in_play, _after = split(room)
    others = [code.code for code in room.exercise.scenario.countries if code.code != IDLE]
    assert {event.by for event in acted(in_play, *others)} == {Actor.PLAYER}


def test_after_the_end_no_team_acts(room: Room) -> None:
    _in_play, after = split(room)
    everybody = [code.code for code in room.exercise.scenario.countries]
    assert {event.by for event in acted(after, *everybody)} == {Actor.AFTER_PLAY}


def test_the_history_of_a_matter_says_who(room: Room) -> None:
    shown = room.exercise.end_view(IDLE)
    lines = [
        line for each in shown.requests for line in each.history if line.country == IDLE and line.office and line.at > 0
    ]
    assert lines
    assert {line.by for line in lines} == {Actor.DUTY_OFFICER}


def test_the_digest_tells_the_team_first_hand(blue_current: FrozenScenario) -> None:
    room = open_room(blue_current, Settings(preset="half_day_14", seed=7), players())
    for office in Office:
        room.do(TakeSeat(id=f"sit-{office}", member=f"idle-{office}", country=IDLE, offices=(office,)))
    room.control(StartExercise(id="", warm_up=False))
    told: list[DigestLine] = []
    for _ in range(2):
        before = room.exercise.now
        happened = room.control(Jump(id="", days=40))
        stood_in = [
            event
            for event in happened
            if isinstance(event, RequestMoved | ProcedureMoved) and event.by is Actor.DUTY_OFFICER
        ]
        told = [
            line
            for line in room.exercise.team_view(IDLE).digest
            if line.what.code == "digest.duty_officer" and line.at > before
        ]
        assert [line.at for line in told] == [event.at for event in stood_in]
    assert told


def test_the_event_list_counts_people_alone(room: Room) -> None:
    lines = room.exercise.control_view().injects
    assert [line.answered_by for line in lines if line.answered_by] == [(IDLE,)]
    assert {who for line in lines for _code, who in line.stood_in} >= {Actor.PLAYER, Actor.AFTER_PLAY}


def test_a_teams_desk_shows_its_file_as_play_ended(blue_current: FrozenScenario) -> None:
    room = open_room(blue_current, Settings(preset="half_day_14", seed=7), players())
    room.do(TakeSeat(id="sit", member="one", country=IDLE, offices=tuple(Office)))
    room.control(StartExercise(id="", warm_up=False))
    room.control(Jump(id="", days=40))
    room.control(EndExercise(id=""))
    at_end = room.exercise.team_view(IDLE)
    room.control(PlayEpilogue(id=""))
    assert room.exercise.end_view(IDLE) == at_end
    assert room.exercise.team_view(IDLE).clock.day > at_end.clock.day
    assert len(room.exercise.team_view(IDLE).documents) > len(at_end.documents)
