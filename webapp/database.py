"""Opening the database: connections that survive a crash, the right version of the tables, one process at a time."""

from __future__ import annotations

import contextlib
import sqlite3
import sys
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

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_SECONDS = 20
SETTLE_SECONDS = 5
ADVISORY_KEY = 0x526F6761746F7279  # "Rogatory"


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
    of failing halfway; a reading one never waits.
    """

    def __init__(self, engine: Engine) -> None:
        """Uses an engine made by `connect`."""
        self.engine = engine
        self._writer = engine.execution_options(writes=True)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that only reads."""
        with Session(self.engine, expire_on_commit=False, autoflush=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that commits at the end, or leaves nothing behind when anything fails."""
        with Session(self._writer, expire_on_commit=False) as session, session.begin():
            session.connection()  # takes the write lock before the first read
            yield session

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
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return Database(engine)


# --- version of the tables --------------------------------------------------------------------------------------------


def migration_settings(connection: Connection) -> AlembicConfig:
    """What Alembic needs to know, without a file."""
    settings = AlembicConfig()
    settings.set_main_option("script_location", str(MIGRATIONS))
    settings.attributes["connection"] = connection
    return settings


def bring_up_to_date(database: Database) -> None:
    """Makes or upgrades the tables.

    Raises:
        DatabaseProblemError: `database.newer` after a later version of the program, else `database.unreachable`
            or `database.damaged`.
    """
    try:
        with database.engine.execution_options(writes=True).begin() as connection:
            settings = migration_settings(connection)
            known = {script.revision for script in ScriptDirectory.from_config(settings).walk_revisions()}
            found = MigrationContext.configure(connection).get_current_revision()
            if found is not None and found not in known:
                raise DatabaseProblemError("database.newer", found)
            command.upgrade(settings, "head")
    except sa.exc.OperationalError as problem:
        raise DatabaseProblemError("database.unreachable", str(problem.orig)) from problem
    except sa.exc.DatabaseError as problem:
        raise DatabaseProblemError("database.damaged", str(problem.orig)) from problem


# --- one process at a time --------------------------------------------------------------------------------------------


@contextmanager
def held_alone(database: Database) -> Iterator[None]:
    """Holds the database for this process.

    Raises:
        DatabaseProblemError: `database.in_use` when another process holds it.
    """
    if database.engine.dialect.name == "sqlite":
        name = database.engine.url.database or ""
        with _locked_file(Path(name + ".lock")):
            yield
        return
    with database.engine.connect() as connection:
        got = connection.scalar(sa.select(sa.func.pg_try_advisory_lock(ADVISORY_KEY)))
        connection.commit()
        if not got:
            raise DatabaseProblemError("database.in_use")
        yield


@contextmanager
def _locked_file(path: Path) -> Iterator[None]:
    with path.open("a+b") as handle:
        try:
            if sys.platform == "win32":
                handle.seek(0)
                msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as problem:
            raise DatabaseProblemError("database.in_use") from problem
        yield
