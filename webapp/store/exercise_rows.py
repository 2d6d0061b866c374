"""The rows of an exercise: reading and appending them, without any notion of what they mean."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from simulation.exercise.clock.warm_up import PREFIX
from simulation.exercise.core.command import Command
from simulation.exercise.core.event import Actor, Event
from simulation.exercise.core.settings import Settings
from simulation.exercise.journal import JournalEntry, decode_command, decode_event, encode_command, encode_event
from simulation.exercise.registry import SHIPPED, Registry
from simulation.kernel.codes import KnownCodes
from simulation.review.branches import Record
from simulation.scenario.schema.scenario import FrozenScenario
from webapp.store.tables import (
    DraftRecord,
    EventRecord,
    ExerciseRecord,
    JournalRecord,
    MarkRecord,
    MemberRecord,
    NoteRecord,
    PlaceRecord,
    ReadRecord,
    in_utc,
)


def days_of(row: ExerciseRecord) -> frozenset[date]:
    """Days by the wall on which an exercise was made, last changed its phase, and last opened a move."""
    moments = [in_utc(row.created_at), in_utc(row.phase_since)]
    since = json.loads(row.room_time).get("since", 0) if row.room_time else 0
    if since:
        moments.append(datetime.fromtimestamp(since, UTC))
    return frozenset(moment.astimezone().date() for moment in moments)


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """An event as it was stored: its number, the journal entry it belongs to, and whether a rewind took it back."""

    sequence: int
    journal: int
    event: Event
    superseded: bool


def settings_text(settings: Settings) -> str:
    """Settings as canonical JSON."""
    body = asdict(settings)
    if not settings.automatic:
        del body["automatic"]
    return json.dumps(body, sort_keys=True, separators=(",", ":"))


def settings_of(text: str) -> Settings:
    """Settings from their text."""
    body = json.loads(text)
    for name in ("policies", "help_levels"):
        body[name] = tuple((str(country), str(value)) for country, value in body[name])
    body["levers"] = tuple((str(country), str(lever), int(day)) for country, lever, day in body.get("levers", ()))
    body["automatic"] = tuple(map(str, body.get("automatic", ())))
    return Settings(**body)


def locked(session: Session, exercise: str) -> ExerciseRecord | None:
    """The exercise's row, held until the transaction ends."""
    return session.scalar(sa.select(ExerciseRecord).where(ExerciseRecord.id == exercise).with_for_update())


def stored_command(session: Session, exercise: str, command: str) -> JournalRecord | None:
    """The journal row of a command id."""
    return session.scalar(
        sa.select(JournalRecord).where(JournalRecord.exercise_id == exercise, JournalRecord.command_id == command)
    )


def entries(session: Session, exercise: str, known: KnownCodes, after: int = 0) -> list[JournalEntry]:
    """The journal after an entry, in order."""
    rows = session.execute(
        sa.select(JournalRecord.sequence, JournalRecord.at, JournalRecord.payload)
        .where(JournalRecord.exercise_id == exercise, JournalRecord.sequence > after)
        .order_by(JournalRecord.sequence)
    )
    return [JournalEntry(sequence, at, decode_command(payload, known)) for sequence, at, payload in rows]


def commands_by_member(session: Session, exercise: str) -> dict[str, int]:
    """How many commands each member has in the journal."""
    rows = session.execute(
        sa.select(JournalRecord.member, sa.func.count())
        .where(JournalRecord.exercise_id == exercise)
        .group_by(JournalRecord.member)
    )
    return dict(rows.all())


def acts_by_country(session: Session, exercise: str, taken_back: Iterable[int]) -> dict[str, int]:
    """How many of some journal entries the people of each country made."""
    rows = session.execute(
        sa.select(MemberRecord.country, sa.func.count())
        .join(JournalRecord, JournalRecord.member == MemberRecord.id)
        .where(JournalRecord.exercise_id == exercise, JournalRecord.sequence.in_(list(taken_back)))
        .group_by(MemberRecord.country)
    )
    return {country: acts for country, acts in rows.all() if country}


def events(session: Session, exercise: str, known: KnownCodes, journal: int | None = None) -> list[StoredEvent]:
    """The events of an exercise in order, or those of one journal entry."""
    chosen = sa.select(EventRecord).where(EventRecord.exercise_id == exercise).order_by(EventRecord.sequence)
    if journal is not None:
        chosen = chosen.where(EventRecord.journal_sequence == journal)
    return [
        StoredEvent(row.sequence, row.journal_sequence, decode_event(row.payload, known), row.superseded_by is not None)
        for row in session.scalars(chosen)
    ]


