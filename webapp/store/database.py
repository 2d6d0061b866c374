"""Opening the database: connections that survive a crash, the right version of the tables, one process at a time."""

from __future__ import annotations

import contextlib
import functools
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config as AlembicConfig
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from webapp.process.faults import Fault, RefusedWriteError, fault_of
from webapp.process.one_process import Guard, HeldByOtherError, locked_file
from webapp.process.private_files import begin_private, keep_private

MIGRATIONS = Path(__file__).parents[1] / "migrations"
BUSY_SECONDS = 20
"""How long a write waits for those of this process that came before."""

FOREIGN_SECONDS = 4.0
"""How long a write waits for another program that holds the file; people wait in front of it."""

SHORT_SECONDS = 0.2
"""The same when another program was found in the way a moment ago, and for what need not be written at any price."""

SETTLE_SECONDS = 5


class DatabaseProblemError(Exception):
    """The database cannot be used; `code` says why, for the command line to put into words."""

    def __init__(self, code: str, detail: str = "") -> None:
        """Keep the code."""
        self.code = code
        self.detail = detail
        super().__init__(f"{code} {detail}".strip())


class Database:
    """Short transactions for reading and for writing.

    On SQLite a writing transaction takes the write lock at once (BEGIN IMMEDIATE), so that two writers queue instead
    of failing halfway; a reading one never waits. The writers of this process queue here, those of other programs in
    SQLite, where one waits for a short time only. On PostgreSQL `guard` is asked before each write.
    """

    def __init__(self, engine: Engine) -> None:
        """Uses an engine made by `connect`."""
        self.engine = engine
        self.guard: Guard | None = None
        self._is_file = engine.dialect.name == "sqlite"
        self._turn = threading.Lock()
        self._in_the_way_until = 0.0

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that only reads."""
        with Session(self.engine, expire_on_commit=False, autoflush=False) as session:
            yield session

    @contextmanager
    def writing(self, *, at_leisure: bool = False) -> Iterator[Session]:
        """A session that commits at the end, or leaves nothing behind when anything fails.

        Args:
            at_leisure: What is written may as well be left out: nobody waits for it long.

        Raises:
            OperationalError: It could not be written; `webapp.process.faults.fault_of` says why.
        """
        if self.guard is not None:
            self.guard.check()
        with self._in_turn(SHORT_SECONDS if at_leisure else BUSY_SECONDS):
            is_held = time.monotonic() < self._in_the_way_until
            patience = SHORT_SECONDS if at_leisure or is_held else FOREIGN_SECONDS
            writer = self.engine.execution_options(writes=True, patience=patience)
            with Session(writer, expire_on_commit=False) as session, session.begin():
                try:
                    session.connection()  # takes the write lock before the first read
                except sa.exc.OperationalError as problem:
                    if fault_of(problem) is Fault.LOCKED:
                        self._in_the_way_until = time.monotonic() + FOREIGN_SECONDS
                    raise
                self._in_the_way_until = 0.0
                yield session

    @contextmanager
    def _in_turn(self, seconds: float) -> Iterator[None]:
        if not self._is_file:
            yield
            return
        if not self._turn.acquire(timeout=seconds):
            raise RefusedWriteError(Fault.LOCKED)
        try:
            yield
        finally:
            self._turn.release()

    def checkpoint(self) -> None:
        """Brings what was committed from the log of SQLite into its one file, as far as nobody is in the way."""
        self._checkpoint("PASSIVE", 0)

    def settle(self) -> None:
        """At the end: SQLite's one file holds everything, its log nothing, so that whoever copies the file has it all.

        What hinders it (no space, somebody who still reads) loses nothing: the log is read at the next start.
        """
        self.engine.dispose()
        self._checkpoint("TRUNCATE", SETTLE_SECONDS)

    def _checkpoint(self, how: str, patience: int) -> None:
        name = self.engine.url.database
        if self.engine.dialect.name == "sqlite" and name:
            with contextlib.suppress(sqlite3.Error), contextlib.closing(sqlite3.connect(name)) as own:
                own.execute(f"PRAGMA busy_timeout = {patience * 1000}")
                own.execute(f"PRAGMA wal_checkpoint({how})")

    def close(self) -> None:
        """Gives every connection back."""
        self.engine.dispose()


def connect(url: str) -> Database:
    """A database with crash-safe settings; nothing is read or written yet."""
    if not url.startswith("sqlite"):
        return Database(create_engine(url, pool_pre_ping=True, pool_size=10, max_overflow=20))
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS}, pool_size=10, max_overflow=40)
    name = engine.url.database
    files = [Path(name + end) for end in ("", "-wal", "-shm", ".lock")] if name else []

    @event.listens_for(engine, "do_connect")
    def keep_to_owner(*_given: object) -> None:
        for number, each in enumerate(files):
            (begin_private if number == 0 else keep_private)(each)

    @event.listens_for(engine, "connect")
    def settle(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # of sqlite3: we begin transactions ourselves
        cursor = connection.cursor()
        for setting in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            cursor.execute(f"PRAGMA {setting}")
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        if "patience" in options:
            connection.exec_driver_sql(f"PRAGMA busy_timeout = {int(options['patience'] * 1000)}")
        if options.get("rebuilds", False):
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")  # cannot be said within a transaction
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes", False) else "BEGIN")

    return Database(engine)


# --- version of the tables --------------------------------------------------------------------------------------------


def migration_settings(connection: Connection) -> AlembicConfig:
    """What Alembic needs to know, without a file."""
    settings = AlembicConfig()
    settings.set_main_option("script_location", str(MIGRATIONS))
    settings.attributes["connection"] = connection
    return settings


@functools.cache
def known_revisions() -> tuple[str, ...]:
    """The versions of the tables that this program knows, the newest first."""
    settings = AlembicConfig()
    settings.set_main_option("script_location", str(MIGRATIONS))
    return tuple(script.revision for script in ScriptDirectory.from_config(settings).walk_revisions())


def revision_of(database: Database) -> str:
    """The version of the tables that are there, "" where none are.

    Raises:
        DatabaseProblemError: `database.unreachable` or `database.damaged`.
    """
    try:
        with database.engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision() or ""
    except sa.exc.OperationalError as problem:
        raise DatabaseProblemError("database.unreachable", str(problem.orig)) from problem
    except sa.exc.DatabaseError as problem:
        raise DatabaseProblemError("database.damaged", str(problem.orig)) from problem


def bring_up_to_date(database: Database) -> None:
    """Makes or upgrades the tables.

    SQLite changes a column by making its table anew and dropping the old one, which would take along what belongs to
    its rows: meanwhile foreign keys are not watched, and the connection is given up afterwards.

    Raises:
        DatabaseProblemError: `database.newer` after a later version of the program, `database.foreign` for a file of
            another one, else `database.unreachable` or `database.damaged`.
    """
    try:
        with database.engine.execution_options(writes=True, rebuilds=True).begin() as connection:
            found = MigrationContext.configure(connection).get_current_revision()
            if connection.dialect.name == "sqlite":
                _look_at_file(connection, is_ours=found is not None)
            if found is not None and found not in known_revisions():
                raise DatabaseProblemError("database.newer", found)
            if found != known_revisions()[0]:
                command.upgrade(migration_settings(connection), "head")
        database.engine.dispose()
    except sa.exc.OperationalError as problem:
        raise DatabaseProblemError("database.unreachable", str(problem.orig)) from problem
    except sa.exc.DatabaseError as problem:
        raise DatabaseProblemError("database.damaged", str(problem.orig)) from problem


def _look_at_file(connection: Connection, *, is_ours: bool) -> None:
    """See that a file is ours or empty, and whole: a copy from a stick may lack pages in its middle."""
    if not is_ours and set(sa.inspect(connection).get_table_names()) - {"alembic_version"}:
        raise DatabaseProblemError("database.foreign")
    found = str(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar())
    if found != "ok":
        raise DatabaseProblemError("database.damaged", found.splitlines()[-1])


# --- one process at a time --------------------------------------------------------------------------------------------


@contextmanager
def held_alone(database: Database) -> Iterator[None]:
    """Holds the database for this process.

    Raises:
        DatabaseProblemError: `database.in_use` when another process holds it.
    """
    try:
        if database.engine.dialect.name == "sqlite":
            with locked_file(Path((database.engine.url.database or "") + ".lock")):
                yield
            return
        guard = Guard(database.engine)
        guard.take()
    except HeldByOtherError as problem:
        raise DatabaseProblemError("database.in_use") from problem
    database.guard = guard
    try:
        yield
    finally:
        database.guard = None
        guard.release()
