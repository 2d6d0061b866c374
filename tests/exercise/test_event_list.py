"""The trainer's hand on the event list: held, released, moved to another day, left to be fired by hand."""

from __future__ import annotations

import pytest

from simulation.agenda import DAY
from simulation.exercise.commands import EditInject, HoldInject, Jump, StartExercise
from simulation.exercise.settings import Settings
from simulation.players.registry import players
from simulation.scenario.model import FrozenScenario
from tests.builders.bots import Room, open_room


@pytest.fixture
def room(blue_current: FrozenScenario) -> Room:
    made = open_room(blue_current, Settings(preset="half_day_14", seed=7), players())
    made.control(StartExercise(id="", warm_up=False))
    return made


def add(room: Room, day: int | None) -> None:
    room.control(EditInject(id="", inject="added/one", title="A call", text="Call back.", country="KES", day=day))


def fired_at(room: Room) -> int | None:
    return room.exercise.state.injects["added/one"].fired_at


def test_an_event_whose_day_passed_while_it_was_held_comes_when_it_is_released(room: Room) -> None:
    add(room, 5)
    room.control(HoldInject(id="", inject="added/one", held=True))
    room.control(Jump(id="", days=10))
    assert fired_at(room) is None
    room.control(HoldInject(id="", inject="added/one", held=False))
    assert fired_at(room) == room.exercise.now > 5 * DAY


def test_an_event_released_before_its_day_waits_for_it(room: Room) -> None:
    add(room, 5)
    room.control(HoldInject(id="", inject="added/one", held=True))
    room.control(HoldInject(id="", inject="added/one", held=False))
    assert fired_at(room) is None
    room.control(Jump(id="", days=10))
    assert fired_at(room) == 4 * DAY


def test_an_event_without_a_day_any_more_waits_for_the_trainer(room: Room) -> None:
    add(room, 5)
    add(room, None)
    room.control(Jump(id="", days=10))
    assert fired_at(room) is None
