"""Members of an exercise: the seed of a personal link, and the entry that a browser stands for."""

from __future__ import annotations

import secrets

from sqlalchemy.orm import Session

from webapp.store.tables import MemberRecord, Standing


def new_seed() -> str:
    """What a new link is made from."""
    return secrets.token_urlsafe(24)


def found_in(database: Session, exercise: str, member: str) -> MemberRecord | None:
    """The entry that a browser stands for: its own, or the one with which it was merged; None for nobody who is in."""
    row = database.get(MemberRecord, member)
    if row is not None and row.standing is Standing.MERGED and row.same_as:
        row = database.get(MemberRecord, row.same_as)
    return row if row is not None and row.exercise_id == exercise and row.is_in else None
