"""What reaches several offices of a country is left to the people among them; what people write is answered."""

from __future__ import annotations

import pytest

from simulation.exercise.clock.commands import Jump, StartExercise, TakeOver
from simulation.exercise.core.command import Seat
from simulation.exercise.core.event import Actor
from simulation.exercise.core.settings import Settings
from simulation.exercise.injects.commands import AnswerInject
from simulation.exercise.injects.views import InjectView
from simulation.exercise.messages.commands import SendMessage
from simulation.exercise.messages.state import Message
from simulation.exercise.seats.commands import LeaveSeat, TakeSeat
from simulation.kernel.terms import Office
from simulation.players.policies import players
from simulation.players.turn.wording import HOME
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.bots import Room, open_room

COUNTRY, EVENT = "ISA", "inject/quay_call"
"""A country and an event that reaches its prosecutor and its police on day 1 and gives them eight days."""


@pytest.fixture
def room(blue_current: FrozenScenario) -> Room:
    """A room in which one prosecutor sits among automatic colleagues."""
    made = open_room(blue_current, Settings(preset="half_day_14", seed=7), players())
    made.do(TakeSeat(id="sit", member="one", country=COUNTRY, offices=(Office.PROSECUTOR,)))
    made.control(StartExercise(id="", warm_up=False))
    return made


def event_of(room: Room) -> InjectView:
    return next(each for each in room.exercise.team_view(COUNTRY).injects if each.key == EVENT)


def test_a_colleague_leaves_the_answer_to_the_person(room: Room) -> None:
    room.control(Jump(id="", days=6))
    waiting = event_of(room)
    assert waiting.answer_due_day is not None
    assert room.exercise.team_view(COUNTRY).clock.day <= waiting.answer_due_day
    assert not waiting.answered
    seat = Seat(COUNTRY, Office.PROSECUTOR)
    room.do(AnswerInject(id="answer", by=seat, member="one", inject=EVENT, choice="ask_partners"))
    assert (event_of(room).answered, event_of(room).answered_by) == ("ask_partners", Actor.PEOPLE)


def test_what_nobody_answered_stays_open_for_the_person(room: Room) -> None:
    """The harbour master writes again because nobody answered; no colleague answers, so silence acts on its own day."""
    room.control(Jump(id="", days=40))
    assert not event_of(room).answered
    reached = room.exercise.team_view(COUNTRY).injects
    assert len([each for each in reached if Office.PROSECUTOR in each.offices]) > 1
    answered = [each for each in reached if each.answered]
    assert {each.answered_by for each in answered if Office.PROSECUTOR not in each.offices} == {Actor.PLAYER}
    assert {each.answered_by for each in answered if Office.PROSECUTOR in each.offices} == {Actor.NOBODY}


def test_a_colleague_answers_at_once_when_the_seat_is_left(room: Room) -> None:
    room.control(Jump(id="", days=3))
    assert not event_of(room).answered
    room.do(LeaveSeat(id="leave", member="one", who="one"))
    room.control(Jump(id="", days=3))
    assert event_of(room).answered_by is Actor.PLAYER


def write(room: Room, to: Seat, text: str, answers: str = "") -> str:
    by = Seat(COUNTRY, Office.PROSECUTOR)
    key = f"written/{len(room.exercise.team_view(COUNTRY).messages)}"
    room.do(SendMessage(id=key, by=by, member="one", to=to, text=text, answers=answers))
    return key


def answers_to(room: Room, key: str) -> list[Message]:
    return [each for each in room.exercise.team_view(COUNTRY).messages if each.answers == key]


def test_a_player_answers_what_a_person_writes_back_and_no_receipt_of_another_player(room: Room) -> None:
    first = write(room, Seat("KES", Office.PROSECUTOR), "Where is he?")
    room.control(Jump(id="", days=2))
    (receipt,) = answers_to(room, first)
    again = write(room, Seat("KES", Office.PROSECUTOR), "Thank you. And where is he now?", answers=receipt.key)
    room.control(Jump(id="", days=2))
    assert len(answers_to(room, again)) == 1
    room.control(Jump(id="", days=10))
    assert len(room.exercise.team_view(COUNTRY).messages) == 4


def test_a_colleague_says_that_nobody_sits_there(room: Room) -> None:
    asked = write(room, Seat(COUNTRY, Office.POLICE), "Please watch him.")
    room.control(Jump(id="", days=2))
    (said,) = answers_to(room, asked)
    assert said.text == HOME
    assert said.by is Actor.PLAYER


def test_a_seat_that_was_left_takes_up_no_old_talk(room: Room) -> None:
    there = Seat("KES", Office.PROSECUTOR)
    room.do(TakeSeat(id="kim", member="kim", country="KES", offices=(Office.PROSECUTOR,)))
    asked = write(room, there, "Where is he?")
    room.do(
        SendMessage(
            id="reply", by=there, member="kim", to=Seat(COUNTRY, Office.PROSECUTOR), text="At home.", answers=asked
        )
    )
    room.do(TakeSeat(id="pia", member="pia", country=COUNTRY, offices=(Office.POLICE,)))
    note = write(room, Seat(COUNTRY, Office.POLICE), "Please watch him.")
    room.control(Jump(id="", days=30))
    for member in ("one", "pia"):
        room.do(LeaveSeat(id=f"{member}-up", member=member, who=member))
    before = len(room.exercise.team_view(COUNTRY).messages)
    room.control(Jump(id="", days=20))
    said = room.exercise.team_view(COUNTRY).messages[before:]
    assert not [each for each in said if each.answers in {"reply", note}]
    assert HOME not in {each.text for each in said}


def test_a_player_answers_what_control_writes_back_for_a_country_that_it_took_over(room: Room) -> None:
    room.control(TakeOver(id="", country="KES"))
    here, there = Seat(COUNTRY, Office.POLICE), Seat("KES", Office.POLICE)
    room.do(SendMessage(id="asks", by=there, member="control", to=here, text="Who drives it?"))
    room.control(Jump(id="", days=2))
    (receipt,) = answers_to(room, "asks")
    room.do(SendMessage(id="again", by=there, member="control", to=here, text="And now?", answers=receipt.key))
    room.control(Jump(id="", days=2))
    assert len(answers_to(room, "again")) == 1
