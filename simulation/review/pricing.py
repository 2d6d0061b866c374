"""Prices of many decisions at once: reruns shared between decisions and spread over processes.

As-was runs depend on the week and the replicate alone, so decisions of one week share them. Every rerun is a pure
function of the record, so the result is the same whatever the number of processes. Each process plays the exercise once
and keeps copies on the way (`branches.Trunk`); processes are spawned, because forking a server with threads is unsafe.
"""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import Event as Flag
from threading import Thread
from types import TracebackType
from typing import Self

from simulation.exercise.automation.player import Player
from simulation.kernel.agenda import DAY
from simulation.players.policies import players
from simulation.review.branches import Branch, Luck, Move, Record, Trunk, rerun
from simulation.review.decisions import Decision, Room, a_move
from simulation.review.what_if import Band, Effects, Pair, Price, bands_of, effects_of, summarise, week_of

REPLICATES = 30
"""How many lives a price is usually taken over, the exercise's own among them."""

type Lever = tuple[str, str, int]
"""Country, lever, and day of the decision; day 0: in place from the start."""


@dataclass(frozen=True, slots=True)
class Result:
    """What one rerun came to."""

    effects: Effects
    skipped: int
    is_diverged: bool


class _Worker:
    """What a process keeps: the exercise as played, with copies on the way."""

    trunk: Trunk | None = None


