"""The same thing under many seeds, in this process or spread over several, with a bar on a terminal."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from gettext import gettext as _

from tqdm import tqdm

from webapp.cli.arguments import BadUseError


def spread[Job, Row](played: Callable[[Job], Row], jobs: Sequence[Job], workers: int, what: str) -> list[Row]:
    """What a function gives for each job, in the order of the jobs, whatever the number of workers.

    Args:
        played: The function; with several workers it has to be one that a process can be sent.
        jobs: Seeds, or whatever tells one run from another.
        workers: Processes; with one, this one.
        what: What the bar on a terminal's standard error calls them.
    """
    if workers == 1:
        return list(_shown(map(played, jobs), len(jobs), what))
    # A fresh process for each worker: a forked one would inherit whatever threads and locks this one has.
    context = multiprocessing.get_context("spawn")
    workers = min(workers, len(jobs))
    # The scenario travels once a chunk; chunks are small enough that no worker sits idle for long at the end.
    chunk = max(1, min(20, len(jobs) // (4 * workers)))
    with ProcessPoolExecutor(max_workers=workers, mp_context=context) as pool:
        return list(_shown(pool.map(played, jobs, chunksize=chunk), len(jobs), what))


def seeds_named(text: str, least: int = 1) -> range:
    """The seeds that `A:B` means, B not among them; so many at least."""
    first, colon, last = text.partition(":")
    if not colon or not first.isdigit() or not last.isdigit() or int(first) >= int(last):
        raise BadUseError(_("--seeds needs A:B with A below B (B is not played), not {text!r}").format(text=text))
    if int(last) - int(first) < least:
        raise BadUseError(_("--seeds needs {least} seeds at least, not {text!r}").format(least=least, text=text))
    return range(int(first), int(last))


def workers_named(count: int) -> int:
    """How many processes."""
    if count < 1:
        raise BadUseError(_("--workers needs a number from 1 on, not {count}").format(count=count))
    return count


def _shown[Row](rows: Iterable[Row], total: int, what: str) -> Iterable[Row]:
    """The rows, with a bar on standard error where that is a terminal."""
    shown: Iterable[Row] = tqdm(rows, total=total, desc=what, file=sys.stderr, disable=None, leave=False)
    return shown
