"""A program for tests: replays a stored exercise in this process and prints the digest of its events.

Usage: python -m tests.exercise.digest FILE [INCREMENT-SECONDS]
"""

from __future__ import annotations

import hashlib
import pickle
import sys
from collections.abc import Iterable
from pathlib import Path

from simulation.exercise.core.event import Event
from simulation.exercise.journal import JournalEntry, decode_command, encode_command, encode_event
from simulation.players.policies import players
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.bots import Room, open_room


def digest(events: Iterable[Event]) -> str:
    """One number for a run: SHA-256 over its events as stored."""
    total = hashlib.sha256()
    for event in events:
        total.update(encode_event(event).encode())
        total.update(b"\n")
    return total.hexdigest()


def save(room: Room, path: Path) -> None:
    """Store what makes an exercise: scenario, settings, journal as text."""
    lines = [(entry.sequence, entry.at, encode_command(entry.command)) for entry in room.entries]
    path.write_bytes(pickle.dumps((room.frozen.model_dump_json(), room.settings, lines)))


def replay_in_steps(room: Room, stops: Iterable[int]) -> list[Event]:
    """Replay a room's journal with the given extra stops between its entries."""
    opened = open_room(room.frozen, room.settings, room.players)
    exercise, events = opened.exercise, opened.events
    waiting = sorted(stops)
    for entry in room.entries:
        while waiting and waiting[0] <= entry.at:
            events += exercise.advance(waiting.pop(0))
        events += exercise.advance(entry.at)
        events += exercise.perform(entry.command)
        target = exercise.target()
        if target is not None:
            while waiting and waiting[0] < target:
                events += exercise.advance(waiting.pop(0))
            events += exercise.advance(target)
    return events


def main() -> None:
    """See the module's usage."""
    frozen, settings, lines = pickle.loads(Path(sys.argv[1]).read_bytes())  # noqa: S301 - made by the test itself
    every = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    entries = [JournalEntry(sequence, at, decode_command(text)) for sequence, at, text in lines]
    scenario = FrozenScenario.model_validate_json(frozen)
    policies = players()
    room = open_room(scenario, settings, policies)
    room.entries += entries
    last = entries[-1].at if entries else 0
    sys.stdout.write(digest(replay_in_steps(room, range(0, last, every) if every else ())) + "\n")


if __name__ == "__main__":
    main()
