"""An exercise out of the database into a file, and from a file into a database."""

from __future__ import annotations

import json
import secrets
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from simulation.exercise.journal import JournalError, decode_command, decode_event
from simulation.exercise.registry import SHIPPED, Registry
from simulation.kernel.codes import KnownCodes
from webapp.store import exercise_rows
from webapp.store.database import Database
from webapp.store.exchange_file import (
    FORMAT,
    DraftRow,
    EventRow,
    ExerciseFile,
    ExerciseFileError,
    GuestRow,
    JournalRow,
    MarkRow,
    MemberRow,
    NoteRow,
    PlaceRow,
    Plain,
    SettingsRow,
    canonical,
    numbered,
    renamed,
    without_words,
)
from webapp.store.members import new_seed
from webapp.store.new_exercise import new_code
from webapp.store.tables import (
    DraftRecord,
    EventRecord,
    ExerciseRecord,
    GuestRecord,
    JournalRecord,
    MarkRecord,
    MemberRecord,
    NoteRecord,
    Phase,
    PlaceRecord,
    Standing,
    in_utc,
)


class NoSuchExerciseError(LookupError):
    """The database holds no exercise with this id."""


# --- out ----------------------------------------------------------------------------------------------------------


def taken_out(database: Database, exercise: str, *, with_names: bool, registry: Registry = SHIPPED) -> ExerciseFile:
    """The file of an exercise as it stands at this moment, beside a running server or without one.

    Raises:
        NoSuchExerciseError: There is no such exercise.
    """
    with database.writing() as session:  # holds the exercise's row, so that nothing moves while it is read
        row = exercise_rows.locked(session, exercise)
        if row is None:
            raise NoSuchExerciseError(exercise)
        members = _members(session, exercise)
        names = {member.id: numbered(place) for place, member in enumerate(members, start=1)}

        def line(payload: str) -> dict[str, object]:
            body: Plain = renamed(json.loads(payload), names)
            body = body if with_names else without_words(body, registry.typed_terms)
            return dict(body) if isinstance(body, dict) else {}

        return ExerciseFile(
            rogatory=FORMAT,
            rules_version=row.rules_version,
            with_names=with_names,
            title=row.title if with_names else "",
            phase=row.phase.value,
            horizon=row.horizon,
            settings=SettingsRow.model_validate(json.loads(row.settings)),
            frozen=json.loads(row.frozen),
            members=[_member(member, names, with_names=with_names) for member in members],
            journal=[
                JournalRow(sequence=each.sequence, at=each.at, wall=_moment(each.wall), command=line(each.payload))
                for each in exercise_rows.journal_rows(session, exercise)
            ],
            events=[
                EventRow(
                    sequence=each.sequence,
                    journal=each.journal_sequence,
                    superseded_by=each.superseded_by,
                    event=line(each.payload),
                )
                for each in session.scalars(
                    sa.select(EventRecord).where(EventRecord.exercise_id == exercise).order_by(EventRecord.sequence)
                )
            ],
            places=_places(session, exercise),
            marks=_marks(session, exercise),
            drafts=_drafts(session, exercise, names) if with_names else [],
            notes=_notes(session, exercise, names) if with_names else [],
            guests=_guests(session, exercise, names) if with_names else [],
        )


def _members(session: Session, exercise: str) -> list[MemberRecord]:
    """Everybody who has had a seat; who only knocked is nobody's business elsewhere."""
    sat = sa.or_(MemberRecord.standing == Standing.IN, MemberRecord.left_at.is_not(None))
    chosen = sa.select(MemberRecord).where(MemberRecord.exercise_id == exercise, sat)
    return list(session.scalars(chosen.order_by(MemberRecord.joined_at, MemberRecord.id)))


def _member(member: MemberRecord, names: dict[str, str], *, with_names: bool) -> MemberRow:
    return MemberRow(
        id=names[member.id],
        name=member.name if with_names else None,
        country=member.country,
        post=member.post,
        joined=_moment(member.joined_at),
        left=None if member.left_at is None else _moment(member.left_at),
    )


