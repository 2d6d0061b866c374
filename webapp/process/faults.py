"""What keeps the database from being written: told apart, remembered until it is over, and said to whoever needs it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

import sqlalchemy as sa


class Fault(StrEnum):
    """What is in the way."""

    FULL = "full"
    """No space is left."""

    LOW = "low"
    """Little space is left; everything works still."""

    DISK = "disk"
    """The disk or its folder refuses."""

    LOCKED = "locked"
    """Another program holds the file."""

    AWAY = "away"
    """The database server does not answer."""

    ELSEWHERE = "elsewhere"
    """Another server has taken the database; this one may only read."""


HINDERING = frozenset({Fault.FULL, Fault.DISK, Fault.LOCKED, Fault.AWAY})
"""Faults that end when a write succeeds again."""


class RefusedWriteError(sa.exc.OperationalError):
    """A write that was not begun, because of a fault that is known already."""

    def __init__(self, fault: Fault) -> None:
        """Keep the fault."""
        self.fault = fault
        super().__init__("", {}, RuntimeError(fault.value))


def fault_of(problem: sa.exc.DBAPIError) -> Fault:
    """What an error of the database means."""
    if isinstance(problem, RefusedWriteError):
        return problem.fault
    cause = problem.orig
    code = str(getattr(cause, "sqlite_errorname", "") or getattr(cause, "sqlstate", "") or "")
    match code:
        case "SQLITE_FULL" | "53100":
            return Fault.FULL
        case "SQLITE_BUSY" | "SQLITE_LOCKED" | "55P03":
            return Fault.LOCKED
        case _ if code.startswith(("SQLITE_BUSY_", "SQLITE_LOCKED_")):
            return Fault.LOCKED
        case _ if code.startswith("SQLITE_"):
            return Fault.DISK
        case _:
            return Fault.AWAY


@dataclass(slots=True)
class TroubleBook:
    """The faults of this moment; `on_change` is told when one comes or goes."""

    on_change: Callable[[], None] = lambda: None
    _now: set[Fault] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def noted(self, fault: Fault) -> bool:
        """A fault was met; True when it is a new one."""
        with self._lock:
            is_new = fault not in self._now
            self._now.add(fault)
        if is_new:
            self.on_change()
        return is_new

    def over(self, *faults: Fault) -> None:
        """These are over, if they were there."""
        with self._lock:
            gone = self._now.intersection(faults)
            self._now -= gone
        if gone:
            self.on_change()

    def now(self) -> tuple[Fault, ...]:
        """What is in the way now, in the order of the enum."""
        with self._lock:
            return tuple(each for each in Fault if each in self._now)
