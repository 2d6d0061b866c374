"""Processes of reruns end once, whoever asks: the server that stops and the work that is stopped ask together."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from simulation.players.policies import players
from simulation.review.workers import Workers
from tests.review.conftest import Planted


def test_two_that_end_them_at_the_same_time_end_them_once(planted: Planted, monkeypatch: pytest.MonkeyPatch) -> None:
    workers = Workers(planted[0], players(), 1)
    assert workers._pool is not None
    shut = workers._pool.shutdown
    inside: list[int] = []
    both = threading.Barrier(2)

    def slow(*, wait: bool, cancel_futures: bool) -> None:
        inside.append(1)
        time.sleep(0.2)
        assert len(inside) == 1, "nobody else ends them meanwhile"
        shut(wait=wait, cancel_futures=cancel_futures)

    monkeypatch.setattr(workers._pool, "shutdown", slow)

    def close() -> None:
        both.wait(10)
        workers.close()

    with ThreadPoolExecutor(2) as two:
        for each in [two.submit(close) for _ in range(2)]:
            each.result(30)
    workers.close()
    assert inside == [1]
