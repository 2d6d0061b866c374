"""Seats and pens: nobody moves another's, whatever the command leaves out; control moves any."""

from __future__ import annotations

import pytest

from simulation.exercise.board.commands import ClaimEntity
from simulation.exercise.clock.commands import StartExercise, TakeOver
from simulation.exercise.core.command import Command, Seat
from simulation.exercise.core.settings import Settings
from simulation.exercise.seats.commands import LeaveSeat, PassPen, TakeSeat
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from simulation.players.policies import players
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.bots import Room, open_room

POLICE = Seat("KES", Office.POLICE)


@pytest.fixture
def room(blue_current: FrozenScenario) -> Room:
    """Kestria's police with two people, Sorvane's with one."""
    made = open_room(blue_current, Settings(preset="half_day_14", seed=7), players())
    for country, member in (("KES", "kira"), ("KES", "karl"), ("SOV", "sven")):
        made.do(TakeSeat(id=member, member=member, country=country, offices=(Office.POLICE,)))
    made.control(StartExercise(id="", warm_up=False))
    return made


def refused(room: Room, command: Command) -> str:
    """Why a command is refused."""
    with pytest.raises(RuleViolation) as found:
        room.exercise.check(command)
    return found.value.code


@pytest.mark.parametrize("by", [None, POLICE, Seat("SOV", Office.POLICE)])
def test_a_stranger_to_the_seat_passes_no_pen(room: Room, by: Seat | None) -> None:
    for member in ("sven", "", "nobody"):
        command = PassPen(id="pen", by=by, member=member, country="KES", office=Office.POLICE, to="karl")
        assert refused(room, command) == "seat.not_here"


@pytest.mark.parametrize("member", ["kira", "karl", "control"])
def test_who_sits_there_and_control_pass_it(room: Room, member: str) -> None:
    by = None if member == "control" else POLICE
    room.do(PassPen(id="pen", by=by, member=member, country="KES", office=Office.POLICE, to="karl"))
    assert room.exercise.state.seats[POLICE].pen == "karl"


def test_nobody_stands_another_up(room: Room) -> None:
    for member in ("sven", "karl", ""):
        assert refused(room, LeaveSeat(id="up", member=member, who="kira")) == "seat.not_here"
    room.do(LeaveSeat(id="up", member="kira", who="kira"))
    room.do(LeaveSeat(id="away", member="control", who="sven"))
    assert list(room.exercise.state.seats[POLICE].members) == ["karl"]


def test_control_works_on_a_board_only_where_it_took_over(room: Room) -> None:
    entity = room.exercise.team_view("KES").entities[-1].key
    claim = ClaimEntity(id="claim", by=POLICE, member="control", entity=entity)
    assert refused(room, claim) == "country.not_taken_over"
    room.control(TakeOver(id="", country="KES"))
    room.exercise.check(claim)


def test_further_seats_are_taken_as_they_were_seen(room: Room) -> None:
    """Two people press the same button, or the trainer moves somebody meanwhile: nothing is taken or lost unseen."""
    sit = TakeSeat(
        id="also",
        member="sven",
        country="SOV",
        offices=(Office.POLICE, Office.PROSECUTOR),
        besides=(Office.POLICE,),
    )
    room.exercise.check(sit)
    room.do(TakeSeat(id="sara", member="sara", country="SOV", offices=(Office.PROSECUTOR,)))
    assert refused(room, sit) == "seat.not_free"
    room.do(LeaveSeat(id="sara-up", member="sara", who="sara"))
    room.exercise.check(sit)
    room.do(LeaveSeat(id="sven-up", member="control", who="sven"))
    assert refused(room, sit) == "seat.changed"
    room.do(TakeSeat(id="moved", member="sven", country="KES", offices=(Office.FIU,)))
    assert refused(room, sit) == "seat.changed"
