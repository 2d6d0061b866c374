"""`/health` says in one word whether the server works, and whether its database answers."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from tests.webapp.house import House, build
from webapp.server.front import front_of
from webapp.server.health import Health
from webapp.store.database import Database


def asked(house: House, method: str = "GET", times: int = 1) -> list[tuple[int, bytes, dict[str, str]]]:
    """What the front answers."""
    front = front_of(house.app, house.services)

    async def ask() -> tuple[int, bytes, dict[str, str]]:
        told: list[dict[str, Any]] = []
        scope: Any = {"type": "http", "method": method, "path": "/health", "headers": [], "query_string": b""}
        scope |= {"http_version": "1.1", "scheme": "http", "server": ("room.test", 80), "client": ("192.0.2.7", 9)}

        async def receive() -> Any:  # noqa: ANN401  # as ASGI has it
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Any) -> None:  # noqa: ANN401  # as ASGI has it
            told.append(message)

        await front(scope, receive, send)
        headers = {name.decode(): value.decode() for name, value in told[0]["headers"]}
        return told[0]["status"], b"".join(each["body"] for each in told[1:]), headers

    async def all_of_them() -> list[tuple[int, bytes, dict[str, str]]]:
        return list(await asyncio.gather(*(ask() for _ in range(times))))

    return asyncio.run(all_of_them())


def test_one_word_and_nothing_else(house: House) -> None:
    for method in ("GET", "HEAD"):
        ((status, body, headers),) = asked(house, method)
        assert (status, body) == (200, b"ok")
        assert headers["content-type"] == "text/plain; charset=utf-8"
        assert headers["cache-control"] == "no-store"
        assert not {"set-cookie", "server", "etag"} & headers.keys()


def test_a_database_that_cannot_be_reached(tmp_path: Path) -> None:
    house = build(tmp_path)
    house.database.engine.dispose()
    (tmp_path / "rogatory.sqlite").rename(tmp_path / "away.sqlite")
    (tmp_path / "rogatory.sqlite").mkdir()
    assert [answer[:2] for answer in asked(house)] == [(503, b"unavailable")]
    house.close()


@contextmanager
def slow(database: Database, seconds: float) -> Iterator[list[str]]:
    """A database that takes its time for each question, and the questions that it was asked."""
    questions: list[str] = []

    def before(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        questions.append(statement)
        time.sleep(seconds)

    sa.event.listen(database.engine, "before_cursor_execute", before)
    yield questions
    sa.event.remove(database.engine, "before_cursor_execute", before)


def test_many_at_once_are_one_question_to_the_database(house: House) -> None:
    with slow(house.database, 0.2) as questions:
        assert {answer[:2] for answer in asked(house, times=50)} == {(200, b"ok")}
    assert sum("settings" in each for each in questions) == 1


def test_whoever_waits_gets_the_answer_to_the_question_that_they_waited_for(house: House) -> None:
    """One asks, another comes while the answer is on its way, a third when it has grown old."""
    health = Health(house.database, {}, front_of(house.app, house.services))

    async def all_of_them() -> list[bool]:
        first = asyncio.create_task(health.is_well())
        while health.asked is None or not health.asked.done():  # noqa: ASYNC110  # the very turn in which it is done
            await asyncio.sleep(0)
        health.asked_at = float("-inf")
        later = asyncio.create_task(health.is_well())
        return [await first, await later]

    with slow(house.database, 0.1) as questions:
        assert asyncio.run(all_of_them()) == [True, True]
    assert sum("settings" in each for each in questions) == 2


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nobody_sends_anything_there(house: House, method: str) -> None:
    ((status, body, _headers),) = asked(house, method)
    assert status in {400, 404}
    assert body != b"ok"
