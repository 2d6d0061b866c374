"""A matter goes from one seat of a team to another, is seen there until it is taken, and by nobody else."""

from __future__ import annotations

import pytest

from simulation.exercise.clock.commands import StartExercise
from simulation.exercise.core.command import Seat
from simulation.exercise.core.settings import Settings
from simulation.exercise.handovers.commands import HandedItem, HandOver, SettleHandOver
from simulation.exercise.handovers.events import HandOverChanged
from simulation.exercise.journal import decode_command, encode_command, replay
from simulation.exercise.seats.commands import LeaveSeat, TakeSeat
from simulation.exercise.views.team_view import WorkItem
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from simulation.players.policies import players
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.bots import Room, open_room, seat_everybody
from tests.exercise.digest import digest

POLICE, AUTHORITY = Office.POLICE, Office.AUTHORITY


@pytest.fixture
def room(blue_current: FrozenScenario) -> Room:
    room = open_room(blue_current, Settings(preset="half_day_14", seed=7), players())
    seat_everybody(room, ("VAL", "KES"))
    room.control(StartExercise(id="", warm_up=False))
    return room


def hand_over(
    room: Room, name: str = "one", about: str = "", to: Office = AUTHORITY, text: str = "Please go on."
) -> str:
    entity = about or room.exercise.team_view("VAL").entities[0].key
    by = Seat("VAL", POLICE)
    room.do(HandOver(id=name, by=by, member="VAL-police", matter=HandedItem.ENTITY, about=entity, to=to, text=text))
    return f"VAL/{name}"


def settle(room: Room, key: str, office: Office, *, taken: bool, text: str = "") -> None:
    name = f"settle{len(room.entries)}"
    by, member = Seat("VAL", office), f"VAL-{office}"
    room.do(SettleHandOver(id=name, by=by, member=member, handover=key, taken=taken, text=text))


def waiting(room: Room) -> list[WorkItem]:
    return [item for item in room.exercise.team_view("VAL").work if item.about_kind == "handover"]


def test_a_matter_waits_at_the_other_seat_until_it_is_taken(room: Room) -> None:
    others = room.exercise.team_view("KES")
    key = hand_over(room)
    (item,) = waiting(room)
    assert (item.offices, item.about) == ((AUTHORITY,), key)
    assert room.exercise.team_view("KES") is others
    settle(room, key, AUTHORITY, taken=True)
    assert waiting(room) == []
    (shown,) = room.exercise.team_view("VAL").handovers
    assert (shown.stands, shown.to, shown.text) == ("taken", AUTHORITY, "Please go on.")
    with pytest.raises(RuleViolation, match=r"handover\.taken_before"):
        settle(room, key, AUTHORITY, taken=False, text="No.")


def test_what_is_given_back_waits_where_it_came_from(room: Room) -> None:
    key = hand_over(room)
    with pytest.raises(RuleViolation, match=r"text\.empty"):
        settle(room, key, AUTHORITY, taken=False)
    settle(room, key, AUTHORITY, taken=False, text="We need the statement first.")
    (item,) = waiting(room)
    assert (item.offices, dict(item.title.params)["note"]) == ((POLICE,), "We need the statement first.")
    with pytest.raises(RuleViolation, match=r"handover\.returned_before"):
        settle(room, key, POLICE, taken=False, text="No, you.")
    settle(room, key, POLICE, taken=True)
    assert waiting(room) == []
    hand_over(room, "again")
    assert len(waiting(room)) == 1
    with pytest.raises(RuleViolation, match=r"handover\.handed_before"):
        hand_over(room, "twice")


@pytest.mark.parametrize(
    ("about", "to", "text", "code"),
    [
        ("cast/nobody", AUTHORITY, "Please.", "handover.no_matter"),
        ("", POLICE, "Please.", "handover.to_whom"),
        ("", AUTHORITY, " ", "text.empty"),
    ],
)
def test_a_hand_over_names_a_matter_a_seat_and_a_reason(
    room: Room, about: str, to: Office, text: str, code: str
) -> None:
    with pytest.raises(RuleViolation) as caught:
        hand_over(room, about=about, to=to, text=text)
    assert caught.value.code == code


def test_seats_in_one_hand_hand_nothing_over(room: Room) -> None:
    hand_over(room)
    assert len(waiting(room)) == 1
    for who in ("VAL-authority", "VAL-fiu"):
        room.do(LeaveSeat(id=f"up-{who}", member=who, who=who))
    with pytest.raises(RuleViolation, match=r"handover\.nobody"):
        hand_over(room, "empty", to=Office.FIU)
    both = (POLICE, AUTHORITY, Office.FIU)
    room.do(TakeSeat(id="merged", member="VAL-police", country="VAL", offices=both))
    assert waiting(room) == []
    with pytest.raises(RuleViolation, match=r"handover\.nobody"):
        hand_over(room, "own", to=Office.FIU)


def test_what_waits_at_a_seat_that_empties_can_be_taken_back(room: Room) -> None:
    """While nobody sits there; whoever sits down in time finds it."""
    key, left = hand_over(room), hand_over(room, "left", room.exercise.team_view("VAL").entities[1].key)
    with pytest.raises(RuleViolation, match=r"seat\.wrong_office"):
        settle(room, key, POLICE, taken=True)
    room.do(LeaveSeat(id="up", member="VAL-authority", who="VAL-authority"))
    assert [(item.offices, item.title.code) for item in waiting(room)] == [((POLICE,), "work.handover_returned")] * 2
    settle(room, key, POLICE, taken=True)
    room.do(TakeSeat(id="down", member="VAL-authority", country="VAL", offices=(AUTHORITY,)))
    assert [(item.offices, item.about) for item in waiting(room)] == [((AUTHORITY,), left)]


def test_hand_overs_are_in_the_journal(room: Room) -> None:
    settle(room, hand_over(room), AUTHORITY, taken=True)
    command = room.entries[-1].command
    assert decode_command(encode_command(command)) == command
    told = [event.change for event in room.events if isinstance(event, HandOverChanged)]
    assert told == ["handed", "taken"]
    again, events = replay(room.frozen, room.settings, room.entries, room.players)
    assert digest(events) == digest(room.events)
    assert again.team_view("VAL") == room.exercise.team_view("VAL")
