"""Processes that play an exercise again many times: each has the record once and keeps what it has played of it.

They are spawned, because forking a server with threads is unsafe, and end with whoever began them; or they are those of
a cluster, which somebody else begins and ends. Every rerun is a
pure function of the record, so that results are the same whatever the number of processes. The collector of garbage
looks only at what a rerun left, after each one: half of a rerun would go to it otherwise.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from functools import cached_property
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import Event as Flag
from threading import Lock, Thread
from types import TracebackType
from typing import Any, Protocol, Self

from simulation.exercise.automation.player import Player
from simulation.review.branches import Record, Trunk

LOW_PRIORITY = 10
"""By so much a process gives way to others: desks of an exercise in play come first (assumption)."""

LOOK_SECONDS = 0.25
"""So often whoever waits for a run looks whether somebody stopped the work."""


class StoppedError(Exception):
    """Somebody stopped the work; nothing was kept."""


class Again:
    """What a process keeps of an exercise."""

    def __init__(self, record: Record, players: Mapping[str, Player]) -> None:
        """Keep the record.

        Args:
            record: The exercise.
            players: Policies by name.
        """
        self.record = record
        self.players = players

    @cached_property
    def trunk(self) -> Trunk:
        """The exercise as it was played, with copies on the way."""
        return Trunk(self.record, self.players)


class Cluster(Protocol):
    """Processes of other machines, which come and go."""

    def keep(self, value: object) -> object:
        """A stand-in for a value that travels once: as an argument of `submit` it becomes the value."""
        ...

    def submit[Found](self, job: Callable[..., Found], *arguments: object) -> Future[Found]:
        """Have a function of a module carried out; again by another process where one is lost."""
        ...


class _Worker:
    """The one that this process keeps."""

    again: Again | None = None
    body = b""
    """What it was made from, in a process of a cluster."""
    turn = Lock()
    """A process of a cluster may have several threads; it plays one rerun at a time."""


def _begin(body: bytes, lifeline: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the parent, which ends its workers
    end_with_parent(lifeline)
    record, policies = pickle.loads(body)  # noqa: S301 - made by the parent process
    _Worker.again = Again(record, policies)
    gc.freeze()
    gc.disable()
    if hasattr(os, "nice"):
        os.nice(LOW_PRIORITY)


def end_with_parent(lifeline: Connection) -> None:
    """End this process when the other end of a pipe is closed, be it that whoever held it was killed.

    Args:
        lifeline: The end from which a process reads; nobody ever writes at the other.
    """
    Thread(target=_end_with, args=(lifeline,), daemon=True).start()


def _end_with(lifeline: Connection) -> None:
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


def _carry_out[Found](job: Callable[[Again], Found]) -> Found:
    if _Worker.again is None:  # pragma: no cover - the pool begins with the record
        raise RuntimeError
    try:
        return job(_Worker.again)
    finally:
        gc.collect()


def _carry_out_of[Found](body: bytes, job: Callable[[Again], Found]) -> Found:
    """In a process of a cluster: it keeps the record of which it was asked last."""
    with _Worker.turn:
        if _Worker.again is None or _Worker.body != body:
            _Worker.again = None
            gc.unfreeze()  # what another record left may go
            record, policies = pickle.loads(body)  # noqa: S301 - made by whoever asks the cluster
            _Worker.again, _Worker.body = Again(record, policies), body
            gc.freeze()
        gc.disable()
        try:
            return _carry_out(job)
        finally:
            gc.enable()


def warm(again: Again) -> bool:
    """Play the exercise once, before anybody asks."""
    return again.trunk.record is again.record


class Workers:
    """The processes of one record."""

    def __init__(
        self,
        record: Record,
        players: Mapping[str, Player],
        count: int | None = None,
        cluster: Cluster | None = None,
    ) -> None:
        """Start them.

        Args:
            record: The exercise.
            players: Policies by name.
            count: How many; as many as processors when left out, none (this process) for 0.
            cluster: Processes that are there already, and are used instead.
        """
        self.count = (os.cpu_count() or 1) if count is None else count
        self._cluster = cluster
        self._kept = None if cluster is None else cluster.keep(pickle.dumps((record, players)))
        self._own = Again(record, players)
        self._pool: ProcessPoolExecutor | None = None
        self._ending = Lock()
        self._ended = False
        if self.count and cluster is None:
            context = get_context("spawn")
            theirs, self._lifeline = context.Pipe(duplex=False)
            self._body = (pickle.dumps((record, players)), theirs)
            with _deaf():  # the pool's locks begin the process that counts them
                self._pool = ProcessPoolExecutor(self.count, context, _begin, self._body)

    @property
    def is_here(self) -> bool:
        """Everything is worked out in this process, at once when it is asked for."""
        return self._cluster is None and self._pool is None

    def __enter__(self) -> Self:
        """For use in a with statement."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the processes."""
        self.close()

    def close(self) -> None:
        """End the processes, in the middle of a rerun too, and wait until they are gone.

        May be called again, and by several threads. Whoever waits for a rerun is told that the pool is broken.
        """
        if self._pool is None:
            return
        with self._ending:  # the server that stops and the work that is stopped both end them
            if not self._ended:
                self._ended = True
                self._lifeline.close()
                self._pool.shutdown(wait=True, cancel_futures=True)

    def submit[Found](self, job: Callable[[Again], Found]) -> Future[Found]:
        """Have something worked out: by the next free process, or at once in this one.

        Args:
            job: A function of a module, or a `partial` of one, which a process can be sent.
        """
        if self._cluster is not None:
            return self._cluster.submit(_carry_out_of, self._kept, job)
        if self._pool is not None:
            with _deaf():
                return self._pool.submit(_carry_out, job)
        done: Future[Found] = Future()
        done.set_result(job(self._own))
        return done


def result_of[Found](run: Future[Found], stop: Flag | None, begun: Iterable[Future[Any]]) -> Found:
    """What a run came to, waited for until somebody stops the work.

    Args:
        run: The run.
        stop: When set, the work ends at once.
        begun: All runs of the same work: those that no process has begun yet are dropped then.

    Raises:
        StoppedError: `stop` was set.
    """
    while stop is not None:
        if stop.is_set():
            for each in begun:
                each.cancel()
            raise StoppedError
        if wait((run,), LOOK_SECONDS).done:
            break
    return run.result()
