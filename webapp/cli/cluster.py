"""Runs on the machines of a Dask cluster: the extra `dask`, and the address of a scheduler that somebody has started.

This module opens no port. It gives the cluster only pure functions of their arguments, so that another worker repeats
a run whose worker is lost, and rows are the same on every machine.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from gettext import gettext as _
from importlib.metadata import version
from typing import TYPE_CHECKING

from simulation.exercise.core.settings import RULES_VERSION
from webapp.cli.arguments import BadUseError, Parser

if TYPE_CHECKING:
    from distributed import Client

CONNECT_SECONDS = 10
"""So long an address may be silent before the command gives up (assumption)."""

type Versions = tuple[str, int, tuple[int, int]]
"""Version of Rogatory, of the rules and of Python: runs are the same only where all three are."""


def add_scheduler(parser: Parser) -> None:
    """The option that names a cluster."""
    parser.add_argument("--scheduler", default="", metavar="ADDRESS")


def versions() -> Versions:
    """The versions of this process."""
    return version("rogatory"), RULES_VERSION, sys.version_info[:2]


class DaskCluster:
    """The workers of one scheduler."""

    def __init__(self, client: Client) -> None:
        """Keep the connection; `cluster_at` makes it."""
        self._client = client
        self._executor: Executor = client.get_executor(pure=False)

    def keep(self, value: object) -> object:
        """A placeholder for a value that is sent once: as an argument of `submit` it becomes the value.

        It is a task as well, so that it is made again if the worker that holds it is lost.
        """
        return self._client.submit(_itself, value, pure=False)

    def submit[Found](self, job: Callable[..., Found], *arguments: object) -> Future[Found]:
        """Have the next free worker run a function of a module."""
        return self._executor.submit(job, *arguments)


@contextmanager
def cluster_at(address: str) -> Iterator[DaskCluster | None]:
    """The cluster behind an address; None without one, for this machine's own processes.

    Args:
        address: As `tcp://127.0.0.1:8786`, or "".

    Raises:
        BadUseError: The extra is not installed, nobody answers, no worker is there, one of them has other versions, or
            the cluster was lost; in that case no result is printed.
    """
    if not address:
        yield None
        return
    try:
        from distributed import Client  # noqa: PLC0415 - an extra, which takes half a second to import
    except ImportError as error:
        raise BadUseError(_("--scheduler needs the extra dask: pip install 'rogatory[dask]'")) from error
    try:
        client = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise BadUseError(_("no scheduler answers at {address}").format(address=address)) from error
    with client:
        _require_the_same(client, address)
        try:
            yield DaskCluster(client)
        except Exception as error:
            if type(error).__module__.partition(".")[0] != "distributed":
                raise
            text = _("the cluster at {address} was lost ({why}); start it again and repeat the command")
            raise BadUseError(text.format(address=address, why=type(error).__name__)) from error


def _require_the_same(client: Client, address: str) -> None:
    """Stop if a worker would not play a run as this process does.

    Raises:
        BadUseError: There is no worker, or one has other versions or no Rogatory.
    """
    try:
        theirs: dict[str, Versions] = client.run(versions)
    except ImportError as error:
        raise BadUseError(_("Rogatory is not installed on a worker at {address}").format(address=address)) from error
    if not theirs:
        raise BadUseError(_("no worker has joined the scheduler at {address}").format(address=address))
    own = versions()
    for worker, found in theirs.items():
        if tuple(found) != own:
            text = _(
                "the worker {worker} has {found}, this program has {own}: Rogatory, rules and Python have to "
                "be the same"
            )
            raise BadUseError(text.format(worker=worker, found=_told(found), own=_told(own)))


def _told(found: Versions) -> str:
    rogatory, rules, (major, minor) = found
    return f"{rogatory}, {rules}, {major}.{minor}"


def _itself[Kept](value: Kept) -> Kept:
    return value
