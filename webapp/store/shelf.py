"""Exercises outside play: copied, rehearsed, renamed, put away, handed over, erased; each in one transaction."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from simulation.exercise.core.settings import RULES_VERSION
from simulation.exercise.registry import SHIPPED, Registry, load_scenario
from simulation.scenario.load import available, directory_of
from simulation.scenario.schema.name_pools import freeze
from simulation.scenario.schema.scenario import FrozenScenario
from webapp.store import exercise_rows
from webapp.store.database import Database
from webapp.store.members import new_seed
from webapp.store.new_exercise import new_code
from webapp.store.room_time import RoomTime
from webapp.store.tables import ExerciseRecord, GuestRecord, Phase
from webapp.store.transfer import NoSuchExerciseError
from webapp.store.use_log import Use, log


def copied(
    database: Database,
    exercise: str,
    *,
    title: str,
    trainer: int | None,
    seed: int | None = None,
    with_people: bool = True,
    is_rehearsal: bool = False,
    registry: Registry = SHIPPED,
) -> str:
    """Makes an exercise of the same set-up, in its lobby, and gives its id; the first one is only read.

    The same seed gives the same people and the same chance events, also where the scenario's files have changed since.
    An exercise of earlier rules or another seed is made anew from the files.

    Args:
        database: Where both are stored.
        exercise: What is copied.
        title: What the copy is called.
        trainer: Whose it is; None for everybody's.
        seed: Its seed; None for the same.
        with_people: Whether the list of people goes along, with seats and new cards.
        is_rehearsal: Whether it is a rehearsal of the first, without results.
        registry: What there is for its scenario to name.

    Raises:
        NoSuchExerciseError: There is no such exercise.
        ScenarioError: Its scenario has to be read anew, and cannot be used.
    """
    with database.reading() as session:
        row = session.get(ExerciseRecord, exercise)
        if row is None:
            raise NoSuchExerciseError(exercise)
    settings = exercise_rows.settings_of(row.settings)
    frozen, digest = row.frozen, row.digest
    if seed not in {None, settings.seed} or row.rules_version != RULES_VERSION:
        settings = replace(settings, seed=settings.seed if seed is None else seed)
        made = _frozen_anew(row, settings.seed, registry)
        frozen, digest = made.model_dump_json(), made.digest
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
                frozen=frozen,
                settings=exercise_rows.settings_text(settings),
                scenario=row.scenario,
                digest=digest,
                rules_version=RULES_VERSION,
                phase=Phase.LOBBY,
                phase_since=now,
                room_time=RoomTime.of(row.room_time).anew().text(),
                horizon=0,
                sequence=0,
                event_sequence=0,
                rehearsal_of=exercise if is_rehearsal else None,
            )
        )
        session.flush()
        if with_people:
            _copy_people(session, exercise, identity)
    return identity


def _frozen_anew(row: ExerciseRecord, seed: int, registry: Registry) -> FrozenScenario:
    if row.scenario not in available():  # one of a trainer's own: as it was when the exercise was made
        return freeze(FrozenScenario.model_validate_json(row.frozen, context=registry.codes).scenario, seed)
    return freeze(load_scenario(directory_of(row.scenario), registry), seed)


def _copy_people(session: Session, exercise: str, identity: str) -> None:
    """Everybody who was expected, with the seat that was meant; nobody's old card opens the copy."""
    listed = sa.select(GuestRecord).where(GuestRecord.exercise_id == exercise).order_by(GuestRecord.place)
    session.add_all(
        GuestRecord(
            id=f"m{secrets.token_hex(6)}",
            exercise_id=identity,
            place=row.place,
            name=row.name,
            agency=row.agency,
            held=row.held,
            country=row.country,
            seat=row.seat,
            link_seed=new_seed(),
            join_command=f"join{secrets.token_hex(6)}",
        )
        for row in session.scalars(listed).all()
    )


def rename(database: Database, exercise: str, title: str) -> None:
    """Calls an exercise otherwise; everything else stays."""
    with database.writing() as session:
        session.get_one(ExerciseRecord, exercise).title = title


def put_away(database: Database, exercise: str, *, away: bool) -> None:
    """Puts an exercise into the archive of the list, or back."""
    with database.writing() as session:
        session.get_one(ExerciseRecord, exercise).put_away = away


def hand_over(database: Database, exercise: str, trainer: int | None) -> None:
    """Makes an exercise and its rehearsals another trainer's; None for everybody's."""
    both = sa.or_(ExerciseRecord.id == exercise, ExerciseRecord.rehearsal_of == exercise)
    with database.writing() as session:
        session.execute(sa.update(ExerciseRecord).where(both).values(trainer_id=trainer))


def with_rehearsals(database: Database, exercise: str) -> tuple[str, ...]:
    """An exercise and its rehearsals, which go with it."""
    both = sa.or_(ExerciseRecord.id == exercise, ExerciseRecord.rehearsal_of == exercise)
    with database.reading() as session:
        return tuple(session.scalars(sa.select(ExerciseRecord.id).where(both).order_by(ExerciseRecord.created_at)))


def erase(database: Database, exercise: str, *, who: str) -> None:
    """Removes an exercise, its rehearsals, and every row that hangs on them; SQLite overwrites the freed places.

    Args:
        database: Where it is.
        exercise: Its id.
        who: Who does it, for the log.
    """
    is_sqlite = database.engine.dialect.name == "sqlite"
    both = sa.or_(ExerciseRecord.id == exercise, ExerciseRecord.rehearsal_of == exercise)
    with database.writing() as session:
        if is_sqlite:
            session.execute(sa.text("PRAGMA secure_delete = ON"))
        session.execute(sa.delete(ExerciseRecord).where(both))
        log(session, Use.ERASED, who=who, exercise=exercise)
    if is_sqlite:
        with database.engine.connect() as connection:
            raw = connection.connection.driver_connection
            if raw is not None:
                raw.rollback()
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
