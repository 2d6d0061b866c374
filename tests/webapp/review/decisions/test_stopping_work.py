"""Work in the background as a trainer sees it: it moves on with each run, and it stops when somebody says so."""

from __future__ import annotations

import html
import re
import time
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import Any

import pytest

from simulation.review.figures import FIGURES
from simulation.review.prices.prices import Pricer, Result
from simulation.review.workers import Workers
from tests.webapp.conftest import Cast
from tests.webapp.house import House
from tests.webapp.review.finished import movable
from tests.webapp.review.test_prices_shown import finished
from webapp.review import pricing_jobs
from webapp.review.current_review import end_work, ticket

pytestmark = pytest.mark.acceptance("plays an exercise")

SOON = 20.0
ANY = Result({each.key: 10.0 for each in FIGURES}, 100, 0)


class Slow:
    """Processes that finish a run when the test says so."""

    def __init__(self) -> None:
        self.asked: list[tuple[object, Future[Any]]] = []

    def keep(self, value: object) -> object:
        return value

    def submit[Found](self, job: Callable[..., Found], *arguments: object) -> Future[Found]:
        run: Future[Found] = Future()
        self.asked.append((arguments[-1], run))
        return run

    def finish(self, first: int, runs: int) -> None:
        for _job, run in self.asked[first : first + runs]:
            run.set_result(ANY)


def until(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + SOON
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.05)


def is_unchanged(slow: Slow) -> Callable[[], bool]:
    """Whether no more was asked for between two looks."""
    seen = [-1]

    def is_quiet() -> bool:
        seen.append(len(slow.asked))
        return seen[-1] == seen[-2]

    return is_quiet


def is_as_was(job: object) -> bool:
    return isinstance(job, partial) and job.args[0] is None


@pytest.mark.usefixtures("quick_end")
def test_each_run_counts_and_stop_frees_the_processes(
    house: House, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    exercise, reading, _sequence = finished(house, "blue-current")
    slow = Slow()
    monkeypatch.setattr(pricing_jobs, "Pricer", lambda record, *_: Pricer(record, 0, cluster=slow))
    address = f"/x/{exercise}/review/decisions"
    chosen = next(movable(reading))

    def told() -> list[str]:
        return re.findall(r'<span class="r-meta">(\d+ of \d+|waiting[^<]*)[,<]', progress())

    def progress() -> str:
        return html.unescape(cast.ines.get(f"{address}/progress?jobs=9").text)

    cast.ines.post(f"{address}/look", {})
    cast.ines.post(f"{address}/price", {"decision": ticket(chosen.key), "how": "earlier"})
    until(lambda: len(slow.asked) > 20)
    until(is_unchanged(slow))
    looked = len(slow.asked)
    assert is_as_was(slow.asked[0][0]), "nothing can be told before the run as it was is there"
    slow.finish(0, 4)
    until(lambda: told()[0] != "waiting, or playing the exercise again")
    look, price = re.findall(r'name="decision" value="([^"]+)"', progress())
    cast.ines.post(f"{address}/stop", {"decision": look})
    until(lambda: len(slow.asked) > looked)
    assert all(run.cancelled() for _job, run in slow.asked[4:looked]), "runs that nobody waits for are not played"
    assert price in progress()
    until(lambda: len(slow.asked) >= looked + 33)
    slow.finish(looked, 2)
    until(lambda: told() == ["1 of 33"])
    slow.finish(looked + 2, 2)
    until(lambda: bool(re.search(r"2 of 33, about \d+ minutes? to go", progress())))
    cast.ines.post(f"{address}/stop", {"decision": price})
    until(lambda: all(run.cancelled() for _job, run in slow.asked[looked + 4 :]))
    end_work(house.app)


@pytest.fixture
def quick_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work that cannot be stopped would hold up every test that follows."""
    monkeypatch.setattr(pricing_jobs, "END_SECONDS", 0.5)
    monkeypatch.setattr(Workers, "close", lambda _self: None)
