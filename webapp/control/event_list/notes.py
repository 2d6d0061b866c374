"""What trainers note about lines of the event list: one text for each, beside the journal."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from simulation.exercise.core.command import CONTROL
from webapp.store.tables import NoteRecord
from webapp.visit.visitor import current_exercise, services

NOBODYS = ""
"""The country of a note that is control's; no team reads it."""


def notes() -> Mapping[str, str]:
    """The notes of this exercise by the key of the line."""
    exercise = current_exercise().id
    chosen = sa.select(NoteRecord).where(NoteRecord.exercise_id == exercise, NoteRecord.country == NOBODYS)
    with services().database.reading() as session:
        return {row.about: row.text for row in session.scalars(chosen.order_by(NoteRecord.id))}


def keep_notes(texts: Mapping[str, str]) -> None:
    """Puts notes in place of what stood there; "" removes one."""
    with services().database.writing() as session:
        write_notes(session, texts)


def write_notes(session: Session, texts: Mapping[str, str]) -> None:
    """The same within a transaction."""
    exercise = current_exercise()
    for about, text in texts.items():
        session.execute(
            sa.delete(NoteRecord).where(
                NoteRecord.exercise_id == exercise.id, NoteRecord.country == NOBODYS, NoteRecord.about == about
            )
        )
        if text:
            session.add(
                NoteRecord(
                    exercise_id=exercise.id,
                    country=NOBODYS,
                    about=about,
                    member_id=CONTROL,
                    text=text,
                    at=exercise.horizon,
                )
            )
