"""Playing the journal of an exercise file again, command by command, and comparing what happens with its events."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from pydantic import BaseModel, ConfigDict

from simulation.exercise.automation.player import Player
from simulation.exercise.clock.events import Rewound
from simulation.exercise.core.command import Command
from simulation.exercise.core.event import Event
from simulation.exercise.core.settings import RULES_VERSION
from simulation.exercise.engine import Exercise
from simulation.exercise.journal import JournalEntry, JournalError, decode_event, encode_event, steps
from simulation.exercise.registry import SHIPPED, Registry
from simulation.kernel.agenda import DAY
from simulation.kernel.codes import KnownCodes
from simulation.kernel.errors import RuleViolation
from webapp.store.exchange_file import ExerciseFile, ExerciseFileError, canonical, without_words


class Comparison(BaseModel):
    """What a replay found.

    Attributes:
        rules_version: Rules of the file.
        commands: Entries of its journal.
        events: Events of the file that are in force.
        replayed: Events of the replay; None when it was not played.
        differs_at: Place, from 1, of the first event that differs; None when none does.
        stored: That event in the file.
        found: That event in the replay.
    """

    model_config = ConfigDict(frozen=True)

    rules_version: int
    commands: int
    events: int
    replayed: int | None = None
    differs_at: int | None = None
    stored: str | None = None
    found: str | None = None

    @property
    def is_playable(self) -> bool:
        """Whether these rules are the file's."""
        return self.rules_version == RULES_VERSION

    @property
    def is_same(self) -> bool:
        """Whether the journal gave the events of the file."""
        return self.is_playable and self.differs_at is None


def compare(file: ExerciseFile, players: Mapping[str, Player], registry: Registry = SHIPPED) -> Comparison:
    """Plays the journal of a file again and compares what happens with its events.

    Args:
        file: What was exported.
        players: Automatic players by name.
        registry: What there is in its exercise.

    Raises:
        ExerciseFileError: The file cannot be played at all.
    """
    stored = list(_in_force(file, registry.codes))
    head = Comparison(rules_version=file.rules_version, commands=len(file.journal), events=len(stored))
    if not head.is_playable:
        return head
    frozen = file.scenario(registry)
    entries = file.entries(registry.codes)
    limit = min(file.horizon, (frozen.scenario.horizon_days + 1) * DAY)
    try:
        events = _played(Exercise(frozen, file.settings.settings(), players, registry=registry), entries, limit)
    except RuleViolation as violation:
        message = f"its journal does what the rules do not allow ({violation.code})"
        raise ExerciseFileError(message) from violation
    except Exception as error:  # what a made-up journal breaks cannot be foreseen
        message = f"its journal cannot be played ({type(error).__name__})"
        raise ExerciseFileError(message) from error
    found = [encode_event(event) for event in events]
    if not file.with_names:
        found = [canonical(without_words(json.loads(text), registry.typed_terms)) for text in found]
    return head.model_copy(update={"replayed": len(found), **_first_difference(stored, found)})


def _played(exercise: Exercise, entries: list[JournalEntry], until: int) -> list[Event]:
    """Everything that happens when each command is checked before it is performed."""

    def perform(command: Command) -> tuple[Event, ...]:
        exercise.check(command)
        return exercise.perform(command)

    events = list(exercise.advance(0))
    events += steps(entries, exercise.advance, perform, exercise.target)
    return [*events, *exercise.advance(until)]


def _in_force(file: ExerciseFile, known: KnownCodes) -> Iterable[str]:
    for row in file.events:
        try:
            event = decode_event(canonical(row.event), known)
        except JournalError as error:
            message = f"event {row.sequence} is not an event of this version"
            raise ExerciseFileError(message) from error
        if row.superseded_by is None and not isinstance(event, Rewound):
            yield encode_event(event)


def _first_difference(stored: list[str], found: list[str]) -> dict[str, int | str | None]:
    for place in range(max(len(stored), len(found))):
        one = stored[place] if place < len(stored) else None
        other = found[place] if place < len(found) else None
        if one != other:
            return {"differs_at": place + 1, "stored": one, "found": other}
    return {}
