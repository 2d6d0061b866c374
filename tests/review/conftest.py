"""Exercises that the tests of the review only read: a planted world, and a day at the keyboard with the shipped one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulation.exercise.clock.commands import EndExercise, Jump, StartExercise
from simulation.exercise.core.settings import Settings
from simulation.exercise.registry import load_scenario
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from simulation.players.policies import players
from simulation.review.branches import Record
from simulation.scenario.load import directory_of
from simulation.scenario.schema.name_pools import freeze
from tests.builders.bots import Room, open_room, seat_everybody
from tests.review.planted import planted_world, play

type Planted = tuple[Record, str]
"""A record and the key of its request for bank records."""


@pytest.fixture(scope="session")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    """The statement is read, and the account frozen."""
    return play(planted_world(tmp_path_factory.mktemp("planted") / "planted"))


@pytest.fixture(scope="session")
def unused(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    """The same request, whose result nobody used."""
    return play(planted_world(tmp_path_factory.mktemp("unused") / "planted"), uses_the_statement=False)


@pytest.fixture(scope="session")
def late(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    """The statement is read and the account frozen, each decision a move later than it could be."""
    return play(planted_world(tmp_path_factory.mktemp("late") / "planted"), is_late=True)


@pytest.fixture(scope="session")
def returned(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    """The request lacks something that is asked for and told a move later; then it goes on as planted."""
    return play(planted_world(tmp_path_factory.mktemp("returned") / "planted"), is_returned=True)


COUNTRIES = ("ISA", "KES", "SOV", "VAL")


def type_until_nothing_is_left(room: Room) -> None:
    """People of the four countries work through their office hours: what one of them sends, the next one answers."""
    policy = players()["textbook"]
    for turn in range(4):
        done = 0
        for country in COUNTRIES:
            view = room.exercise.team_view(country)
            for number, command in enumerate(policy.decide(view, room.exercise.scenario, (), tuple(Office))):
                if command.by is None:
                    continue
                name = f"{country}-{room.exercise.now}-{turn}-{number}"
                try:
                    room.do(replace(command, id=name, member=f"{country}-{command.by.office}"))
                except RuleViolation:
                    continue
                done += 1
        if not done:
            return


@pytest.fixture(scope="session")
def day() -> Record:
    """Half a day with the shipped scenario: four countries at the keyboard, three moves and the end."""
    frozen = freeze(load_scenario(directory_of("blue-current")), 7)
    room = open_room(frozen, Settings(preset="half_day_14", seed=7), players())
    seat_everybody(room, COUNTRIES)
    room.control(StartExercise(id="", warm_up=False))
    for days in (30, 35, 40):
        type_until_nothing_is_left(room)
        room.control(Jump(id="", days=days))
    type_until_nothing_is_left(room)
    room.control(EndExercise(id=""))
    return Record(frozen, room.settings, tuple(room.entries), tuple(room.events))
