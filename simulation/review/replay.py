"""An exercise as it stood on a day: the world, and what each team's file held; and a new one that goes on from there.

It is the journal played again, to the end of that day. The acts of office hours stand at the second in which they
opened, so a day on which a move opens is shown with what was done in it; a branch begins before that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simulation.exercise.automation.player import Player
from simulation.exercise.clock.commands import PlayEpilogue
from simulation.exercise.core.command import Command
from simulation.exercise.core.event import Event
from simulation.exercise.engine import Exercise
from simulation.exercise.journal import JournalEntry, in_force
from simulation.exercise.seats.commands import LeaveSeat, TakeSeat
from simulation.exercise.views.control_view import ControlView
from simulation.exercise.views.team_view import TeamView
from simulation.players.runs import CONTROL
from simulation.review.branches import Record


@dataclass(frozen=True, slots=True)
class Moment:
    """An exercise at a second of play.

    Attributes:
        at: Which second.
        control: The world as it was.
        teams: By country, what its team could see.
    """

    at: int
    control: ControlView
    teams: Mapping[str, TeamView]


def moment(record: Record, players: Mapping[str, Player], at: int) -> Moment:
    """Play the journal again, up to a second.

    Args:
        record: The exercise.
        players: Policies by name.
        at: Second of play.
    """
    exercise = Exercise(record.frozen, record.settings, players, registry=record.registry)
    exercise.advance(0)
    for entry in in_force(record.entries):
        if entry.at > at or isinstance(entry.command, PlayEpilogue):
            break
        exercise.advance(entry.at)
        exercise.perform(entry.command)
        target = exercise.target()
        if target is not None:
            exercise.advance(min(target, at))
    if exercise.now < at:
        exercise.advance(at)
    teams = {country.code: exercise.team_view(country.code) for country in record.frozen.scenario.played}
    return Moment(at, exercise.control_view(), teams)


@dataclass(frozen=True, slots=True)
class Branched:
    """The beginning of an exercise, with empty seats, to go on from.

    Attributes:
        entries: Its journal.
        happened: Everything that happened, each event with the sequence of its journal entry.
        now: The second at which it stands.
        phase: The phase of its clock.
    """

    entries: tuple[JournalEntry, ...]
    happened: tuple[tuple[int, Event], ...]
    now: int
    phase: str


def opening_before(openings: tuple[int, ...], at: int) -> int:
    """The second at which the move opened in which a second lies; that of the first move before any."""
    return max((each for each in openings if each <= at), default=openings[0] if openings else 0)


def branch(record: Record, players: Mapping[str, Player], opening: int) -> Branched:
    """The exercise as a move opened, before anybody acted in it; everybody has stood up.

    Args:
        record: The exercise.
        players: Policies by name.
        opening: Second at which the move opened.
    """
    exercise = Exercise(record.frozen, record.settings, players, registry=record.registry)
    happened: list[tuple[int, Event]] = [(1, event) for event in exercise.advance(0)]
    entries: list[JournalEntry] = []
    sitting: dict[str, None] = {}

    def do(at: int, command: Command) -> None:
        sequence = len(entries) + 1
        happened.extend((max(sequence - 1, 1), event) for event in exercise.advance(at))
        entries.append(JournalEntry(sequence, at, command))
        events = [*exercise.perform(command)]
        target = exercise.target()
        if target is not None:
            events += exercise.advance(target)
        happened.extend((sequence, event) for event in events)

    for entry in in_force(record.entries):
        has_begun = exercise.now >= opening and exercise.phase == "office_hours"
        if has_begun or isinstance(entry.command, PlayEpilogue):
            break
        do(entry.at, entry.command)
        if isinstance(entry.command, TakeSeat):
            sitting[entry.command.member] = None
        elif isinstance(entry.command, LeaveSeat):
            sitting.pop(entry.command.who, None)
    for member in sitting:
        do(exercise.now, LeaveSeat(id=f"branch/{len(entries) + 1}", member=CONTROL, who=member))
    return Branched(tuple(entries), tuple(happened), exercise.now, exercise.phase)
