"""Sign-ins of trainers: a row for each browser that is signed in, so that any of them can be ended from anywhere.

How long one lasts is counted in days on which this server was at work, not read off the wall clock: a laptop whose
clock jumps by 400 days and back has seen two more days, and signs nobody out.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from threading import Lock

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.store.database import Database
from webapp.store.tables import SettingRecord, SignInRecord, TrainerRecord, in_utc

LASTS_DAYS = 60
"""A sign-in that nobody used on so many days of the server's work ends."""

KEEP_SECONDS = 60.0
SERVICE_DAYS = "service_days"

BROWSERS = (("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "Chromebook"),
    ("Mac OS X", "Mac"), ("Linux", "Linux"),
)  # fmt: skip


def device_of(agent: str) -> tuple[str, str]:
    """Browser and system that a User-Agent names, each empty where it names none that is known."""
    browser = next((name for mark, name in BROWSERS if mark in agent), "")
    system = next((name for mark, name in SYSTEMS if mark in agent), "")
    return browser, system


def digest_of(token: str) -> str:
    """What is stored of a token that opens something."""
    return sha256(token.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class SignIn:
    """A browser that is signed in."""

    id: int
    browser: str
    system: str
    begun_at: datetime
    seen_at: datetime


@dataclass(slots=True)
class SignInBook:
    """Who is signed in where; when each was last seen is kept in memory, and written down now and then."""

    database: Database
    wall_clock: Callable[[], float]
    _seen: dict[int, float] = field(default_factory=dict)
    _kept: dict[int, float] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def begin(self, session: Session, trainer: int, agent: str) -> str:
        """A new sign-in; gives the token for the browser's cookie."""
        token = secrets.token_urlsafe(18)
        now = self._now()
        browser, system = device_of(agent)
        session.add(
            SignInRecord(
                trainer_id=trainer,
                digest=digest_of(token),
                browser=browser,
                system=system,
                begun_at=now,
                seen_at=now,
                seen_day=service_day(session),
            )
        )
        return token

    def seen(self, sign_in: int) -> None:
        """The browser asked for something."""
        with self._lock:
            self._seen[sign_in] = self.wall_clock()

    def of(self, trainer: int) -> tuple[SignIn, ...]:
        """The sign-ins of a trainer, the newest first."""
        with self.database.reading() as session:
            rows = session.scalars(
                sa.select(SignInRecord).where(SignInRecord.trainer_id == trainer).order_by(SignInRecord.id.desc())
            ).all()
        return tuple(
            SignIn(row.id, row.browser, row.system, row.begun_at, self._last_seen(row.id, row.seen_at)) for row in rows
        )

    def end(self, trainer: int, sign_in: int) -> None:
        """Ends one of a trainer's sign-ins: every copy of its cookie is worth nothing from now on."""
        with self.database.writing() as session:
            session.execute(
                sa.delete(SignInRecord).where(SignInRecord.trainer_id == trainer, SignInRecord.id == sign_in)
            )

    def keep(self) -> None:
        """Writes down who was seen, counts the day, and ends what was not used for long; called now and then."""
        with self._lock:
            news = {each: at for each, at in self._seen.items() if abs(at - self._kept.get(each, 0)) >= KEEP_SECONDS}
        today = self._now().date().isoformat()
        with self.database.reading() as session:
            counted = service_day(session)
            is_new = _noted(session) != today
        if not news and not is_new:
            return
        day = counted + is_new
        with self.database.writing() as session:
            if is_new:
                session.merge(SettingRecord(key=SERVICE_DAYS, value=f"{day} {today}"))
            for each, at in news.items():
                session.execute(
                    sa.update(SignInRecord)
                    .where(SignInRecord.id == each)
                    .values(seen_at=datetime.fromtimestamp(at, UTC), seen_day=day)
                )
            session.execute(sa.delete(SignInRecord).where(SignInRecord.seen_day < day - LASTS_DAYS))
        with self._lock:
            self._kept |= news

    def _last_seen(self, sign_in: int, written: datetime) -> datetime:
        with self._lock:
            at = self._seen.get(sign_in)
        return in_utc(written) if at is None else datetime.fromtimestamp(at, UTC)

    def _now(self) -> datetime:
        return datetime.fromtimestamp(self.wall_clock(), UTC)


def end_others(session: Session, trainer: int, but: int = 0) -> None:
    """Ends every sign-in of a trainer but one."""
    session.execute(sa.delete(SignInRecord).where(SignInRecord.trainer_id == trainer, SignInRecord.id != but))


def found(session: Session, token: str) -> tuple[int, TrainerRecord] | None:
    """The sign-in and the trainer whom a cookie's token names, None when it was ended."""
    row = session.execute(
        sa.select(SignInRecord.id, TrainerRecord)
        .join(TrainerRecord, TrainerRecord.id == SignInRecord.trainer_id)
        .where(SignInRecord.digest == digest_of(token))
    ).one_or_none()
    return (row[0], row[1]) if row is not None else None


def service_day(session: Session) -> int:
    """The number of days on which this server was at work."""
    stored = session.get(SettingRecord, SERVICE_DAYS)
    number = stored.value.partition(" ")[0] if stored is not None else ""
    return int(number) if number.isdigit() else 0


def _noted(session: Session) -> str:
    stored = session.get(SettingRecord, SERVICE_DAYS)
    return stored.value.partition(" ")[2] if stored is not None else ""
