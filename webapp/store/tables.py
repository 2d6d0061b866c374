"""The tables: exercises with their journal and events, and the rows beside them that the engine never reads.

A change here needs a migration in `webapp.migrations.versions`; what goes with an exercise that is taken out or copied
stands in `exchange_file` and `transfer`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy import ForeignKey, MetaData, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from simulation.exercise.core.command import SeatRole


def in_utc(moment: datetime) -> datetime:
    """A stored moment with its zone: everything is written in UTC, and SQLite gives it back without one."""
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


LONGEST_ID = 160
"""Letters of the id of a command: a policy's ids say what they are for."""

LONGEST_NAME = 60
"""Letters of a person's name."""

LONGEST_MEMBER = 32
"""Letters of the id of a member."""

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Phase(StrEnum):
    """Phases of an exercise, as its clock names them."""

    LOBBY = "lobby"
    WARM_UP = "warm_up"
    OFFICE_HOURS = "office_hours"
    JUMP = "jump"
    RUNNING = "running"
    ENDED = "ended"
    EPILOGUE = "epilogue"
    CLOSED = "closed"


class Door(StrEnum):
    """Whether the join code lets newcomers sit down, or only knock."""

    AUTOMATIC = "automatic"
    """Players sit down until the first move opens; from then on they knock."""

    OPEN = "open"
    LOCKED = "locked"


class Standing(StrEnum):
    """Whether a person is in, as the door of the exercise knows it."""

    IN = "in"
    WAITING = "waiting"
    TURNED_AWAY = "turned_away"
    MERGED = "merged"
    """Another entry, named by `same_as`, is the same person."""


class Role(StrEnum):
    """What a trainer is in one exercise."""

    OWNER = "owner"
    """Everything, also what becomes of the exercise and who has which role; never stored."""

    CONTROLLER = "controller"
    """Runs it."""

    EVALUATOR = "evaluator"
    """Sees everything, rates and notes."""

    OBSERVER = "observer"
    """Sees everything, and notes."""


def checked(values: type[StrEnum], name: str) -> sa.Enum:
    """A column type that repeats the enum as a CHECK in the database."""
    return sa.Enum(
        values,
        name=name,
        native_enum=False,
        create_constraint=True,
        values_callable=lambda members: [member.value for member in members],
    )


class PersonName(str):
    """What somebody is called: it stands in every language as it was given, also where it is a text of the exercise."""

    __slots__ = ()


