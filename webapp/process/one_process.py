"""One process at a time uses a database: taken at the start, and on PostgreSQL checked before each write.

On SQLite it is a lock on a file beside the database, which lasts as long as the process. On PostgreSQL it is an
advisory lock of one connection, and connections end: the server restarts, somebody terminates them, a network fails. A
lock that is gone is taken again; where another process has it, nothing is written here until that one ends.
"""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import Connection, Engine

from webapp.process.faults import Fault, RefusedWriteError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

ADVISORY_KEY = 0x526F6761746F7279  # "Rogatory"

UNLOCK = sa.select(sa.func.pg_advisory_unlock(ADVISORY_KEY))

HELD = sa.text(
    "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND pid = pg_backend_pid() AND objsubid = 1"
    " AND classid::bigint = :high AND objid::bigint = :low"
).bindparams(high=ADVISORY_KEY >> 32, low=ADVISORY_KEY & 0xFFFFFFFF)


class HeldByOtherError(Exception):
    """Another process has the database."""


class Guard:
    """The advisory lock of this process on PostgreSQL."""

    def __init__(self, engine: Engine) -> None:
        """Nothing is taken yet."""
        self._engine = engine
        self._connection: Connection | None = None
        self._lock = threading.Lock()
        self.was_lost = False

    def take(self) -> None:
        """Takes the lock.

        Raises:
            HeldByOtherError: Another process has it.
        """
        with self._lock:
            if not self._taken():
                raise HeldByOtherError

    def check(self) -> None:
        """Makes sure that this process has the lock still, or again.

        Raises:
            RefusedWriteError: Another process has it.
            OperationalError: The database does not answer.
        """
        with self._lock:
            if self._is_held():
                return
            self.was_lost = True
            self._drop()
            if not self._taken():
                raise RefusedWriteError(Fault.ELSEWHERE)

    def release(self) -> None:
        """Gives the lock back, at once: PostgreSQL ends a closed connection only after a moment, and keeps its lock."""
        with self._lock:
            if self._connection is not None:
                with contextlib.suppress(sa.exc.DBAPIError):
                    self._connection.execute(UNLOCK)
            self._drop()

    def _is_held(self) -> bool:
        if self._connection is None:
            return False
        try:
            return bool(self._connection.scalar(HELD))
        except sa.exc.DBAPIError:
            return False

    def _taken(self) -> bool:
        made = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        if made.scalar(sa.select(sa.func.pg_try_advisory_lock(ADVISORY_KEY))):
            self._connection = made
            return True
        made.close()
        return False

    def _drop(self) -> None:
        if self._connection is not None:
            with contextlib.suppress(sa.exc.DBAPIError):
                self._connection.invalidate()  # closed for good: a pooled connection would keep the lock
                self._connection.close()
            self._connection = None


@contextmanager
def locked_file(path: Path) -> Iterator[None]:
    """Holds a file for this process.

    Raises:
        HeldByOtherError: Another process holds it.
    """
    with path.open("a+b") as handle:
        try:
            if sys.platform == "win32":
                handle.seek(0)
                msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as problem:
            raise HeldByOtherError from problem
        yield
