"""The journal: commands with their time, as canonical JSON text, and the replay that makes an exercise from them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from pydantic import TypeAdapter

from simulation.exercise.automation.player import Player
from simulation.exercise.clock.commands import Rewind
from simulation.exercise.core.command import COMMANDS, Command
from simulation.exercise.core.event import EVENTS, Event
from simulation.exercise.core.settings import Settings
from simulation.exercise.engine import Exercise, Watcher
from simulation.exercise.registry import SHIPPED, Registry
from simulation.kernel.codes import KnownCodes
from simulation.kernel.errors import SimulationError
from simulation.scenario.schema.scenario import FrozenScenario


class JournalError(SimulationError):
    """A stored line cannot be read as a command or an event."""


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """A command as it was acknowledged.

    Attributes:
        sequence: Its number in the exercise, from 1, without gaps.
        at: Simulated second at which it was performed.
        command: The command.
    """

    sequence: int
    at: int
    command: Command


@cache
def _commands() -> dict[str, TypeAdapter[Command]]:
    return {wire: TypeAdapter(kind) for wire, kind in COMMANDS.items()}


@cache
def _events() -> dict[str, TypeAdapter[Event]]:
    return {wire: TypeAdapter(kind) for wire, kind in EVENTS.items()}


def _encode[T: Command | Event](adapters: dict[str, TypeAdapter[T]], value: T) -> str:
    body = adapters[value.wire].dump_python(value, mode="json")
    return json.dumps(
        {"type": value.wire, **body}, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def _decode[T](adapters: dict[str, TypeAdapter[T]], text: str, known: KnownCodes | None) -> T:
    try:
        body = json.loads(text)
        return adapters[body.pop("type")].validate_python(body, context=known)
    except (ValueError, KeyError, AttributeError) as error:
        message = f"not a stored line of this program: {text[:80]}"
        raise JournalError(message) from error


def encode_command(command: Command) -> str:
    """The command as canonical JSON: keys sorted, integers only."""
    return _encode(_commands(), command)


def decode_command(text: str, known: KnownCodes | None = None) -> Command:
    """The command that the text says.

    Args:
        text: A stored line.
        known: The codes that there are; those that Rogatory ships when left out.

    Raises:
        JournalError: The text is not a command.
    """
    return _decode(_commands(), text, known)


def encode_event(event: Event) -> str:
    """The event as canonical JSON: keys sorted, integers only."""
    return _encode(_events(), event)


def decode_event(text: str, known: KnownCodes | None = None) -> Event:
    """The event that the text says.

    Args:
        text: A stored line.
        known: The codes that there are; those that Rogatory ships when left out.

    Raises:
        JournalError: The text is not an event.
    """
    return _decode(_events(), text, known)


def in_force(entries: Iterable[JournalEntry]) -> tuple[JournalEntry, ...]:
    """The entries that still count: a `Rewind` takes out what came after the entry it names, and itself."""
    kept: list[JournalEntry] = []
    for entry in entries:
        if isinstance(entry.command, Rewind):
            to = entry.command.to
            kept = [earlier for earlier in kept if earlier.sequence <= to]
        else:
            kept.append(entry)
    return tuple(kept)


def steps[E](
    entries: Iterable[JournalEntry],
    advance: Callable[[int], Iterable[E]],
    perform: Callable[[Command], Iterable[E]],
    target: Callable[[], int | None],
) -> Iterator[E]:
    """Play journal entries: to each one's time, then the command, then as far as a jump reaches."""
    for entry in in_force(entries):
        yield from advance(entry.at)
        yield from perform(entry.command)
        until = target()
        if until is not None:
            yield from advance(until)


def replay(
    frozen: FrozenScenario,
    settings: Settings,
    entries: Iterable[JournalEntry],
    players: Mapping[str, Player],
    *,
    until: int | None = None,
    replicate: int = 0,
    rekey_from: int = 0,
    explain: bool = False,
    registry: Registry = SHIPPED,
    watcher: Watcher | None = None,
) -> tuple[Exercise, tuple[Event, ...]]:
    """The exercise that a journal makes, and everything that happened in it.

    Args:
        frozen: Scenario and name pools as stored.
        settings: Choices at creation.
        entries: The journal, in order.
        players: Policies by name.
        until: Second to which it is advanced after the last entry; None for no further than that entry reaches.
        replicate: Key of the branch's chance events, 0 for the exercise's own.
        rekey_from: Second from which a replicate's chance events differ.
        explain: Keep the network's because-records.
        registry: What there is.
        watcher: Reads each command in the state in which it is performed.
    """
    exercise = Exercise(
        frozen,
        settings,
        players,
        replicate=replicate,
        rekey_from=rekey_from,
        explain=explain,
        registry=registry,
        watcher=watcher,
    )
    events = list(exercise.advance(0))
    events += steps(entries, exercise.advance, exercise.perform, exercise.target)
    if until is not None:
        events += exercise.advance(until)
    return exercise, tuple(events)
