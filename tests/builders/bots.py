"""Bots at the keyboard: people's seats played by policies, so that every act is a journalled command."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, replace

from simulation.exercise.automation.player import Player
from simulation.exercise.clock.commands import EndExercise, Jump, PlayEpilogue, StartExercise
from simulation.exercise.core.command import Command
from simulation.exercise.core.event import Event
from simulation.exercise.core.settings import Settings
from simulation.exercise.engine import Exercise
from simulation.exercise.journal import JournalEntry
from simulation.exercise.seats.commands import TakeSeat
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from simulation.players.runs import begin, policies_for
from simulation.scenario.schema.scenario import FrozenScenario


@dataclass
class Room:
    """An exercise with its journal, as the store keeps it."""

    frozen: FrozenScenario
    settings: Settings
    players: Mapping[str, Player]
    exercise: Exercise
    entries: list[JournalEntry]
    events: list[Event]

    def do(self, command: Command) -> tuple[Event, ...]:
        """Check, perform, journal, and go as far as a jump reaches."""
        self.exercise.check(command)
        at = self.exercise.now
        events = list(self.exercise.perform(command))
        self.entries.append(JournalEntry(len(self.entries) + 1, at, command))
        target = self.exercise.target()
        if target is not None:
            events += self.exercise.advance(target)
        self.events += events
        return tuple(events)

    def control(self, command: Command) -> tuple[Event, ...]:
        """A command of exercise control, which gets its id here."""
        return self.do(replace(command, id=f"control-{len(self.entries) + 1}", member="control"))


_OPENED: list[Room] = []
"""Rooms as they were opened: each is given out as a copy, for to build a world takes some times as long."""


def open_room(frozen: FrozenScenario, settings: Settings, players: Mapping[str, Player]) -> Room:
    """A room with an exercise in the lobby."""
    for opened in _OPENED:
        if opened.frozen is frozen and (opened.settings, opened.players) == (settings, players):
            break
    else:
        exercise = Exercise(frozen, settings, players)
        opened = Room(frozen, settings, players, exercise, [], list(exercise.advance(0)))
        _OPENED.append(opened)
    return Room(frozen, settings, players, opened.exercise.copy(), [], list(opened.events))


_BEGUN: deque[tuple[FrozenScenario, str, int, Exercise]] = deque(maxlen=4)
"""The same of exercises that one policy plays."""


def begun(frozen: FrozenScenario, policy: str, seed: int) -> Exercise:
    """An exercise at its first second, every country played by a policy."""
    for known, played, under, exercise in _BEGUN:
        if known is frozen and (played, under) == (policy, seed):
            return exercise.copy()
    made = begin(frozen, policies_for(frozen.scenario, policy, {}), seed)
    _BEGUN.append((frozen, policy, seed, made))
    return made.copy()


def seat_everybody(room: Room, countries: tuple[str, ...]) -> None:
    """One person at each office of these countries."""
    for country in countries:
        for office in Office:
            member = f"{country}-{office}"
            room.do(TakeSeat(id=f"sit-{member}", member=member, country=country, offices=(office,)))


def play_office_hours(room: Room, countries: tuple[str, ...], policy: Player) -> int:
    """Let a policy type what the people of these countries do in one move's office hours; returns how many commands."""
    done = 0
    for country in countries:
        view = room.exercise.team_view(country)
        for number, command in enumerate(policy.decide(view, room.exercise.scenario, (), tuple(Office))):
            if command.by is None:
                continue
            typed = replace(
                command, id=f"{command.id}/{room.exercise.now}/{number}", member=f"{country}-{command.by.office}"
            )
            try:
                room.do(typed)
            except RuleViolation:
                continue
            done += 1
    return done


def play_day(room: Room, policy: Player, jumps: tuple[int, ...]) -> int:
    """A whole day: everybody seated, office hours typed by a policy, jumps between, the end and the epilogue."""
    countries = tuple(country.code for country in room.exercise.scenario.played)
    seat_everybody(room, countries)
    room.control(StartExercise(id="", warm_up=False))
    typed = 0
    for days in jumps:
        typed += play_office_hours(room, countries, policy)
        room.control(Jump(id="", days=days))
    room.control(EndExercise(id=""))
    return typed


def play_epilogue(room: Room) -> None:
    """The rest, by automatic players."""
    room.control(PlayEpilogue(id=""))
