"""Work in a process of its own, which does not slow the pages, and what it tells meanwhile."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pickle import PicklingError
from time import monotonic

END_SECONDS = 5.0

LOOK_SECONDS = 0.5
"""How often the time and the wish to stop are looked at."""


class BrokeOffError(Exception):
    """The process could not begin, ended otherwise than by coming to its end, or took longer than it may."""


class TookTooLongError(BrokeOffError):
    """It took longer than it may."""


def told_by(
    work: Callable[..., None],
    *given: object,
    name: str,
    seconds: float | None = None,
    is_stopped: Callable[[], bool] = lambda: False,
) -> Iterator[object]:
    """What `work(answer, *given)` sends by the connection `answer`, one after the other, until it is done.

    Whoever stops listening ends the process; it ends with the server too, and then there is no more to hear.

    Args:
        work: A function of a module.
        given: What it is given; it is copied.
        name: What the process is called.
        seconds: How long it may take, any time when left out.
        is_stopped: Whether nobody wants it any more: then it is ended, and there is no more to hear.

    Raises:
        BrokeOffError: It could not begin or broke.
        TookTooLongError: It took longer.
    """
    spawning = get_context("spawn")
    ours, theirs = spawning.Pipe(duplex=False)
    process = spawning.Process(target=_work, args=(work, theirs, given), name=name, daemon=True)
    until = None if seconds is None else monotonic() + seconds
    try:
        try:
            process.start()
        except (OSError, TypeError, AttributeError, PicklingError) as error:
            raise BrokeOffError(f"{name}: could not begin: {error}") from error
        theirs.close()
        while True:
            try:
                while not ours.poll(LOOK_SECONDS):
                    if is_stopped():
                        return
                    if until is not None and monotonic() > until:
                        raise TookTooLongError(f"{name}: took longer than {seconds} seconds")
                heard = ours.recv()
            except (EOFError, OSError):
                process.join()
                if process.exitcode not in {0, -signal.SIGTERM}:  # the latter when the server ends
                    raise BrokeOffError(f"{name}: ended with {process.exitcode}") from None
                return
            yield heard
    finally:
        ours.close()
        theirs.close()
        if process.is_alive():
            process.terminate()
            process.join(END_SECONDS)


def _work(work: Callable[..., None], answer: Connection, given: tuple[object, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the parent
    work(answer, *given)