def last_second(session: Session, exercise: str, journal: int) -> int:
    """The simulated second of the last event of a journal entry: where a jump or the epilogue arrived; 0 for none."""
    chosen = sa.select(sa.func.max(EventRecord.at)).where(
        EventRecord.exercise_id == exercise, EventRecord.journal_sequence == journal
    )
    return session.scalar(chosen) or 0


def stood_in(session: Session, exercise: str, known: KnownCodes) -> list[StoredEvent]:
    """What was done for a team because none of its people did it, in order: see `simulation.review.stand_ins`."""
    of_duty = EventRecord.payload.contains(f'"by":"{Actor.DUTY_OFFICER}"', autoescape=True)
    lapsed = sa.and_(EventRecord.kind == "InjectAnswered", EventRecord.payload.contains('"office":""', autoescape=True))
    chosen = (
        sa.select(EventRecord)
        .where(EventRecord.exercise_id == exercise, sa.or_(of_duty, lapsed))
        .order_by(EventRecord.sequence)
    )
    return [
        StoredEvent(row.sequence, row.journal_sequence, decode_event(row.payload, known), row.superseded_by is not None)
        for row in session.scalars(chosen)
    ]


def append_command(session: Session, row: ExerciseRecord, at: int, command: Command, wall: datetime) -> None:
    """The next journal row."""
    row.sequence += 1
    session.execute(
        sa.insert(JournalRecord).values(
            exercise_id=row.id,
            sequence=row.sequence,
            at=at,
            command_id=command.id,
            member=command.member,
            kind=command.wire,
            payload=encode_command(command),
            wall=wall,
        )
    )


def append_events(session: Session, row: ExerciseRecord, journal: int, happened: Iterable[Event]) -> None:
    """The next event rows, belonging to a journal entry."""
    values: list[dict[str, object]] = []
    for event in happened:
        row.event_sequence += 1
        values.append(
            {
                "exercise_id": row.id,
                "sequence": row.event_sequence,
                "journal_sequence": journal,
                "at": event.at,
                "kind": event.wire,
                "payload": encode_event(event),
                "superseded_by": None,
            }
        )
    if values:
        session.execute(sa.insert(EventRecord), values)


def supersede(session: Session, row: ExerciseRecord, to: int, by: int) -> None:
    """Marks the events of all entries after one as taken back by a rewind."""
    session.execute(
        sa.update(EventRecord)
        .where(
            EventRecord.exercise_id == row.id, EventRecord.journal_sequence > to, EventRecord.superseded_by.is_(None)
        )
        .values(superseded_by=by)
    )


def forget_practice(session: Session, exercise: str) -> None:
    """Removes what people noted, marked, placed and read of the warm-up's own matter; rows of the case stay.

    Messages that were read in it are unread again: those of the practice are gone, and the few that control may have
    sent before are news in the first move.
    """
    people = sa.select(MemberRecord.id).where(MemberRecord.exercise_id == exercise)
    rows = (
        (DraftRecord, DraftRecord.key),
        (NoteRecord, NoteRecord.about),
        (MarkRecord, MarkRecord.document),
        (PlaceRecord, PlaceRecord.entity),
    )
    for kind, key in rows:
        session.execute(sa.delete(kind).where(kind.exercise_id == exercise, key.contains(PREFIX, autoescape=True)))
    session.execute(
        sa.delete(ReadRecord).where(
            ReadRecord.member_id.in_(people),
            sa.or_(
                ReadRecord.about.contains(PREFIX, autoescape=True),
                ReadRecord.about.startswith("message:", autoescape=True),
            ),
        )
    )


def journal_rows(session: Session, exercise: str) -> Sequence[JournalRecord]:
    """The journal with its wall times, for control's undo list and exports."""
    return session.scalars(
        sa.select(JournalRecord).where(JournalRecord.exercise_id == exercise).order_by(JournalRecord.sequence)
    ).all()


def record_of(session: Session, row: ExerciseRecord, registry: Registry = SHIPPED) -> Record:
    """An exercise as the review reads it: without what an undo took back."""
    return Record(
        FrozenScenario.model_validate_json(row.frozen, context=registry.codes),
        settings_of(row.settings),
        tuple(entries(session, row.id, registry.codes)),
        tuple(each.event for each in events(session, row.id, registry.codes) if not each.superseded),
        registry,
    )
