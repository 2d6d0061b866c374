"""A warning to the country where somebody is at risk: what was written decides whether anybody protects the person."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulation.exercise.clock.commands import Jump, StartExercise
from simulation.exercise.core.command import Seat
from simulation.exercise.core.settings import Settings
from simulation.exercise.messages.commands import SendMessage
from simulation.exercise.messages.warnings import named_in
from simulation.exercise.registry import load_scenario
from simulation.exercise.seats.commands import TakeSeat
from simulation.exercise.views.stories import news
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.entities import EntityKind
from simulation.kernel.terms import Office
from simulation.network import questions
from simulation.players.policies import players
from simulation.scenario.load import directory_of
from simulation.scenario.schema.name_pools import freeze
from tests.builders.bots import Room, open_room

SEAMSTRESS, THERE = "cast/seamstress", Seat("DVR", Office.POLICE)


@pytest.fixture
def room() -> Room:
    """Quessa's police are people; its file shows that somebody is held in Dovrania, where nobody sits."""
    opened = open_room(
        freeze(load_scenario(directory_of("glass-harbour")), 77), Settings(preset="day_28", seed=77), players()
    )
    opened.do(TakeSeat(id="sit", member="Petra", country="QSA", offices=(Office.POLICE,)))
    opened.control(StartExercise(id="", warm_up=False))
    return opened


def _write(room: Room, text: str) -> None:
    known = room.exercise.team_view("QSA").entities
    command = SendMessage(
        id=f"write-{room.exercise.now}",
        member="Petra",
        by=replace(THERE, country="QSA"),
        to=THERE,
        text=text,
        warns=named_in(text, (each for each in known if each.kind is EntityKind.PERSON)),
    )
    room.do(command)


def _after(room: Room, days: int) -> TeamView:
    room.control(Jump(id="", days=days))
    return room.exercise.team_view("QSA")


def _protected(view: TeamView) -> bool:
    return any(person == SEAMSTRESS and until is not None for person, _since, until in view.at_risk)


def _name(room: Room) -> str:
    return next(each.label for each in room.exercise.team_view("QSA").entities if each.key == SEAMSTRESS)


def test_who_is_warned_protects_and_the_writer_reads_it(room: Room) -> None:
    (away,) = room.exercise.team_view("QSA").risk_abroad
    assert (away.person, away.country, away.told) == (SEAMSTRESS, "DVR", None)
    _write(room, f"Our documents show that this person is at risk in your country: {_name(room)}.")
    written = room.exercise.now
    assert [person for person, _since, _until in room.exercise.team_view("DVR").at_risk] == [SEAMSTRESS]
    view = _after(room, 20)
    assert _protected(view)
    assert questions.is_safe(room.exercise.state.network, SEAMSTRESS)
    (told,) = [each for each in news(view, written).stories if each.about == SEAMSTRESS]
    assert told.code == "protected"
    assert ("story.protected.warned", (("country", "DVR"), ("at", written))) in [
        (phrase.code, phrase.params) for _label, phrase in told.lines
    ]


def test_nobody_protects_whom_no_warning_names(room: Room) -> None:
    _write(room, "Good morning. Could you tell us whom we may telephone at night?")
    assert room.exercise.team_view("DVR").at_risk == ()
    assert not _protected(_after(room, 20))
