"""The days on which what countries need is lost: worked out once for an exercise, in a process of its own, and kept.

It takes a process some seconds; who asks before it is done is told that it is being worked out.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from hashlib import blake2b
from multiprocessing.connection import Connection
from threading import Lock, Thread
from typing import cast

from simulation.needs.dates import lost_days
from simulation.scenario.schema.name_pools import freeze
from simulation.scenario.schema.scenario import Scenario
from webapp.process.own_process import BrokeOffError, told_by

log = logging.getLogger(__name__)

SEED = 1
"""Seed of the world in which nobody does anything, as for `rogatory scenario needs`."""

type Days = Mapping[str, int | None]
"""By need, the first day on which it cannot be had any more; None while play lasts."""


class LossDays:
    """What has been worked out for scenarios, and what is being worked out."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._digests: dict[str, str] = {}
        self._found: dict[str, Days] = {}
        self._waiting: dict[str, list[Callable[[], None]]] = {}
        self._guard = Lock()

    def of(self, exercise: str, scenario: Scenario, tell: Callable[[], None]) -> Days | None:
        """The days of an exercise's needs; None while they are being worked out, which begins with the first asking.

        Args:
            exercise: Which exercise.
            scenario: Its scenario; exercises of the same one are worked out once.
            tell: Is called once they are known.
        """
        with self._guard:
            if exercise not in self._digests:
                self._digests[exercise] = blake2b(scenario.model_dump_json().encode()).hexdigest()
            digest = self._digests[exercise]
            if digest in self._found:
                return self._found[digest]
            if digest not in self._waiting:
                Thread(target=self._find, args=(digest, scenario), name="loss days", daemon=True).start()
            self._waiting.setdefault(digest, []).append(tell)
            return None

    def _find(self, digest: str, scenario: Scenario) -> None:
        days: Days = {}
        try:
            days = _worked_out(scenario)
        finally:
            with self._guard:
                self._found[digest] = days
                told = self._waiting.pop(digest)
            for tell in told:
                tell()


LOSS_DAYS = LossDays()
"""What this process has worked out; nothing of it says what happened in an exercise."""


def _worked_out(scenario: Scenario) -> Days:
    """The days, by a process that does not slow the pages; none of them where it broke."""
    try:
        return cast("Days", next(told_by(_work, scenario, name="loss days"), {}))
    except BrokeOffError:
        log.exception("the days on which what countries need is lost were not worked out")
        return {}


def _work(answer: Connection, scenario: Scenario) -> None:
    answer.send(lost_days(freeze(scenario, SEED)))