class NameColumn(sa.TypeDecorator[str]):
    """A column of people's names."""

    impl = String(LONGEST_NAME)
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: sa.Dialect) -> str | None:  # noqa: ARG002  # as the base
        """As it is kept."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> str | None:  # noqa: ARG002  # as the base
        """As it is read."""
        return None if value is None else PersonName(value)


class Record(DeclarativeBase):
    """Root of all tables."""

    metadata = MetaData(naming_convention=NAMING)


class TrainerRecord(Record):
    """Somebody who runs exercises."""

    __tablename__ = "trainers"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    password_hash: Mapped[str] = mapped_column(String(255))
    sees_all: Mapped[bool] = mapped_column(default=True, server_default=sa.true())
    """Whether exercises of other trainers are open too, and the list of trainers."""

    created_at: Mapped[datetime] = mapped_column(sa.DateTime(timezone=True))


class SignInRecord(Record):
    """A browser in which a trainer is signed in; what its cookie holds stands here as a digest.

    `seen_day` counts the days on which the server was at work.
    """

    __tablename__ = "sign_ins"

    id: Mapped[int] = mapped_column(primary_key=True)
    trainer_id: Mapped[int] = mapped_column(ForeignKey("trainers.id", ondelete="CASCADE"), index=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    browser: Mapped[str] = mapped_column(String(20))
    system: Mapped[str] = mapped_column(String(20))
    begun_at: Mapped[datetime] = mapped_column(sa.DateTime(timezone=True))
    seen_at: Mapped[datetime] = mapped_column(sa.DateTime(timezone=True))
    seen_day: Mapped[int]


class UseRecord(Record):
    """Something that was done with accounts and data (`webapp.store.use_log`); rows are added, never changed.

    `exercise` is the id of an exercise that may be gone.
    """

    __tablename__ = "use_log"

    id: Mapped[int] = mapped_column(primary_key=True)
    wall: Mapped[datetime] = mapped_column(sa.DateTime(timezone=True))
    what: Mapped[str] = mapped_column(String(20))
    who: Mapped[str] = mapped_column(String(80))
    exercise: Mapped[str] = mapped_column(String(16))


class SettingRecord(Record):
    """A value of this installation, e.g. the digest of the open first-start link."""

    __tablename__ = "settings"

    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(Text)


class ExerciseRecord(Record):
    """An exercise: its frozen scenario, its settings and how far it has been shown."""

    __tablename__ = "exercises"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    title: Mapped[str] = mapped_column(String(120))
    join_code: Mapped[str] = mapped_column(String(8), unique=True)
    trainer_id: Mapped[int | None] = mapped_column(ForeignKey("trainers.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(sa.DateTime(timezone=True))
    frozen: Mapped[str] = mapped_column(Text)
    settings: Mapped[str] = mapped_column(Text)
    scenario: Mapped[str] = mapped_column(String(80))
    digest: Mapped[str] = mapped_column(String(64))
    rules_version: Mapped[int]
    phase: Mapped[Phase] = mapped_column(checked(Phase, "phase"))
    phase_since: Mapped[datetime] = mapped_column(sa.DateTime(timezone=True))
    room_time: Mapped[str] = mapped_column(Text, default="", server_default="")
    horizon: Mapped[int] = mapped_column(sa.BigInteger)
    sequence: Mapped[int]
    event_sequence: Mapped[int]
    door: Mapped[Door] = mapped_column(checked(Door, "door"), default=Door.AUTOMATIC, server_default="automatic")
    pen_minutes: Mapped[int] = mapped_column(default=1, server_default="1")
    review_released: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    put_away: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    """Whether it stands in the archive of the list; nothing else changes with that."""

    rehearsal_of: Mapped[str | None] = mapped_column(String(16))
    """The exercise of which this is a rehearsal: it has no results, and goes with that exercise."""
    debrief: Mapped[str] = mapped_column(Text, default="", server_default="")
    """Where its debrief stands, and what was said in it; "" before the first act."""


class RoleRecord(Record):
    """What another trainer than the owner is in an exercise and its rehearsals."""

    __tablename__ = "roles"

    exercise_id: Mapped[str] = mapped_column(ForeignKey("exercises.id", ondelete="CASCADE"), primary_key=True)
    trainer_id: Mapped[int] = mapped_column(ForeignKey("trainers.id", ondelete="CASCADE"), primary_key=True)
    role: Mapped[Role] = mapped_column(checked(Role, "role"))


class JournalRecord(Record):
    """A command that was performed, at its simulated second; wall time stands beside it and is used nowhere else."""

    __tablename__ = "journal"
    __table_args__ = (UniqueConstraint("exercise_id", "command_id"),)

    exercise_id: Mapped[str] = mapped_column(ForeignKey("exercises.id", ondelete="CASCADE"), primary_key=True)
    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[int] = mapped_column(sa.BigInteger)
    command_id: Mapped[str] = mapped_column(String(LONGEST_ID))
    member: Mapped[str] = mapped_column(String(LONGEST_MEMBER))
    kind: Mapped[str] = mapped_column(String(40))
    payload: Mapped[str] = mapped_column(Text)
    wall: Mapped[datetime] = mapped_column(sa.DateTime(timezone=True))


class EventRecord(Record):
    """Something that happened; `superseded_by` is the journal sequence of the rewind that took it back."""

    __tablename__ = "events"

    exercise_id: Mapped[str] = mapped_column(ForeignKey("exercises.id", ondelete="CASCADE"), primary_key=True)
    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    journal_sequence: Mapped[int]
    at: Mapped[int] = mapped_column(sa.BigInteger)
    kind: Mapped[str] = mapped_column(String(40))
    payload: Mapped[str] = mapped_column(Text)
    superseded_by: Mapped[int | None]


class MemberRecord(Record):
    """A trainee, or somebody who knocks: a person's name lives here and in the list of those expected, nowhere else.

    While somebody waits, `wants` is the seat asked for and `same_as` the person of the same name whom it may be.
    """

    __tablename__ = "members"
    __table_args__ = (UniqueConstraint("exercise_id", "join_command"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    exercise_id: Mapped[str] = mapped_column(ForeignKey("exercises.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(NameColumn)
    country: Mapped[str] = mapped_column(String(3))
    post: Mapped[SeatRole] = mapped_column(checked(SeatRole, "post"))
    link_seed: Mapped[str] = mapped_column("link_token", String(64), unique=True)
    """What the personal link and code are made from, together with the secret key: by itself it opens nothing."""

    join_command: Mapped[str] = mapped_column(String(LONGEST_ID))
    joined_at: Mapped[datetime] = mapped_column(sa.DateTime(timezone=True))
    left_at: Mapped[datetime | None] = mapped_column(sa.DateTime(timezone=True))
    standing: Mapped[Standing] = mapped_column(checked(Standing, "standing"), default=Standing.IN, server_default="in")
    wants: Mapped[str] = mapped_column(String(80), default="", server_default="")
    same_as: Mapped[str | None] = mapped_column(String(32))
    device: Mapped[str] = mapped_column(String(20), default="", server_default="")

    @property
    def is_in(self) -> bool:
        """Whether the person is in the exercise now."""
        return self.standing is Standing.IN and self.left_at is None


class GuestRecord(Record):
    """Somebody who is expected, as a trainer listed them before they came; the card opens the seat.

    Once the card was used, a member of the same id, name and link stands beside it, and the member's row counts.
    """

    __tablename__ = "guests"
    __table_args__ = (UniqueConstraint("exercise_id", "place"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    exercise_id: Mapped[str] = mapped_column(ForeignKey("exercises.id", ondelete="CASCADE"))
    place: Mapped[int]
    """Position in the list, from 1."""

    name: Mapped[str] = mapped_column(NameColumn)
    agency: Mapped[str] = mapped_column(String(80), default="")
    """Where the person works in life, as it was written; empty where that is not given."""

    held: Mapped[str] = mapped_column(String(20), default="")
    """Code of the office of the exercise that is nearest to the one held in life; empty where none is."""

    country: Mapped[str] = mapped_column(String(3), default="")
    seat: Mapped[str] = mapped_column(String(80), default="")
    """The seat as addresses call it; with the country, empty for nobody's seat yet."""

    link_seed: Mapped[str] = mapped_column(String(64), unique=True)
    join_command: Mapped[str] = mapped_column(String(LONGEST_ID))


