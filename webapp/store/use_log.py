"""The log of who used the server how: rows are only added, and the database refuses anything else.

It names trainers, never participants: whoever erases an exercise erases every name of its people.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.store.tables import UseRecord

COMMAND_LINE = "command line"
"""Who does what is done outside the browser."""

SHOWN = 500
"""Rows that a page shows, the newest first."""


class Use(StrEnum):
    """What is logged."""

    SIGNED_IN = "signed_in"
    SIGN_IN_REFUSED = "sign_in_refused"
    SIGNED_OUT = "signed_out"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105  # a code, no password
    TRAINER_ADDED = "trainer_added"
    TRAINER_REMOVED = "trainer_removed"
    ROLES_GIVEN = "roles_given"
    JOINED = "joined"
    KNOCKED = "knocked"
    EXPORTED = "exported"
    ERASED = "erased"


def log(session: Session, what: Use, *, who: str = "", exercise: str = "") -> None:
    """Adds a row, in the transaction of what it tells of.

    Args:
        session: Where it is written.
        what: What was done.
        who: The trainer's name, or `COMMAND_LINE`; "" for somebody without an account.
        exercise: Id of the exercise, "" for none.
    """
    session.add(UseRecord(wall=datetime.now(UTC), what=what.value, who=who[:80], exercise=exercise))


def newest(session: Session) -> Sequence[UseRecord]:
    """The last rows, the newest first."""
    return session.scalars(sa.select(UseRecord).order_by(UseRecord.id.desc()).limit(SHOWN)).all()
