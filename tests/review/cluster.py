"""A Dask cluster of two workers on this machine, as `docs/cli.md` starts it, and a run in which one worker is lost."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def program(*words: str) -> Iterator[None]:
    """One of Dask's own programs, from the directory in which the tests are found."""
    quiet = {"DASK_LOGGING__DISTRIBUTED": "critical", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "dask", *words]
    started = subprocess.Popen(command, cwd=ROOT, env=os.environ | quiet, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        started.terminate()
        started.wait(30)


@contextmanager
def two_workers() -> Iterator[str]:
    """The address of the scheduler; workers that are lost are not begun again."""
    from distributed import Client  # noqa: PLC0415 - half a second, for these tests alone

    address = f"tcp://127.0.0.1:{free_port()}"
    with ExitStack() as running:
        port = address.rpartition(":")[2]
        running.enter_context(program("scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard"))
        for name in ("one", "two"):
            running.enter_context(program("worker", address, "--nthreads", "1", "--no-nanny", "--name", name))
        with Client(address, timeout=60, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
        yield address


def workers_at(address: str) -> int:
    from distributed import Client  # noqa: PLC0415 - half a second, for these tests alone

    with Client(address, timeout=60, set_as_default=False) as client:
        return len(client.run(os.getpid))


def once_lost[Job, Row](played: Callable[[Job], Row], fatal: Job, mark: Path, job: Job) -> Row:
    """The row of a job; the first process that gets the fatal one is gone in the middle of it."""
    if job == fatal and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return played(job)
