"""Trainers: the one-time link of the first start, passwords, and who may open the control room."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from hashlib import sha256

import sqlalchemy as sa
from sqlalchemy.orm import Session
from werkzeug.security import check_password_hash, generate_password_hash

from webapp.database import Database
from webapp.records import SettingRecord, TrainerRecord

FIRST_START = "first_start"
SHORTEST_PASSWORD = 8
_NOBODY = generate_password_hash("nobody has this password", method="scrypt:16384:8:1")


def digest_of(token: str) -> str:
    """What is stored of a one-time link."""
    return sha256(token.encode()).hexdigest()


def has_trainer(database: Database) -> bool:
    """Whether somebody has set a password yet."""
    with database.reading() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(TrainerRecord)) != 0


def new_first_link(database: Database) -> str:
    """A token for the address `/first/<token>`; an earlier one stops working."""
    token = secrets.token_urlsafe(18)
    with database.writing() as session:
        session.merge(SettingRecord(key=FIRST_START, value=digest_of(token)))
    return token


def fits(session: Session, token: str) -> bool:
    """Whether the one-time link is still open."""
    stored = session.get(SettingRecord, FIRST_START)
    return stored is not None and secrets.compare_digest(stored.value, digest_of(token))


def set_password(session: Session, name: str, password: str) -> TrainerRecord:
    """Makes the trainer, or gives an existing one a new password; the one-time link is used up."""
    session.execute(sa.delete(SettingRecord).where(SettingRecord.key == FIRST_START))
    row = session.scalar(sa.select(TrainerRecord).where(TrainerRecord.name == name))
    if row is None:
        row = TrainerRecord(name=name, password_hash="", created_at=datetime.now(UTC))
        session.add(row)
    row.password_hash = generate_password_hash(password, method="scrypt:16384:8:1")
    session.flush()
    return row


def signed_in(database: Database, name: str, password: str) -> TrainerRecord | None:
    """The trainer with this name and password; a wrong name takes as long as a wrong password."""
    with database.reading() as session:
        row = session.scalar(sa.select(TrainerRecord).where(TrainerRecord.name == name))
    right = check_password_hash(row.password_hash if row is not None else _NOBODY, password)
    return row if right else None
