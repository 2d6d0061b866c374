"""What a server does beside serving: small chores on a thread of their own, none of which may end it."""

from __future__ import annotations

import contextlib
import logging
import shutil
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import sqlalchemy as sa

from webapp.process.faults import HINDERING, Fault, fault_of
from webapp.store.tables import SettingRecord
from webapp.visit.visitor import Services

log = logging.getLogger(__name__)

BEAT_SECONDS = 1.0

LITTLE_SPACE = 200 * 1024 * 1024
"""Fewer free bytes than that where the database lies, and the trainer is told; a day of workshop writes some 20 MB."""


@dataclass(slots=True)
class Chore:
    """Something to do every so many seconds."""

    what: Callable[[], None]
    every: float
    due: float = float("-inf")


def chores(services: Services) -> tuple[Chore, ...]:
    """What there is to do."""
    return (
        Chore(partial(watch_guard, services), 2.0),
        Chore(partial(watch_space, services), 10.0),
        Chore(partial(try_again, services), 2.0),
        Chore(services.sign_ins.keep, 60.0),
    )


def watch_guard(services: Services) -> None:
    """Makes sure that this process holds the database; while another does, what is shown here follows it."""
    guard = services.database.guard
    if guard is None:
        return
    try:
        guard.check()
    except sa.exc.OperationalError as problem:
        services.troubles.noted(fault_of(problem))
        if fault_of(problem) is Fault.ELSEWHERE:
            services.store.refresh()
        return
    if guard.was_lost:
        guard.was_lost = False
        services.store.refresh()
    services.troubles.over(Fault.ELSEWHERE)


def watch_space(services: Services) -> None:
    """Tells the trainer before the disk is full."""
    if services.database.engine.dialect.name != "sqlite":
        return
    if shutil.disk_usage(services.config.data).free < LITTLE_SPACE:
        services.troubles.noted(Fault.LOW)
    else:
        services.troubles.over(Fault.LOW)


def try_again(services: Services) -> None:
    """While something hinders: writes a row, to learn whether it is over."""
    hindering = HINDERING.intersection(services.troubles.now())
    if not hindering:
        return
    with contextlib.suppress(sa.exc.OperationalError):
        with services.database.writing(at_leisure=True) as session:
            session.merge(SettingRecord(key="last_try", value=f"{time.time():.3f}"))
        services.troubles.over(*hindering)


class Housekeeper(threading.Thread):
    """Does the chores until the server ends, and once more then."""

    def __init__(self, services: Services, more: tuple[Chore, ...] = ()) -> None:
        """Knows its chores.

        Args:
            services: What they work on.
            more: Chores besides those of every server.
        """
        super().__init__(name="housekeeping", daemon=True)
        self.chores = (*chores(services), *more)
        self.ending = threading.Event()

    def run(self) -> None:
        """Works until the server ends."""
        while True:
            is_last = self.ending.wait(BEAT_SECONDS)
            for chore in self.chores:
                if is_last or time.monotonic() >= chore.due:
                    chore.due = time.monotonic() + chore.every
                    self._do(chore)
            if is_last:
                return

    def end(self) -> None:
        """Does the last round; returns when it is done."""
        self.ending.set()
        self.join(5)

    def _do(self, chore: Chore) -> None:
        try:
            chore.what()
        except sa.exc.SQLAlchemyError as problem:
            log.info("a chore waits: %s", problem)  # a full disk, a database that is away: said where people act
        except Exception:
            log.exception("a chore failed")
