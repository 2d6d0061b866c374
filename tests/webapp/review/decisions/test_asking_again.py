"""Work that is stopped and asked for again at once is done; the time that is left is never nothing."""

from __future__ import annotations

from threading import Event
from types import SimpleNamespace
from typing import Any, cast

import pytest
from flask import Flask
from flask_babel import Babel

from simulation.review.workers import StoppedError
from webapp.review import decision_pages, pricing_jobs
from webapp.review.pricing_jobs import DelayWanted, Job, Jobs, LeverWanted
from webapp.store.database import Database

WANTED = LeverWanted("VAL", "x", 3)
SOON = 20.0


class Heard:
    """A price that is looked for until somebody stops it; the second is found."""

    def __init__(self) -> None:
        self.began, self.may_end, self.kept = Event(), Event(), Event()
        self.calls = 0

    def lever(self, *_what: object, stop: Event, **_how: object) -> object:
        self.calls += 1
        if self.calls > 1:
            return SimpleNamespace()
        self.began.set()
        assert self.may_end.wait(SOON)
        assert stop.is_set()
        raise StoppedError

    def close(self) -> None:
        """Nothing is open."""


def test_what_is_asked_for_again_after_a_stop_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    heard = Heard()
    monkeypatch.setattr(pricing_jobs, "Pricer", lambda *_: heard)
    monkeypatch.setattr(pricing_jobs, "keep_price", lambda *_: heard.kept.set())
    jobs, record = Jobs(cast("Database", None), workers=0), cast("Any", None)
    jobs.ask("x", 1, WANTED, record)
    assert heard.began.wait(SOON)
    jobs.stop("x", WANTED.key)
    jobs.ask("x", 1, WANTED, record)
    heard.may_end.set()
    assert heard.kept.wait(SOON), "the new work is done, whatever the end of the old one says"
    assert heard.calls == 2
    jobs.end()
    assert jobs.of("x") == ()


@pytest.mark.parametrize(
    ("done", "seconds", "told"),
    [
        (1, None, ""),
        (1, 0.0, "about 1 minute to go"),
        (1, 61.0, "about 2 minutes to go"),
        (3, 0.0, ""),
    ],
)
def test_time_that_is_left(done: int, seconds: float | None, told: str) -> None:
    app = Flask("alone")
    Babel(app)
    with app.test_request_context("/"):
        job = Job("x", 1, DelayWanted(), done=done, total=3, seconds_left=seconds)
        assert decision_pages.left_said(job) == told
