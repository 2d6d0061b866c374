"""`run.py bench front --json`: what 500 silent and 60 slow connections cost everybody else.

A real server on this machine, an exercise under way, 20 people who open pages of their desk. Five times in turn they
do so alone and beside 500 connections that send nothing (they come again when the server ends them) and 60 slow ones
(half with a body of which a byte comes every three seconds, half that never read what they asked for). The figure is
the median of the five ratios of the 99th percentiles. The program ends with 1 when it is two or more, or when a page
did not come.

Loopback only; every loop is bounded in count and in time.
"""

from __future__ import annotations

import json
import statistics
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPException
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.webapp.hostile import half_sent, held, not_reading, silent
from tests.webapp.server.test_front import PAGES, furnished, largest_file
from tests.webapp.serving import Browser, Process, free_port

ROUNDS = 5
EACH = 10
"""Pages of one person in a round."""

PAUSE_SECONDS = 0.5
SILENT = 500
SLOW = 60
FACTOR = 2.0
PATIENCE = 20.0


@contextmanager
def beside(port: int) -> Iterator[None]:
    """The hostile connections."""
    with ExitStack() as stack:
        for each in (silent(port, SILENT), half_sent(port, SLOW // 2), not_reading(port, SLOW // 2, largest_file())):
            stack.enter_context(held(each))
        yield


def round_of(exercise: str, people: list[Browser]) -> list[float]:
    """Milliseconds of each page; infinite for one that did not come."""
    found: list[float] = []

    def ask(person: Browser, number: int) -> None:
        time.sleep(PAUSE_SECONDS * number / len(people))  # people do not click in step
        for turn in range(EACH):
            begun = time.perf_counter()
            try:
                status = person.get(f"/x/{exercise}/desk/{PAGES[turn % len(PAGES)]}", PATIENCE).status
            except (OSError, HTTPException):
                status = 0
            found.append((time.perf_counter() - begun) * 1000 if status == 200 else float("inf"))
            time.sleep(PAUSE_SECONDS)

    asking = [threading.Thread(target=ask, args=(person, number)) for number, person in enumerate(people)]
    for each in asking:
        each.start()
    for each in asking:
        each.join((PATIENCE + PAUSE_SECONDS) * EACH + 10)
    return found


def p99(times: list[float]) -> float:
    """The 99th percentile."""
    return sorted(times)[min(len(times) - 1, int(len(times) * 0.99))]


def main() -> int:
    """Measure and print one JSON document."""
    alone: list[float] = []
    crowded: list[float] = []
    missing = 0
    with TemporaryDirectory() as folder:
        server = Process(Path(folder), free_port())
        server.start()
        try:
            exercise, people = furnished(server)
            round_of(exercise, people)  # warm
            for _ in range(ROUNDS):
                quiet = round_of(exercise, people)
                with beside(server.port):
                    busy = round_of(exercise, people)
                alone.append(p99(quiet))
                crowded.append(p99(busy))
                missing += sum(each == float("inf") for each in (*quiet, *busy))
        finally:
            server.stop()
    factor = statistics.median(busy / quiet for quiet, busy in zip(alone, crowded, strict=True))
    rounded = {
        "alone_p99_ms": [round(each, 1) for each in alone],
        "beside_p99_ms": [round(each, 1) for each in crowded],
    }
    print(json.dumps({"silent": SILENT, "slow": SLOW, "factor": round(factor, 2), "missing": missing, **rounded}))
    return 1 if missing or not factor < FACTOR else 0


if __name__ == "__main__":
    sys.exit(main())
