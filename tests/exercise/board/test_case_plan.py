"""A team's case plan: whom it works to convict of what, its own affair, kept by the journal."""

from __future__ import annotations

import pytest

from simulation.exercise.board.commands import PlanCase
from simulation.exercise.clock.commands import StartExercise
from simulation.exercise.core.command import Seat
from simulation.exercise.core.settings import Settings
from simulation.exercise.handovers.commands import HandedItem, HandOver
from simulation.exercise.journal import decode_command, encode_command, replay
from simulation.kernel.entities import EntityKind
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from simulation.players.policies import players
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.bots import Room, open_room, seat_everybody
from tests.exercise.digest import digest

POLICE = Seat("VAL", Office.POLICE)


@pytest.fixture
def room(blue_current: FrozenScenario) -> Room:
    room = open_room(blue_current, Settings(preset="half_day_14", seed=7), players())
    seat_everybody(room, ("VAL", "KES"))
    room.control(StartExercise(id="", warm_up=False))
    return room


def known(room: Room, kind: EntityKind) -> str:
    return next(each.key for each in room.exercise.team_view("VAL").entities if each.kind is kind)


def plan(room: Room, person: str, offence: str = "", *, planned: bool = True) -> None:
    law = room.exercise.scenario.country("VAL").offences
    name = f"plan{len(room.entries)}"
    made = PlanCase(
        id=name, by=POLICE, member="VAL-police", person=person, offence=offence or law[0].key, planned=planned
    )
    room.do(made)


def test_a_plan_is_the_teams_own_and_can_be_handed_on(room: Room) -> None:
    others = room.exercise.team_view("KES")
    person = known(room, EntityKind.PERSON)
    plan(room, person)
    plan(room, person)
    (kept,) = room.exercise.team_view("VAL").plans
    assert (kept.person, kept.since) == (person, room.exercise.now)
    assert room.exercise.team_view("KES") is others
    handed = HandOver(
        id="hand",
        by=POLICE,
        member="VAL-police",
        matter=HandedItem.PLAN,
        about=kept.key,
        to=Office.PROSECUTOR,
        text="Go.",
    )
    room.do(handed)
    assert [each.about for each in room.exercise.team_view("VAL").handovers] == [kept.key]
    plan(room, person, planned=False)
    assert room.exercise.team_view("VAL").plans == ()
    with pytest.raises(RuleViolation, match=r"handover\.no_matter"):
        room.exercise.check(handed)


def test_only_people_of_the_file_and_offences_of_the_law_are_planned(room: Room) -> None:
    person = known(room, EntityKind.PERSON)
    for who, offence, said in (
        ("cast/nobody", "", "board.unknown_entity"),
        (known(room, EntityKind.ACCOUNT), "", "charge.not_a_person"),
        (person, "nothing", "charge.unknown_offence"),
    ):
        with pytest.raises(RuleViolation, match=said.replace(".", r"\.")):
            plan(room, who, offence)
    assert room.exercise.team_view("VAL").plans == ()


def test_the_journal_keeps_it(room: Room) -> None:
    plan(room, known(room, EntityKind.PERSON))
    command = room.entries[-1].command
    assert decode_command(encode_command(command)) == command
    again, events = replay(room.frozen, room.settings, room.entries, room.players)
    assert digest(events) == digest(room.events)
    assert again.team_view("VAL").plans == room.exercise.team_view("VAL").plans != ()
    assert again.copy().team_view("VAL").plans == room.exercise.team_view("VAL").plans
