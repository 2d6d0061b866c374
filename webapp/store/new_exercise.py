"""Making an exercise: the scenario is frozen, the seed and every choice stored with it."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

import sqlalchemy as sa

from simulation.exercise.core.settings import RULES_VERSION, Settings
from simulation.exercise.registry import SHIPPED, Registry, load_scenario
from simulation.scenario.library import Library
from simulation.scenario.schema.name_pools import freeze
from webapp.store import exercise_rows
from webapp.store.database import Database
from webapp.store.room_time import RoomTime
from webapp.store.tables import ExerciseRecord, Phase

WHAT_SHIPS = Library()
"""The scenarios that ship, without any of a trainer's own."""

CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Letters and digits that nobody mistakes for each other."""

CODE_LENGTH = 6

LARGEST_SEED = 2**31 - 1
"""Seeds are whole numbers from 0 to this one."""


def new_exercise(
    database: Database,
    *,
    scenario: str,
    settings: Settings,
    title: str,
    trainer: int | None,
    room: RoomTime | None = None,
    registry: Registry = SHIPPED,
    library: Library = WHAT_SHIPS,
) -> str:
    """Stores a new exercise in its lobby and gives its id.

    Args:
        database: Where it is stored.
        scenario: Name of a shipped scenario, or the path of a directory.
        settings: Choices at creation.
        title: What its trainer calls it.
        trainer: Whose it is; None for everybody's.
        room: The plan of its day; None for that of its preset.
        registry: What there is for its scenario to name.
        library: Where scenarios lie.

    Raises:
        ScenarioError: The scenario cannot be used.
    """
    frozen = freeze(load_scenario(library.directory(scenario), registry), settings.seed)
    now = datetime.now(UTC)
    identity = secrets.token_hex(5)
    with database.writing() as session:
        taken = set(session.scalars(sa.select(ExerciseRecord.join_code)))
        session.add(
            ExerciseRecord(
                id=identity,
                title=title,
                join_code=new_code(taken),
                trainer_id=trainer,
                created_at=now,
                frozen=frozen.model_dump_json(),
                settings=exercise_rows.settings_text(settings),
                scenario=scenario,
                digest=frozen.digest,
                rules_version=RULES_VERSION,
                phase=Phase.LOBBY,
                phase_since=now,
                room_time=room.text() if room is not None else "",
                horizon=0,
                sequence=0,
                event_sequence=0,
            )
        )
    return identity


def new_code(taken: set[str]) -> str:
    """A join code that no exercise has."""
    while True:
        code = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
        if code not in taken:
            return code


def plain_code(typed: str) -> str:
    """A join code as it was typed, without blanks and small letters."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())[:20]
