"""An exercise that is over, as somebody finds it who wants to see a review before a first workshop."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime

from simulation.exercise.core.command import SeatRole
from simulation.exercise.core.event import Event
from simulation.exercise.core.settings import RULES_VERSION, Settings
from simulation.exercise.journal import JournalEntry, encode_command, encode_event
from simulation.exercise.registry import load_scenario
from simulation.exercise.seats.commands import TakeSeat
from simulation.players.runs import policies_for
from simulation.players.workshop import Workshop
from simulation.scenario.load import directory_of
from simulation.scenario.schema.name_pools import freeze
from simulation.scenario.schema.scenario import FrozenScenario
from webapp.store.database import Database
from webapp.store.exchange_file import (
    FORMAT,
    EventRow,
    ExerciseFile,
    JournalRow,
    MemberRow,
    SettingsRow,
    numbered,
    renamed,
)
from webapp.store.exercise_rows import settings_text
from webapp.store.transfer import put_in

PRESET = "half_day_14"
POLICY = "textbook"


def finished_example(database: Database, *, scenario: str, seed: int, title: str) -> str:
    """Half a day that the textbook typed, epilogue included; gives the id of the stored exercise.

    Its people have no names: nobody sat there.

    Raises:
        ScenarioError: The scenario cannot be used.
    """
    return put_in(database, finished_file(scenario, seed), title=title)


def finished_file(scenario: str, seed: int) -> ExerciseFile:
    """Such an exercise as the file that an export of it would be.

    Raises:
        ScenarioError: The scenario cannot be used.
    """
    loaded = load_scenario(directory_of(scenario))
    preset = next(preset for preset in loaded.play.presets if preset.key == PRESET)
    settings = Settings(preset=PRESET, seed=seed, policies=policies_for(loaded, POLICY, {}))
    played = Workshop(freeze(loaded, seed), settings, tuple(preset.jumps), policy=POLICY, epilogue=True)
    return played_file(played.frozen, played.settings, played.entries, played.happened, played.now, played.phase)


def played_file(
    frozen: FrozenScenario,
    settings: Settings,
    entries: Iterable[JournalEntry],
    happened: Iterable[tuple[int, Event]],
    now: int,
    phase: str,
) -> ExerciseFile:
    """What was played as the file that an export of it would be; its people have no names.

    Args:
        frozen: The scenario.
        settings: Choices at creation.
        entries: The journal.
        happened: Everything that happened, each event with the sequence of its journal entry.
        now: The second at which it stands.
        phase: The phase of its clock.
    """
    wall = datetime.now(UTC).isoformat(timespec="microseconds")
    rows = tuple(entries)
    seats: dict[str, TakeSeat] = {}
    for entry in rows:
        if isinstance(entry.command, TakeSeat):
            seats.setdefault(entry.command.member, entry.command)
    names = {member: numbered(place) for place, member in enumerate(seats, start=1)}

    def line(payload: str) -> dict[str, object]:
        body = renamed(json.loads(payload), names)
        return dict(body) if isinstance(body, dict) else {}

    return ExerciseFile(
        rogatory=FORMAT,
        rules_version=RULES_VERSION,
        with_names=False,
        title="",
        phase=phase,
        horizon=now,
        settings=SettingsRow.model_validate(json.loads(settings_text(settings))),
        frozen=frozen.model_dump(mode="json"),
        members=[
            MemberRow(
                id=names[member], name=None, country=seat.country, post=SeatRole(seat.post), joined=wall, left=None
            )
            for member, seat in seats.items()
        ],
        journal=[
            JournalRow(sequence=entry.sequence, at=entry.at, wall=wall, command=line(encode_command(entry.command)))
            for entry in rows
        ],
        events=[
            EventRow(sequence=place, journal=journal, superseded_by=None, event=line(encode_event(event)))
            for place, (journal, event) in enumerate(happened, start=1)
        ],
        places=[],
        marks=[],
        drafts=[],
        notes=[],
    )
