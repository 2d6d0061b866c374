"""What the review reads from the store and keeps there: the record of an exercise, and the prices found for it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from threading import Lock

import sqlalchemy as sa
from pydantic import TypeAdapter
from sqlalchemy.orm import Session

from simulation.exercise.clock.commands import EndExercise, PlayEpilogue, Rewind
from simulation.exercise.core.settings import RULES_VERSION
from simulation.exercise.journal import in_force
from simulation.review.branches import Record
from simulation.review.bundles import ReplayRun
from simulation.review.prices.prices import Price, Screened
from simulation.review.record_reading import RecordReading, read
from webapp.store.database import Database
from webapp.store.exercise_rows import record_of
from webapp.store.exercise_store import Store
from webapp.store.tables import ExerciseRecord, JournalRecord, PriceRecord


class Shelf:
    """Readings of the exercises that were looked at last; a reading is made again when the journal has grown.

    A reading is made from the whole record; the record that it gives on to be played again ends with play.
    """

    KEPT = 4

    def __init__(self) -> None:
        """Start empty."""
        self._readings: dict[tuple[str, int, int, int], RecordReading] = {}
        self._guard = Lock()
        self._making = Lock()

    def reading(self, store: Store, exercise: str) -> tuple[RecordReading, int]:
        """The reading of an exercise, and the number of the last journal entry of its play (`sequence_of_play`).

        Args:
            store: Where it is.
            exercise: Which one.

        Raises:
            LookupError: There is no such exercise.
        """
        with store.database.reading() as session:
            row = session.get(ExerciseRecord, exercise)
            if row is None:
                raise LookupError(exercise)
            key = (exercise, row.sequence, row.event_sequence, row.horizon)
            with self._guard:
                found = self._readings.get(key)
            if found is not None:
                return found, sequence_of_play(session, exercise)
            record = record_of(session, row, store.registry)
            played = sequence_of_play(session, exercise)
            policies = store.players if row.rules_version == RULES_VERSION else None
            horizon = row.horizon
        with self._making:  # a room that opens the review at one moment waits for one reading
            with self._guard:
                found = self._readings.get(key)
            made = found
            if made is None:
                whole = read(record, horizon, policies)
                made = replace(whole, record=of_play(record))
            with self._guard:
                self._readings[key] = made
                while len(self._readings) > self.KEPT:
                    self._readings.pop(next(iter(self._readings)))
        return made, played


def sequence_of_play(session: Session, exercise: str) -> int:
    """The number of the journal entry that ended play, while play lasts of the last one: prices hold for it.

    What exercise control does after the end changes nothing that was played, so prices stay. An undo of the end gives
    the play another number.

    Args:
        session: To read in.
        exercise: Which one.
    """
    of_exercise = JournalRecord.exercise_id == exercise
    rows = session.execute(
        sa.select(JournalRecord.sequence, JournalRecord.kind, JournalRecord.payload)
        .where(of_exercise, JournalRecord.kind.in_((EndExercise.wire, Rewind.wire)))
        .order_by(JournalRecord.sequence)
    )
    ends: list[int] = []
    for sequence, kind, payload in rows:
        if kind == EndExercise.wire:
            ends.append(sequence)
        else:
            undone_to = int(json.loads(payload)["to"])
            ends = [end for end in ends if end <= undone_to]
    if ends:
        return ends[-1]
    return session.scalar(sa.select(sa.func.max(JournalRecord.sequence)).where(of_exercise)) or 0


def of_play(record: Record) -> Record:
    """A record without what exercise control did after the end of play: nothing that is priced may depend on it."""
    entries = in_force(record.entries)
    end = max((each.sequence for each in entries if isinstance(each.command, EndExercise)), default=None)
    if end is None:
        return record
    kept = (each for each in entries if each.sequence <= end or isinstance(each.command, PlayEpilogue))
    return replace(record, entries=tuple(kept))


RUN = "life/"
"""Keys that begin so are no prices: what one run came to under every bundle of waits. The stored word is an old one."""

SCREENING = "screening"
"""The key of what all decisions move with the exercise's own chance events."""


MARK = "mark/"
"""Keys that begin so say how far work in the background is: `mark/looked`, `mark/paused`."""


@cache
def _codec() -> TypeAdapter[Price]:
    return TypeAdapter(Price)