def _begin(body: bytes, lifeline: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the parent, which ends its workers
    Thread(target=_end_with, args=(lifeline,), daemon=True).start()
    record, policies = pickle.loads(body)  # noqa: S301 - made by the parent process
    _Worker.trunk = Trunk(record, policies)


def _end_with(lifeline: Connection) -> None:
    """Ends this process when the other end of the pipe is closed, be it that the parent was killed."""
    try:
        lifeline.recv_bytes()
    except (EOFError, OSError):
        os._exit(0)


@contextmanager
def _deaf() -> Iterator[None]:
    """Processes begun meanwhile hear neither Ctrl+C nor that the window was closed: both reach the whole group."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _ready() -> bool:
    return _Worker.trunk is not None


def _rerun(move: Move | None, luck: Luck) -> Result:
    if _Worker.trunk is None:  # pragma: no cover - the pool begins with the record
        raise RuntimeError
    return result_of(_Worker.trunk, move, luck)


def result_of(trunk: Trunk, move: Move | None, luck: Luck) -> Result:
    """One rerun in this process."""
    return _told(trunk.branch(move, luck))


def with_lever(record: Record, policies: Mapping[str, Player], lever: Lever, luck: Luck) -> Result:
    """One rerun with a lever in place, from nothing: what rests on it moves from the first day on."""
    settings = replace(record.settings, levers=(*record.settings.levers, lever))
    return _told(rerun(replace(record, settings=settings), policies, luck=luck))


def _rerun_with(lever: Lever, luck: Luck) -> Result:
    if _Worker.trunk is None:  # pragma: no cover - the pool begins with the record
        raise RuntimeError
    return with_lever(_Worker.trunk.record, _Worker.trunk.players, lever, luck)


def _told(branch: Branch) -> Result:
    return Result(effects_of(branch), len(branch.skipped), branch.is_diverged)


@dataclass(frozen=True, slots=True)
class LeverPrice:
    """What a lever in place would have changed.

    Attributes:
        country: Which country's.
        lever: Which.
        day: Day of the decision; 0: in place from the start.
        pairs: Every replicate, replicate 0 first.
        bands: By effect, over the replicates that did not diverge.
        diverged: How many are left out.
    """

    country: str
    lever: str
    day: int
    pairs: tuple[Pair, ...]
    bands: tuple[tuple[str, Band], ...]
    diverged: int


class CannotMoveError(Exception):
    """The decision could not have been taken earlier: what it rests on came then, or it was the first day."""


class StoppedError(Exception):
    """Somebody stopped the work; nothing was kept."""


class Pricer:
    """Prices the decisions of one record, with a pool that stays warm between them."""

    def __init__(
        self, record: Record, workers: int | None = None, policies: Mapping[str, Player] | None = None
    ) -> None:
        """Start the processes; they begin to play the exercise at once.

        Args:
            record: The exercise.
            workers: How many processes; as many as processors when left out, none (this process) for 0.
            policies: Policies by name; those that come with Rogatory when left out.
        """
        self.record = record
        self._policies = players() if policies is None else policies
        self._room = Room(record)
        count = (os.cpu_count() or 1) if workers is None else workers
        self._own = Trunk(record, self._policies) if count == 0 else None
        self._pool: ProcessPoolExecutor | None = None
        self._as_was: dict[tuple[int, int], Future[Result]] = {}
        if count:
            context = get_context("spawn")
            theirs, self._lifeline = context.Pipe(duplex=False)
            with _deaf():
                self._pool = ProcessPoolExecutor(
                    count, context, _begin, (pickle.dumps((record, self._policies)), theirs)
                )
                for _ in range(count):
                    self._pool.submit(_ready)

    def __enter__(self) -> Self:
        """For use in a with statement."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the processes."""
        self.close()

    def close(self) -> None:
        """End the processes, in the middle of a rerun too, and wait until they are gone; may be called again.

        Whoever waits for a rerun meanwhile is told that the pool is broken.
        """
        if self._pool is not None:
            self._lifeline.close()
            self._pool.shutdown(wait=True, cancel_futures=True)

    def price(
        self,
        decision: Decision,
        replicates: int = REPLICATES,
        seconds: int | None = None,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
        stop: Flag | None = None,
    ) -> Price:
        """The price of taking a decision earlier.

        Args:
            decision: Which.
            replicates: Lives, the exercise's own among them; at least 1.
            seconds: How much earlier, as far as it can be; a move when left out.
            progress: Told of replicates done and of their number.
            stop: When set, the work ends.

        Raises:
            CannotMoveError: It could not have been taken earlier.
            StoppedError: `stop` was set.
        """
        wanted = a_move(self.record, decision.at) if seconds is None else seconds
        gained = self._room.gained(decision, wanted)
        if not gained:
            raise CannotMoveError(decision.key)
        week = week_of(decision.at)
        move = self._room.earlier(decision, wanted)
        acted = self._submit(self._room.earlier(decision, wanted, keeps_lag=False), Luck())
        runs = [
            (number, self._was(week, number), self._submit(move, Luck(number, week if number else 0)))
            for number in range(replicates)
        ]
        pairs = []
        for number, was, moved in runs:
            if stop is not None and stop.is_set():
                for _, _, each in runs:
                    each.cancel()
                acted.cancel()
                raise StoppedError
            pairs.append(_pair(number, was.result(), moved.result()))
            progress(number + 1, replicates)
        return summarise(decision, gained, pairs, _pair(0, runs[0][1].result(), acted.result()))

    def lever(
        self,
        country: str,
        lever: str,
        day: int,
        replicates: int = REPLICATES,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
        stop: Flag | None = None,
    ) -> LeverPrice:
        """What a lever would have changed: the exercise as it was against the same with the lever.

        Args:
            country: Which country pulls it.
            lever: Which.
            day: Day of the decision; 0: in place from the start.
            replicates: Lives, the exercise's own among them; at least 1.
            progress: Told of replicates done and of their number.
            stop: When set, the work ends.

        Raises:
            StoppedError: `stop` was set.
        """
        start = max(day - 1, 0) * DAY
        chosen = (country, lever, day)
        lives = [Luck(number, start if number else 0) for number in range(replicates)]
        runs = [(luck.replicate, self._was(start, luck.replicate), self._with(chosen, luck)) for luck in lives]
        pairs = []
        for number, was, with_it in runs:
            if stop is not None and stop.is_set():
                for _, _, each in runs:
                    each.cancel()
                raise StoppedError
            pairs.append(_pair(number, was.result(), with_it.result()))
            progress(number + 1, replicates)
        return LeverPrice(country, lever, day, tuple(pairs), bands_of(pairs), sum(pair.is_diverged for pair in pairs))

    def _was(self, week: int, number: int) -> Future[Result]:
        place = (week if number else 0, number)
        found = self._as_was.get(place)
        if found is None or found.cancelled():
            found = self._submit(None, Luck(number, place[0]))
            self._as_was[place] = found
        return found

    def _with(self, lever: Lever, luck: Luck) -> Future[Result]:
        if self._pool is not None:
            return self._pool.submit(_rerun_with, lever, luck)
        done: Future[Result] = Future()
        done.set_result(with_lever(self.record, self._policies, lever, luck))
        return done

    def _submit(self, move: Move | None, luck: Luck) -> Future[Result]:
        if self._pool is not None:
            return self._pool.submit(_rerun, move, luck)
        done: Future[Result] = Future()
        if self._own is not None:
            done.set_result(result_of(self._own, move, luck))
        return done


def _pair(number: int, was: Result, moved: Result) -> Pair:
    return Pair(number, was.effects, moved.effects, moved.skipped, was.is_diverged or moved.is_diverged)
