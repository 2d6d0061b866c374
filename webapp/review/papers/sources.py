"""Whence a paper is made: an exercise in the database, or the file that `rogatory export` wrote."""

from __future__ import annotations

from datetime import UTC, date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from simulation.exercise.journal import replay
from simulation.players.policies import players
from simulation.review.branches import Record
from simulation.review.record_reading import RecordReading
from simulation.review.record_reading import read as read_record
from webapp.judging.records import judgements, observations
from webapp.review.debrief.standing import Standing
from webapp.review.papers.after_action import Held
from webapp.review.papers.judged import Judged
from webapp.store.exchange_file import ExerciseFile
from webapp.store.tables import ExerciseRecord, JournalRecord, MemberRecord, in_utc


def held_of(session: Session, row: ExerciseRecord) -> Held:
    """What the database says of an exercise beside its record; days are those of UTC."""
    first, last = session.execute(
        sa.select(sa.func.min(JournalRecord.wall), sa.func.max(JournalRecord.wall)).where(
            JournalRecord.exercise_id == row.id
        )
    ).one()
    people = session.scalar(sa.select(sa.func.count()).where(MemberRecord.exercise_id == row.id)) or 0
    standing = Standing.of(row.debrief)
    said = tuple((note.slide, note.text) for note in standing.notes)
    plans = tuple((office, each.what, each.who, each.by) for office, each in sorted(standing.plans.items()))
    judged = Judged(judgements(session, row.id), observations(session, row.id))
    return Held(row.title, _day(first), _day(last), people, said, plans, judged)


def source_of_file(file: ExerciseFile) -> tuple[RecordReading, Held]:
    """What a file says, played again for its events; its rules are those of this version."""
    frozen, settings, entries = file.scenario(), file.settings.settings(), tuple(file.entries())
    _exercise, events = replay(frozen, settings, entries, players(), until=file.horizon)
    days = sorted(each.wall for each in file.journal)
    first, last = (_parsed(days[0]), _parsed(days[-1])) if days else (None, None)
    reading = read_record(Record(frozen, settings, entries, events), file.horizon, players())
    return reading, Held(file.title, first, last, len(file.members))


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else in_utc(moment).date()


def _parsed(text: str) -> date | None:
    try:
        return datetime.fromisoformat(text).astimezone(UTC).date()
    except ValueError:
        return None
