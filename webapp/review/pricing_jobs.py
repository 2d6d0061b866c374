"""Work in the background: one thread a server plays runs and finds prices, with processes to help it.

The processes play the exercise once and stay warm for what is asked next. What is found is stored at once, piece by
piece: after a stop or a restart it can be asked for again, and goes on with what is missing.
"""

from __future__ import annotations

import logging
import os
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from threading import Event, Lock, Thread
from time import monotonic

from simulation.exercise.automation.player import Player
from simulation.review.branches import Record
from simulation.review.bundles import RUNS, plan, play_again
from simulation.review.prices.choices import Decision
from simulation.review.prices.prices import (
    FIRST_TOLD,
    LOOK,
    TOLD,
    TOLD_AFTER,
    CannotMoveError,
    Pricer,
    chosen,
    lever_key,
    price_key,
)
from simulation.review.prices.variants import Variant
from simulation.review.workers import StoppedError, result_of
from webapp.review.record_store import keep_price, keep_runs, keep_screening, prices, runs_of, screening_of, set_mark
from webapp.store.database import Database

log = logging.getLogger(__name__)

END_SECONDS = 20.0

LOOKED_AT = 12
"""Decisions that are played in runs by which some are chosen (assumption)."""

PIECES_TIMED = 9
"""Pieces of work from whose times the rest is told (assumption)."""

TOLD_OF = 6
"""Of these, decisions that are told over runs of their own (assumption)."""


@dataclass(frozen=True, slots=True)
class PriceWanted:
    """A decision taken otherwise, of which somebody asks what that changes."""

    decision: Decision
    variant: Variant

    @property
    def key(self) -> str:
        """Its key among the prices of an exercise."""
        return price_key(self.decision, self.variant)


@dataclass(frozen=True, slots=True)
class LeverWanted:
    """A lever of which somebody asks what it would have changed."""

    country: str
    lever: str
    day: int

    @property
    def key(self) -> str:
        """Its key among the prices of an exercise."""
        return lever_key(self.country, self.lever, self.day)


@dataclass(frozen=True, slots=True)
class DelayWanted:
    """What delay cost: runs under every bundle of waits. Each is kept when it is played; asked again, it goes on."""

    runs: int = RUNS

    @property
    def key(self) -> str:
        """Its key among the work for an exercise."""
        return "delay"


@dataclass(frozen=True, slots=True)
class AllWanted:
    """All decisions once with the exercise's own chance events; then runs of those that move most."""

    looked_at: int = LOOKED_AT
    told: int = TOLD_OF

    @property
    def key(self) -> str:
        """Its key among the work for an exercise."""
        return "all"


type Wanted = PriceWanted | LeverWanted | DelayWanted | AllWanted
"""What can be asked for."""


@dataclass(frozen=True, slots=True)
class Job:
    """Work that somebody asked for.

    Attributes:
        exercise: Which exercise.
        sequence: Last entry of the journal for which it holds.
        wanted: What was asked for.
        done: Pieces done.
        total: Pieces asked for.
        failed: The work broke off; it can be asked for again.
        seconds_left: How long the rest takes if it goes on as it went; None while nothing tells.
    """

    exercise: str
    sequence: int
    wanted: Wanted
    done: int = 0
    total: int = TOLD + 1
    failed: bool = False
    seconds_left: float | None = None


