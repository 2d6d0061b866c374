"""Prices of many decisions at once: reruns shared between decisions and spread over processes.

As-was runs depend on the week and the replicate alone, so decisions of one week share them. Each process plays the
exercise once and keeps copies on the way (`workers`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, replace
from functools import partial
from threading import Event as Flag
from types import TracebackType
from typing import Self

from simulation.exercise.automation.player import Player
from simulation.kernel.agenda import DAY
from simulation.players.policies import players
from simulation.review.branches import Branch, Luck, Move, Record, Trunk, rerun
from simulation.review.decisions import Decision, Room, a_move
from simulation.review.what_if import Band, Effects, Pair, Price, bands_of, effects_of, summarise, week_of
from simulation.review.workers import Again, Workers, warm

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


def _rerun(move: Move | None, luck: Luck, again: Again) -> Result:
    return result_of(again.trunk, move, luck)


def result_of(trunk: Trunk, move: Move | None, luck: Luck) -> Result:
    """One rerun in this process."""
    return _told(trunk.branch(move, luck))


def with_lever(record: Record, policies: Mapping[str, Player], lever: Lever, luck: Luck) -> Result:
    """One rerun with a lever in place, from nothing: what rests on it moves from the first day on."""
    settings = replace(record.settings, levers=(*record.settings.levers, lever))
    return _told(rerun(replace(record, settings=settings), policies, luck=luck))


def _rerun_with(lever: Lever, luck: Luck, again: Again) -> Result:
    return with_lever(again.record, again.players, lever, luck)


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
        self._room = Room(record)
        self.workers = Workers(record, players() if policies is None else policies, workers)
        self._as_was: dict[tuple[int, int], Future[Result]] = {}
        for _ in range(self.workers.count):
            self.workers.submit(warm)

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
        self.workers.close()

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
        return self.workers.submit(partial(_rerun_with, lever, luck))

    def _submit(self, move: Move | None, luck: Luck) -> Future[Result]:
        return self.workers.submit(partial(_rerun, move, luck))


def _pair(number: int, was: Result, moved: Result) -> Pair:
    return Pair(number, was.effects, moved.effects, moved.skipped, was.is_diverged or moved.is_diverged)
