"""A stored exercise as one JSON document: scenario, settings, journal. Events follow from it, so they are not in it."""

from __future__ import annotations

import json
from pathlib import Path

from simulation.errors import SimulationError
from simulation.exercise.journal import JournalEntry, JournalError, decode_command, encode_command, replay
from simulation.exercise.settings import RULES_VERSION
from simulation.players.registry import players
from simulation.review.branches import Record
from simulation.scenario.model import FrozenScenario
from webapp import exercise_rows

FORMAT = 1


class ExerciseFileError(SimulationError):
    """The file is no exercise that this version can play."""


def written(record: Record) -> str:
    """The document of an exercise."""
    body = {
        "format": FORMAT,
        "rules": RULES_VERSION,
        "frozen": json.loads(record.frozen.model_dump_json()),
        "settings": json.loads(exercise_rows.settings_text(record.settings)),
        "journal": [
            {"sequence": entry.sequence, "at": entry.at, "command": json.loads(encode_command(entry.command))}
            for entry in record.entries
        ],
    }
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read_file(path: Path) -> Record:
    """The exercise in a file, played again for its events.

    Raises:
        ExerciseFileError: It is none, or one of other rules.
        OSError: The file cannot be read.
    """
    try:
        body = json.loads(path.read_text(encoding="utf-8"))
        if body["format"] != FORMAT or body["rules"] != RULES_VERSION:
            message = f"{path}: played under rules {body['rules']}, these are {RULES_VERSION}"
            raise ExerciseFileError(message)
        frozen = FrozenScenario.model_validate(body["frozen"])
        settings = exercise_rows.settings_of(json.dumps(body["settings"]))
        entries = tuple(
            JournalEntry(int(line["sequence"]), int(line["at"]), decode_command(json.dumps(line["command"])))
            for line in body["journal"]
        )
    except (ValueError, KeyError, TypeError, JournalError) as error:
        message = f"{path}: not an exercise of this program"
        raise ExerciseFileError(message) from error
    _, events = replay(frozen, settings, entries, players())
    return Record(frozen, settings, entries, events)
