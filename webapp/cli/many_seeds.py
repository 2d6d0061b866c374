"""The same run under many seeds, in this process, in several or on a cluster, with a progress bar on a terminal."""

from __future__ import annotations

import gc
import multiprocessing
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from gettext import gettext as _

from tqdm import tqdm

from simulation.review.workers import end_with_parent
from webapp.cli.arguments import BadUseError, Parser
from webapp.cli.cluster import add_scheduler, cluster_at


@dataclass(frozen=True, slots=True)
class Where:
    """Where runs are played.

    Attributes:
        workers: Number of processes of this machine; 1 means this process.
        scheduler: Address of a Dask cluster that plays them instead; "" if there is none.
    """

    workers: int = 1
    scheduler: str = ""


def add_where(parser: Parser) -> None:
    """The options that say where runs are played."""
    parser.add_argument("--workers", type=int, default=1, metavar="N")
    add_scheduler(parser)


def where_named(given: Namespace) -> Where:
    """The place that these options name."""
    return Where(workers_named(given.workers), given.scheduler)


def spread[Job, Row](played: Callable[[Job], Row], jobs: Sequence[Job], where: Where, what: str) -> Iterator[Row]:
    """The results of a function for each job as they come, in the order of the jobs, wherever it runs.

    Args:
        played: The function; if another process runs it, it has to be possible to send it there.
        jobs: Seeds, or other values that distinguish the runs.
        where: Where they are played.
        what: The name of the runs beside the bar on a terminal's standard error.

    Raises:
        BadUseError: The cluster cannot be used.
    """
    with cluster_at(where.scheduler) as cluster:
        if cluster is not None:
            kept = cluster.keep(played)
            waiting = [cluster.submit(_carried_out, kept, job) for job in jobs]
            yield from _shown((each.result() for each in waiting), len(jobs), what)
            return
    if where.workers == 1 or not jobs:
        yield from _shown(map(partial(_carried_out, played), jobs), len(jobs), what)
        return
    # A fresh process for each worker: a forked one would inherit whatever threads and locks this one has.
    context = multiprocessing.get_context("spawn")
    workers = min(where.workers, len(jobs))
    # The scenario travels once a chunk; chunks are small enough that no worker sits idle for long at the end, and that
    # little is lost if whoever keeps the results is stopped.
    chunk = max(1, min(4, len(jobs) // (4 * workers)))
    theirs, ours = context.Pipe(duplex=False)
    with ours, ProcessPoolExecutor(workers, context, end_with_parent, (theirs,)) as pool:
        yield from _shown(pool.map(partial(_carried_out, played), jobs, chunksize=chunk), len(jobs), what)


def seeds_named(text: str, least: int = 1) -> range:
    """The seeds that `A:B` means, without B; at least so many as given."""
    first, colon, last = text.partition(":")
    if not colon or not first.isdigit() or not last.isdigit() or int(first) >= int(last):
        raise BadUseError(_("--seeds needs A:B with A below B (B is not played), not {text!r}").format(text=text))
    if int(last) - int(first) < least:
        raise BadUseError(_("--seeds needs {least} seeds at least, not {text!r}").format(least=least, text=text))
    return range(int(first), int(last))


def workers_named(count: int) -> int:
    """How many processes."""
    if count < 1:
        raise BadUseError(_("--workers needs a number of at least 1, not {count}").format(count=count))
    return count


@contextmanager
def no_sweeps() -> Iterator[None]:
    """Switch off the search for cyclic garbage during one run: a run keeps nearly everything, and a search takes time.

    What the process has frozen for itself stays frozen.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _carried_out[Job, Row](played: Callable[[Job], Row], job: Job) -> Row:
    """The result for one job; one search at the end frees what a run leaves, so that many runs take no more memory.

    It looks at the young generation, in which all is that was made while nothing was searched. What was there before
    lasts, and would be searched through anew after each run.
    """
    with no_sweeps():
        row = played(job)
    gc.collect(0)
    return row


def _shown[Row](rows: Iterable[Row], total: int, what: str) -> Iterable[Row]:
    """The rows, with a bar on standard error if that is a terminal."""
    shown: Iterable[Row] = tqdm(rows, total=total, desc=what, file=sys.stderr, disable=None, leave=False)
    return shown
