"""Trainers: the one-time link of the first start, passwords, and who may open the control room."""

from __future__ import annotations

import secrets
import time
from datetime import UTC, datetime

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.security import check_password_hash, generate_password_hash

from webapp.accounts.guessable import is_common, is_own_name
from webapp.store.database import Database
from webapp.store.sign_ins import digest_of, end_others
from webapp.store.tables import ExerciseRecord, SettingRecord, TrainerRecord

FIRST_START = "first_start"
LINK_SECONDS = 24 * 3600
"""How long a one-time link works; a clock that was set back since does not end it."""

SHORTEST_PASSWORD = 8
LONGEST_PASSWORD = 200
LONGEST_NAME = 80
_NOBODY = generate_password_hash("nobody has this password", method="scrypt:16384:8:1")


def has_trainer(database: Database) -> bool:
    """Whether somebody has set a password yet."""
    with database.reading() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(TrainerRecord)) != 0


def new_first_link(database: Database) -> str:
    """A token for the address `/first/<token>`, for a day; an earlier one stops working."""
    token = secrets.token_urlsafe(18)
    with database.writing() as session:
        session.merge(SettingRecord(key=FIRST_START, value=f"{digest_of(token)} {int(time.time())}"))
    return token


def fits(session: Session, token: str, now: float | None = None) -> bool:
    """Whether the one-time link is still open.

    Args:
        session: Where it is kept.
        token: What the link holds.
        now: Seconds since 1970.
    """
    stored = session.get(SettingRecord, FIRST_START)
    if stored is None:
        return False
    digest, _blank, made = stored.value.partition(" ")
    is_open = made.isdigit() and (time.time() if now is None else now) - int(made) < LINK_SECONDS
    return secrets.compare_digest(digest, digest_of(token)) and is_open


def set_password(session: Session, name: str, password: str) -> TrainerRecord:
    """Makes the trainer, or gives an existing one a new password, which ends every sign-in; the link is used up."""
    return keep_hash(session, name, hashed(password))


def keep_hash(session: Session, name: str, kept: str) -> TrainerRecord:
    """Makes the trainer with what is stored of a password, or changes it, as `set_password` does."""
    session.execute(sa.delete(SettingRecord).where(SettingRecord.key == FIRST_START))
    row = session.scalar(sa.select(TrainerRecord).where(TrainerRecord.name == name))
    if row is None:
        row = TrainerRecord(name=name, password_hash="", created_at=datetime.now(UTC))
        session.add(row)
    row.password_hash = kept
    session.flush()
    end_others(session, row.id)
    return row


def add(session: Session, name: str, password: str, *, sees_all: bool) -> bool:
    """Makes a trainer who is not there yet; False, and nothing is changed, when somebody has the name."""
    if session.scalar(sa.select(TrainerRecord.id).where(TrainerRecord.name == name)) is not None:
        return False
    session.add(
        TrainerRecord(name=name, password_hash=hashed(password), sees_all=sees_all, created_at=datetime.now(UTC))
    )
    return True


def remove(session: Session, trainer: int, *, heir: int) -> str | None:
    """Removes a trainer with every sign-in and gives the exercises to another; the name, or None when there is none.

    Args:
        session: Where they are kept.
        trainer: Who goes.
        heir: Whose the exercises are from now on.
    """
    row = session.get(TrainerRecord, trainer)
    if row is None:
        return None
    session.execute(sa.update(ExerciseRecord).where(ExerciseRecord.trainer_id == trainer).values(trainer_id=heir))
    end_others(session, trainer)
    session.delete(row)
    return row.name


def change_password(session: Session, trainer: int, password: str, sign_in: int) -> None:
    """Gives a trainer a new password; every sign-in but this one ends."""
    row = session.get_one(TrainerRecord, trainer)
    row.password_hash = hashed(password)
    end_others(session, trainer, sign_in)


def hashed(password: str) -> str:
    """What is stored of a password."""
    return generate_password_hash(password, method="scrypt:16384:8:1")


def signed_in(database: Database, name: str, password: str) -> TrainerRecord | None:
    """The trainer with this name and password; a wrong name takes as long as a wrong password."""
    with database.reading() as session:
        row = session.scalar(sa.select(TrainerRecord).where(TrainerRecord.name == name))
    right = check_password_hash(row.password_hash if row is not None else _NOBODY, password)
    return row if right else None


def unfit(password: str, again: str, name: str) -> dict[str, str]:
    """What is wrong with a new password that was typed twice, in words by field.

    Args:
        password: The new password.
        again: The same, typed a second time.
        name: With which its owner signs in.
    """
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        return {"password": _("A password needs at least %(count)s characters.", count=SHORTEST_PASSWORD)}
    if is_common(password):
        return {
            "password": _(
                "This password is one of the first that somebody tries who guesses. Choose another one, for example "
                "four words that have nothing to do with each other."
            )
        }
    if is_own_name(password, name):
        return {"password": _("The password is the same as the name for signing in. Choose another one.")}
    return {"again": _("The two passwords differ.")} if password != again else {}
