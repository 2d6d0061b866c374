"""`/health` says in one word whether the server works, and whether its database answers."""

import asyncio
from pathlib import Path
from typing import Any

from tests.webapp.house import House, build
from webapp.server.front import front_of


def asked(house: House, method: str = "GET", times: int = 1) -> list[tuple[int, bytes, dict[str, str]]]:
    """What the front answers."""
    front = front_of(house.app, house.services)

    async def ask() -> tuple[int, bytes, dict[str, str]]:
        told: list[dict[str, Any]] = []
        scope: Any = {"type": "http", "method": method, "path": "/health", "headers": [], "query_string": b""}

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
        (status, body, headers), *_others = asked(house, method, times=50)
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


def test_nobody_sends_anything_there(house: House) -> None:
    assert house.client().post("/health").status_code in {400, 404}