class DraftRecord(Record):
    """The text of one field of a draft, with the version that a save must name."""

    __tablename__ = "drafts"

    exercise_id: Mapped[str] = mapped_column(ForeignKey("exercises.id", ondelete="CASCADE"), primary_key=True)
    country: Mapped[str] = mapped_column(String(3), primary_key=True)
    key: Mapped[str] = mapped_column(String(160), primary_key=True)
    field: Mapped[str] = mapped_column(String(60), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    version: Mapped[int]
    member_id: Mapped[str] = mapped_column(String(32))
    saved_at: Mapped[datetime | None] = mapped_column(sa.DateTime(timezone=True))


class NoteRecord(Record):
    """A note of a team about something in its file."""

    __tablename__ = "notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    exercise_id: Mapped[str] = mapped_column(ForeignKey("exercises.id", ondelete="CASCADE"), index=True)
    country: Mapped[str] = mapped_column(String(3))
    about: Mapped[str] = mapped_column(String(160))
    member_id: Mapped[str] = mapped_column(String(32))
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[int] = mapped_column(sa.BigInteger)


class MarkRecord(Record):
    """A row of a document that a team marked."""

    __tablename__ = "marks"

    exercise_id: Mapped[str] = mapped_column(ForeignKey("exercises.id", ondelete="CASCADE"), primary_key=True)
    country: Mapped[str] = mapped_column(String(3), primary_key=True)
    document: Mapped[str] = mapped_column(String(160), primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class ReadRecord(Record):
    """What a member has read: a document, message, inject or a page's news up to a second."""

    __tablename__ = "reads"

    member_id: Mapped[str] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"), primary_key=True)
    about: Mapped[str] = mapped_column(String(160), primary_key=True)
    at: Mapped[int] = mapped_column(sa.BigInteger)


class PlaceRecord(Record):
    """Where an entity stands on a team's board."""

    __tablename__ = "places"

    exercise_id: Mapped[str] = mapped_column(ForeignKey("exercises.id", ondelete="CASCADE"), primary_key=True)
    country: Mapped[str] = mapped_column(String(3), primary_key=True)
    entity: Mapped[str] = mapped_column(String(160), primary_key=True)
    x: Mapped[int]
    y: Mapped[int]


class PriceRecord(Record):
    """The price of a decision as the review found it, for the journal as it stood then."""

    __tablename__ = "prices"

    exercise_id: Mapped[str] = mapped_column(ForeignKey("exercises.id", ondelete="CASCADE"), primary_key=True)
    decision: Mapped[str] = mapped_column(String(160), primary_key=True)
    sequence: Mapped[int]
    body: Mapped[str] = mapped_column(Text)


class ObservationRecord(Record):
    """What an evaluator noted while it happened, pinned to a thing; no team reads it.

    `author` is a member's id or `trainer/<id>`; `about` is `event/...`, `request/...` or `document/...` with the key of
    the thing, "" for nothing in particular, and `said` what it was called then.
    """

    __tablename__ = "observations"

    id: Mapped[int] = mapped_column(primary_key=True)
    exercise_id: Mapped[str] = mapped_column(ForeignKey("exercises.id", ondelete="CASCADE"), index=True)
    author: Mapped[str] = mapped_column(String(40))
    country: Mapped[str] = mapped_column(String(3))
    """Whose table the evaluator sat at; "" for a trainer."""

    about: Mapped[str] = mapped_column(String(200))
    said: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[int] = mapped_column(sa.BigInteger)
    wall: Mapped[datetime] = mapped_column(sa.DateTime(timezone=True))


class JudgementRecord(Record):
    """A rating by a person of a team (of all: ""), an answer to the survey, or the words in which ratings are given.

    `about` is `objective/...`, `task/...`, `words/...`, `survey/...` or `scale`.
    """

    __tablename__ = "judgements"

    exercise_id: Mapped[str] = mapped_column(ForeignKey("exercises.id", ondelete="CASCADE"), primary_key=True)
    author: Mapped[str] = mapped_column(String(40), primary_key=True)
    country: Mapped[str] = mapped_column(String(3), primary_key=True)
    about: Mapped[str] = mapped_column(String(160), primary_key=True)
    mark: Mapped[str] = mapped_column(String(20))
    text: Mapped[str] = mapped_column(Text)