def _moment(wall: datetime) -> str:
    """Wall time in UTC."""
    return in_utc(wall).astimezone(UTC).isoformat(timespec="microseconds")


def _places(session: Session, exercise: str) -> list[PlaceRow]:
    chosen = sa.select(PlaceRecord).where(PlaceRecord.exercise_id == exercise)
    rows = session.scalars(chosen.order_by(PlaceRecord.country, PlaceRecord.entity))
    return [PlaceRow(country=row.country, entity=row.entity, x=row.x, y=row.y) for row in rows]


def _marks(session: Session, exercise: str) -> list[MarkRow]:
    chosen = sa.select(MarkRecord).where(MarkRecord.exercise_id == exercise)
    rows = session.scalars(chosen.order_by(MarkRecord.country, MarkRecord.document, MarkRecord.line))
    return [MarkRow(country=row.country, document=row.document, line=row.line) for row in rows]


def _drafts(session: Session, exercise: str, names: dict[str, str]) -> list[DraftRow]:
    chosen = sa.select(DraftRecord).where(DraftRecord.exercise_id == exercise)
    return [
        DraftRow(
            country=row.country,
            key=row.key,
            field=row.field,
            text=row.text,
            version=row.version,
            member=names.get(row.member_id, ""),
        )
        for row in session.scalars(chosen.order_by(DraftRecord.country, DraftRecord.key, DraftRecord.field))
    ]


def _notes(session: Session, exercise: str, names: dict[str, str]) -> list[NoteRow]:
    chosen = sa.select(NoteRecord).where(NoteRecord.exercise_id == exercise)
    return [
        NoteRow(country=row.country, about=row.about, member=names.get(row.member_id, ""), text=row.text, at=row.at)
        for row in session.scalars(chosen.order_by(NoteRecord.id))
    ]


def _guests(session: Session, exercise: str, names: dict[str, str]) -> list[GuestRow]:
    chosen = sa.select(GuestRecord).where(GuestRecord.exercise_id == exercise)
    return [
        GuestRow(
            name=row.name,
            agency=row.agency,
            held=row.held,
            country=row.country,
            seat=row.seat,
            member=names.get(row.id, ""),
        )
        for row in session.scalars(chosen.order_by(GuestRecord.place))
    ]


# --- in -----------------------------------------------------------------------------------------------------------


def put_in(database: Database, file: ExerciseFile, *, title: str = "", registry: Registry = SHIPPED) -> str:
    """Stores a file as a new exercise in one transaction and gives its id.

    Members keep their countries and seats and get new ids and personal links; those without a name are numbered.

    Args:
        database: Where to.
        file: What was read.
        title: Its title; "" for the one in the file, else the scenario's.
        registry: What there is in it.

    Raises:
        ExerciseFileError: A part of it cannot be stored; nothing was.
    """
    frozen, known = file.scenario(registry), registry.codes
    identity = secrets.token_hex(5)
    names = {member.id: f"m{secrets.token_hex(6)}" for member in file.members}
    now = datetime.now(UTC)
    with database.writing() as session:
        taken = set(session.scalars(sa.select(ExerciseRecord.join_code)))
        session.add(
            ExerciseRecord(
                id=identity,
                title=(title or file.title or frozen.scenario.text("title"))[:120],
                join_code=new_code(taken),
                trainer_id=None,
                created_at=now,
                frozen=frozen.model_dump_json(),
                settings=exercise_rows.settings_text(file.settings.settings()),
                scenario=frozen.scenario.name,
                digest=frozen.digest,
                rules_version=file.rules_version,
                phase=_phase(file.phase),
                phase_since=now,
                horizon=file.horizon,
                sequence=len(file.journal),
                event_sequence=len(file.events),
            )
        )
        session.flush()
        seats = _first_seats(file)
        session.add_all(
            MemberRecord(
                id=names[member.id],
                exercise_id=identity,
                name=member.name or member.id.replace("-", " "),
                country=member.country,
                post=member.post,
                link_seed=new_seed(),
                join_command=seats.get(member.id, member.id),
                joined_at=_wall(member.joined),
                left_at=None if member.left is None else _wall(member.left),
            )
            for member in file.members
        )
        if file.journal:
            session.execute(
                sa.insert(JournalRecord), [_journal_values(identity, row, names, known) for row in file.journal]
            )
        if file.events:
            session.execute(sa.insert(EventRecord), [_event_values(identity, row, names, known) for row in file.events])
        _put_beside(session, identity, file, names)
    return identity