@cache
def _runs_codec() -> TypeAdapter[list[ReplayRun]]:
    return TypeAdapter(list[ReplayRun])


@cache
def _screening_codec() -> TypeAdapter[tuple[Screened, ...]]:
    return TypeAdapter(tuple[Screened, ...])


def prices(database: Database, exercise: str, sequence: int) -> dict[str, Price]:
    """The prices found for the journal as it stands, by their key; those of levers among them."""
    found = _bodies(database, exercise, sequence, but=(RUN, MARK, SCREENING))
    return {key: _codec().validate_json(body) for key, body in found}


def runs_of(database: Database, exercise: str, sequence: int) -> tuple[ReplayRun, ...]:
    """The runs that were played under every bundle of waits, for the journal as it stands."""
    found = _bodies(database, exercise, sequence, RUN)
    return tuple(run for _, body in found for run in _runs_codec().validate_json(body))


def screening_of(database: Database, exercise: str, sequence: int) -> tuple[Screened, ...]:
    """What all decisions move with the exercise's own chance events; nothing while that has not been looked at."""
    found = _bodies(database, exercise, sequence, SCREENING)
    return _screening_codec().validate_json(found[0][1]) if found else ()


def keep_runs(database: Database, exercise: str, sequence: int, number: int, runs: Sequence[ReplayRun]) -> None:
    """Store what one run came to under every bundle; one played for an earlier journal gives way."""
    _keep(database, exercise, sequence, f"{RUN}{number}", _runs_codec().dump_json(list(runs)).decode())


def keep_screening(database: Database, exercise: str, sequence: int, found: tuple[Screened, ...]) -> None:
    """Store what all decisions move; what was found for an earlier journal gives way."""
    _keep(database, exercise, sequence, SCREENING, _screening_codec().dump_json(found).decode())


def keep_price(database: Database, exercise: str, sequence: int, price: Price) -> None:
    """Store a price; one found for an earlier journal gives way."""
    _keep(database, exercise, sequence, price.key, _codec().dump_json(price).decode())


def marks(database: Database, exercise: str, sequence: int) -> frozenset[str]:
    """How far work in the background is: `looked`, `paused`."""
    return frozenset(key.removeprefix(MARK) for key, _ in _bodies(database, exercise, sequence, MARK))


def set_mark(database: Database, exercise: str, sequence: int, name: str, *, on: bool = True) -> None:
    """Set or remove a mark."""
    if on:
        _keep(database, exercise, sequence, f"{MARK}{name}", "")
        return
    with database.writing() as session:
        row = session.get(PriceRecord, (exercise, f"{MARK}{name}"))
        if row is not None:
            session.delete(row)


def missing(database: Database, exercise: str, sequence: int, runs: int) -> tuple[str, ...]:
    """What of the work in the background is not there yet: `runs`, `looked`."""
    done = marks(database, exercise, sequence)
    with database.reading() as session:
        played = session.scalar(sa.select(sa.func.count()).select_from(_rows(exercise, sequence, RUN).subquery())) or 0
    return (*(("runs",) if played < runs else ()), *(("looked",) if "looked" not in done else ()))


def _rows(exercise: str, sequence: int, begins: str = "") -> sa.Select[str, str]:
    """The rows found for a journal, those whose key begins so."""
    return sa.select(PriceRecord.decision, PriceRecord.body).where(
        PriceRecord.exercise_id == exercise,
        PriceRecord.sequence == sequence,
        PriceRecord.decision.startswith(begins, autoescape=True),
    )


def _bodies(
    database: Database, exercise: str, sequence: int, begins: str = "", but: tuple[str, ...] = ()
) -> list[tuple[str, str]]:
    """Keys and bodies in order: those that begin so, and begin with none of some others."""
    wanted = _rows(exercise, sequence, begins).order_by(PriceRecord.decision)
    for other in but:
        wanted = wanted.where(~PriceRecord.decision.startswith(other, autoescape=True))
    with database.reading() as session:
        return [(key, body) for key, body in session.execute(wanted)]


def _keep(database: Database, exercise: str, sequence: int, key: str, body: str) -> None:
    with database.writing() as session:
        session.merge(PriceRecord(exercise_id=exercise, decision=key, sequence=sequence, body=body))
