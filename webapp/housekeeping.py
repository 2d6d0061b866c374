"""What a server does beside serving: small chores on a thread of their own, none of which may end it."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa

from webapp.services import Services

log = logging.getLogger(__name__)

BEAT_SECONDS = 1.0


@dataclass(slots=True)
class Chore:
    """Something to do every so many seconds."""

    what: Callable[[], None]
    every: float
    due: float = float("-inf")


def chores(services: Services) -> tuple[Chore, ...]:
    """What there is to do."""
    return (Chore(services.sign_ins.keep, 60.0),)


class Housekeeper(threading.Thread):
    """Does the chores until the server ends, and once more then."""

    def __init__(self, services: Services) -> None:
        """Knows its chores."""
        super().__init__(name="housekeeping", daemon=True)
        self.chores = chores(services)
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