def _phase(text: str) -> Phase:
    try:
        return Phase(text)
    except ValueError as error:
        message = f"it stands in a phase that there is not: {text}"
        raise ExerciseFileError(message) from error


def _wall(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        message = f"it names a time that there is not: {text}"
        raise ExerciseFileError(message) from error
    return in_utc(found)


def _first_seats(file: ExerciseFile) -> dict[str, str]:
    """The id of the command with which each member sat down first."""
    found: dict[str, str] = {}
    for row in file.journal:
        if row.command.get("type") == "TakeSeat":
            found.setdefault(str(row.command.get("member")), str(row.command.get("id")))
    return found


def _journal_values(exercise: str, row: JournalRow, names: dict[str, str], known: KnownCodes) -> dict[str, object]:
    payload = canonical(renamed(json.loads(canonical(row.command)), names))
    try:
        command = decode_command(payload, known)
    except JournalError as error:
        message = f"entry {row.sequence} of its journal is not a command of this version"
        raise ExerciseFileError(message) from error
    return {
        "exercise_id": exercise,
        "sequence": row.sequence,
        "at": row.at,
        "command_id": command.id,
        "member": command.member,
        "kind": command.wire,
        "payload": payload,
        "wall": _wall(row.wall),
    }


def _event_values(exercise: str, row: EventRow, names: dict[str, str], known: KnownCodes) -> dict[str, object]:
    payload = canonical(renamed(json.loads(canonical(row.event)), names))
    try:
        event = decode_event(payload, known)
    except JournalError as error:
        message = f"event {row.sequence} is not an event of this version"
        raise ExerciseFileError(message) from error
    return {
        "exercise_id": exercise,
        "sequence": row.sequence,
        "journal_sequence": row.journal,
        "at": event.at,
        "kind": event.wire,
        "payload": payload,
        "superseded_by": row.superseded_by,
    }


def _put_beside(session: Session, exercise: str, file: ExerciseFile, names: dict[str, str]) -> None:
    session.add_all(
        PlaceRecord(exercise_id=exercise, country=row.country, entity=row.entity, x=row.x, y=row.y)
        for row in file.places
    )
    session.add_all(
        MarkRecord(exercise_id=exercise, country=row.country, document=row.document, line=row.line)
        for row in file.marks
    )
    session.add_all(
        DraftRecord(
            exercise_id=exercise,
            country=row.country,
            key=row.key,
            field=row.field,
            text=row.text,
            version=row.version,
            member_id=names.get(row.member, ""),
        )
        for row in file.drafts
    )
    session.add_all(
        GuestRecord(
            id=names.get(row.member) or f"m{secrets.token_hex(6)}",
            exercise_id=exercise,
            place=place,
            name=row.name,
            agency=row.agency,
            held=row.held,
            country=row.country,
            seat=row.seat,
            link_seed=new_seed(),
            join_command=f"join{secrets.token_hex(6)}",
        )
        for place, row in enumerate(file.guests, start=1)
    )
    for row in file.notes:
        session.add(
            NoteRecord(
                exercise_id=exercise,
                country=row.country,
                about=row.about,
                member_id=names.get(row.member, ""),
                text=row.text,
                at=row.at,
            )
        )
        session.flush()  # notes keep their order
