"""People who come with the code on the wall although they stand on the list: they are told their seat."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.lobby.door import plain_name
from webapp.store.tables import GuestRecord, MemberRecord


def expected_as(database: Session, exercise: str, name: str) -> GuestRecord | None:
    """Who on the list this is, by name, has a seat, and has not come; None where that is not without doubt.

    The same words in any order are the same name; a part of one is enough where it fits one person alone.
    """
    came = sa.select(MemberRecord.id).where(MemberRecord.exercise_id == exercise)
    waiting = database.scalars(
        sa.select(GuestRecord)
        .where(GuestRecord.exercise_id == exercise, GuestRecord.seat != "", GuestRecord.id.not_in(came))
        .order_by(GuestRecord.place)
    ).all()
    words = _words(name)
    if not words:
        return None
    same = [guest for guest in waiting if _words(guest.name) == words]
    like = same or [guest for guest in waiting if words < _words(guest.name)]
    return like[0] if len(like) == 1 else None


def _words(name: str) -> frozenset[str]:
    return frozenset(plain_name(name).replace(",", " ").split())
