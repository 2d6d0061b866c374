"""An exercise that is over, as somebody finds it who wants to see a review before a first workshop."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from simulation.exercise.core.command import SeatRole
from simulation.exercise.core.settings import RULES_VERSION, Settings
from simulation.exercise.journal import encode_command, encode_event
from simulation.exercise.registry import load_scenario
from simulation.exercise.seats.commands import TakeSeat
from simulation.players.runs import policies_for
from simulation.players.workshop import Workshop
from simulation.scenario.load import directory_of
from simulation.scenario.schema.name_pools import freeze
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
    loaded = load_scenario(directory_of(scenario))
    preset = next(preset for preset in loaded.play.presets if preset.key == PRESET)
    settings = Settings(preset=PRESET, seed=seed, policies=policies_for(loaded, POLICY, {}))
    played = Workshop(freeze(loaded, seed), settings, tuple(preset.jumps), policy=POLICY, epilogue=True)
    return put_in(database, _file_of(played), title=title)


def _file_of(played: Workshop) -> ExerciseFile:
    """The workshop as the file that an export of it would be."""
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    seats = [entry.command for entry in played.entries if isinstance(entry.command, TakeSeat)]
    names = {seat.member: numbered(place) for place, seat in enumerate(seats, start=1)}

    def line(payload: str) -> dict[str, object]:
        body = renamed(json.loads(payload), names)
        return dict(body) if isinstance(body, dict) else {}

    return ExerciseFile(
        rogatory=FORMAT,
        rules_version=RULES_VERSION,
        with_names=False,
        title="",
        phase=played.phase,
        horizon=played.now,
        settings=SettingsRow.model_validate(json.loads(settings_text(played.settings))),
        frozen=played.frozen.model_dump(mode="json"),
        members=[
            MemberRow(
                id=names[seat.member], name=None, country=seat.country, post=SeatRole(seat.post), joined=now, left=None
            )
            for seat in seats
        ],
        journal=[
            JournalRow(sequence=entry.sequence, at=entry.at, wall=now, command=line(encode_command(entry.command)))
            for entry in played.entries
        ],
        events=[
            EventRow(sequence=place, journal=journal, superseded_by=None, event=line(encode_event(event)))
            for place, (journal, event) in enumerate(played.happened, start=1)
        ],
        places=[],
        marks=[],
        drafts=[],
        notes=[],
    )