class Jobs:
    """The list of work, and the thread that does it."""

    def __init__(
        self, database: Database, workers: int | None = None, policies: Mapping[str, Player] | None = None
    ) -> None:
        """Start with nothing to do.

        Args:
            database: Where what is found is kept.
            workers: Processes; one fewer than processors, at least one, when left out.
            policies: Policies by name; those that come with Rogatory when left out.
        """
        self._database = database
        self._policies = policies
        self._workers = max(1, (os.cpu_count() or 2) - 1) if workers is None else workers
        self._waiting: deque[tuple[Job, Record]] = deque()
        self._jobs: dict[tuple[str, str], Job] = {}
        self._stops: dict[tuple[str, str], Event] = {}
        self._guard = Lock()
        self._thread: Thread | None = None
        self._pricer: Pricer | None = None
        self._ended = False

    def of(self, exercise: str) -> tuple[Job, ...]:
        """What is being found for an exercise, in the order of asking."""
        with self._guard:
            return tuple(job for job in self._jobs.values() if job.exercise == exercise)

    def ask(self, exercise: str, sequence: int, wanted: Wanted, record: Record) -> None:
        """Ask for something; asking twice is asking once."""
        key = (exercise, wanted.key)
        with self._guard:
            if self._ended:
                return
            known = self._jobs.get(key)
            if known is not None and not known.failed and known.sequence == sequence:
                return
            job = Job(exercise, sequence, wanted)
            self._jobs[key] = job
            self._stops[key] = Event()
            self._waiting.append((job, record))
            if self._thread is None or not self._thread.is_alive():
                self._thread = Thread(target=self._work, name="prices", daemon=True)
                self._thread.start()

    def stop(self, exercise: str, wanted: str) -> None:
        """Drop what was asked for; what is stored of it stays."""
        with self._guard:
            flag = self._stops.get((exercise, wanted))
            if flag is not None:
                flag.set()
            self._jobs.pop((exercise, wanted), None)

    def end(self) -> None:
        """The server ends: the processes go now, in the middle of a run too; nothing is begun any more."""
        with self._guard:
            self._ended = True
            self._waiting.clear()
            self._jobs.clear()
            for flag in self._stops.values():
                flag.set()
            thread, pricer = self._thread, self._pricer
        if pricer is not None:
            pricer.close()
        if thread is not None:
            thread.join(END_SECONDS)

    def _work(self) -> None:
        about: tuple[str, int] | None = None
        pricer: Pricer | None = None
        try:
            while (task := self._next()) is not None:
                job, record = task
                if pricer is None or about != (job.exercise, job.sequence):
                    if pricer is not None:
                        pricer.close()
                    pricer, about = Pricer(record, self._workers, self._policies), (job.exercise, job.sequence)
                    with self._guard:
                        self._pricer = pricer
                if not self._ended:
                    self._find(job, pricer)
        finally:
            if pricer is not None:
                pricer.close()

    def _next(self) -> tuple[Job, Record] | None:
        with self._guard:
            while self._waiting and not self._ended:
                job, record = self._waiting.popleft()
                if self._jobs.get((job.exercise, job.wanted.key)) is job:
                    return job, record
            self._thread = None
            return None

    def _find(self, job: Job, pricer: Pricer) -> None:
        key = (job.exercise, job.wanted.key)
        with self._guard:
            if self._jobs.get(key) is not job:  # stopped since it was taken from the list
                return
            stop = self._stops.setdefault(key, Event())

        went: deque[tuple[int, float]] = deque(maxlen=PIECES_TIMED)

        def progress(done: int, total: int) -> None:
            if went and went[-1][0] > done:  # work of another kind begins, which counts anew
                went.clear()
            went.append((done, monotonic()))
            (first, since), (last, until) = went[0], went[-1]
            left = (until - since) / (last - first) * (total - done) if last > first else None
            with self._guard:
                if key in self._jobs and self._stops.get(key) is stop:
                    self._jobs[key] = replace(job, done=done, total=total, seconds_left=left)

        try:
            match job.wanted:
                case LeverWanted(country, lever, day):
                    found = pricer.lever(country, lever, day, progress=progress, stop=stop, after=TOLD_AFTER)
                    keep_price(self._database, job.exercise, job.sequence, found)
                case PriceWanted(decision, variant):
                    found = pricer.price(decision, variant, progress=progress, stop=stop, after=TOLD_AFTER)
                    keep_price(self._database, job.exercise, job.sequence, found)
                case DelayWanted(runs):
                    self._play_runs(job, runs, pricer, progress, stop)
                case AllWanted():
                    self._look_at_all(job, job.wanted, pricer, progress, stop)
        except (StoppedError, CannotMoveError):
            self._drop(key, stop)
            return
        except Exception:
            if self._ended:
                return
            log.exception("a price was not found")
            with self._guard:
                if key in self._jobs and self._stops.get(key) is stop:
                    self._jobs[key] = replace(job, failed=True)
            return
        self._drop(key, stop)

    def _drop(self, key: tuple[str, str], stop: Event) -> None:
        """Work is over; what was asked for anew since somebody stopped it stays."""
        with self._guard:
            if self._stops.get(key) is stop:
                self._jobs.pop(key, None)
                self._stops.pop(key, None)

    def _play_runs(
        self, job: Job, runs: int, pricer: Pricer, progress: Callable[[int, int], None], stop: Event
    ) -> None:
        """Play the runs that are missing, one after the other through all bundles; each is kept at once.

        Raises:
            StoppedError: `stop` was set.
        """
        there = {each.key.number for each in runs_of(self._database, job.exercise, job.sequence)}
        missing = [number for number in range(1, runs + 1) if number not in there]
        for done, number in enumerate(missing, runs - len(missing)):
            progress(done, runs)
            keys = plan(pricer.record, 1, number)
            rows = [pricer.workers.submit(partial(play_again, key)) for key in keys]
            played = [result_of(row, stop, rows) for row in rows]
            keep_runs(self._database, job.exercise, job.sequence, number, played)

    def _look_at_all(
        self, job: Job, wanted: AllWanted, pricer: Pricer, progress: Callable[[int, int], None], stop: Event
    ) -> None:
        """Screen all decisions, look at those that move something in some runs, and tell the first over others.

        Raises:
            StoppedError: `stop` was set.
        """
        place = (self._database, job.exercise, job.sequence)
        screened = screening_of(*place)
        if not screened:
            screened = pricer.screen(progress, stop)
            keep_screening(*place, screened)
        todo = chosen(screened, wanted.looked_at)
        total = len(todo) + min(wanted.told, len(todo))
        looks = []
        for done, each in enumerate(todo):
            progress(done, total)
            look = pricer.price(each.decision, each.variant, range(1, LOOK + 1), stop=stop)
            looks.append(
                (max((look.strength(figure).runs - look.strength(figure).same for figure in pricer.case)), each)
            )
        looks.sort(key=lambda pair: -pair[0])  # stable: among equals the order of the screening
        there = prices(*place)
        for done, (_runs_that_moved, each) in enumerate(looks[: wanted.told], len(todo)):
            progress(done, total)
            if price_key(each.decision, each.variant) not in there:
                told = range(FIRST_TOLD, FIRST_TOLD + TOLD)
                keep_price(*place, pricer.price(each.decision, each.variant, told, stop=stop, after=TOLD_AFTER))
        set_mark(*place, "looked")
