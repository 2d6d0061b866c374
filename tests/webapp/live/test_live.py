"""Ticks and polls: what changed for this viewer, and nothing of anybody else's."""

import asyncio
import gzip
import json
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from html import unescape
from itertools import pairwise

import pytest
from a2wsgi.asgi_typing import HTTPScope, Receive, ReceiveEvent, Send, SendEvent

from simulation.exercise.board.commands import ClaimEntity
from simulation.exercise.core.command import Seat
from simulation.exercise.messages.commands import SendMessage
from simulation.kernel.terms import Office
from tests.webapp.conftest import Cast
from tests.webapp.house import House, Person, nobody
from webapp.accounts.trainers import set_password
from webapp.live.panels import Kind
from webapp.live.stream import Server
from webapp.visit.access import Watchers


def panels(person: Person, kind: str = "team") -> dict[str, str]:
    answer = person.get(f"/x/{person.exercise}/live/{kind}/poll")
    assert answer.status_code == 200, answer.text
    found: dict[str, str] = json.loads(answer.text)["panels"]
    return found


def changed(before: dict[str, str], after: dict[str, str]) -> set[str]:
    assert before.keys() == after.keys()
    return {name for name in before if before[name] != after[name]}


def message(cast: Cast, id_: str, to: Seat | None) -> SendMessage:
    return SendMessage(
        id=id_, by=Seat("SOV", Office.AUTHORITY), member=cast.alba.member_id, to=to, text="Good morning."
    )


def claim(house: House, cast: Cast, id_: str) -> ClaimEntity:
    view = house.store.published(cast.exercise).teams["SOV"]
    on_board = {entity for entity, _claim in view.board.entities}
    entity = next(entity for entity in view.entities if entity.key not in on_board)
    return ClaimEntity(
        id=id_, by=Seat("SOV", Office.AUTHORITY), member=cast.alba.member_id, seen=view.board.version, entity=entity.key
    )


def test_a_poll_names_what_changed_and_only_for_whom_it_did(house: House, cast: Cast) -> None:
    alba, brava, ines = panels(cast.alba), panels(cast.brava), panels(cast.ines, "control")
    house.store.execute(cast.exercise, message(cast, "message00001", Seat("KES", Office.AUTHORITY)))
    assert "messages" in changed(alba, panels(cast.alba))
    assert "messages" in changed(brava, panels(cast.brava))
    assert "messages" in changed(ines, panels(cast.ines, "control"))  # its page shows what teams write to each other
    ines = panels(cast.ines, "control")
    house.store.execute(cast.exercise, message(cast, "message00002", None))
    assert "messages" in changed(ines, panels(cast.ines, "control"))
    alba, brava = panels(cast.alba), panels(cast.brava)
    house.store.execute(cast.exercise, claim(house, cast, "claim0000001"))
    assert "board" in changed(alba, panels(cast.alba))
    assert changed(brava, panels(cast.brava)) == set()


def test_a_seat_that_is_taken_changes_what_tells_of_seats_without_people(house: House, cast: Cast) -> None:
    before = panels(cast.alba)
    assert nobody(house, "Nia", cast.exercise).join("police", "SOV").status_code == 303
    assert {"digest", "work"} <= changed(before, panels(cast.alba))


def test_nothing_new_is_304(cast: Cast) -> None:
    url = f"/x/{cast.exercise}/live/team/poll"
    tag = cast.alba.get(url).headers["ETag"]
    assert cast.alba.get(url, {"If-None-Match": tag}).status_code == 304
    part = f"/x/{cast.exercise}/live/seats"
    tag = cast.alba.get(part).headers["ETag"]
    assert cast.alba.get(part, {"If-None-Match": tag}).status_code == 304


def test_an_unknown_kind(cast: Cast) -> None:
    assert cast.alba.get(f"/x/{cast.exercise}/live/world/poll").status_code == 404
    assert cast.alba.get(f"/x/{cast.exercise}/live/control/poll").status_code == 403


def test_private_rows_of_a_team_touch_that_team_alone(house: House, cast: Cast) -> None:
    alba, brava, ines = panels(cast.alba), panels(cast.brava), panels(cast.ines, "control")
    house.services.panels.touch(cast.exercise, "SOV")
    assert changed(alba, panels(cast.alba)) == {"board", "documents", "practice"}
    assert changed(brava, panels(cast.brava)) == set()
    assert changed(ines, panels(cast.ines, "control")) == {"busy"}  # who has a draft that was not sent


def test_presence_shows_in_the_own_team_only(house: House, cast: Cast) -> None:
    house.services.presence.opened(cast.alba.member_id)
    alba, brava = panels(cast.alba), panels(cast.brava)
    lobby = panels(cast.ines, "lobby")
    house.services.presence._traces.clear()
    brava_after = panels(cast.brava)
    assert changed(brava, brava_after) == set()
    assert "lobby" in changed(lobby, panels(cast.ines, "lobby"))
    assert changed(alba, panels(cast.alba)) == set()


class Stream:
    """One open stream, driven without a network."""

    def __init__(self, server: Server, cookie: str, path: str) -> None:
        self.sent: asyncio.Queue[SendEvent] = asyncio.Queue()
        self.gone = asyncio.Event()
        scope: HTTPScope = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "method": "GET",
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "query_string": b"",
            "root_path": "",
            "headers": [(b"cookie", cookie.encode())],
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 2),
            "state": {},
            "extensions": {},
        }
        self.task = asyncio.create_task(server(scope, self.receive, self.sent.put))

    async def receive(self) -> ReceiveEvent:
        await self.gone.wait()
        return {"type": "http.disconnect"}

    async def next(self) -> SendEvent:
        return await asyncio.wait_for(self.sent.get(), 10)

    async def tick(self) -> dict[str, str]:
        while True:
            event = await self.next()
            assert event["type"] == "http.response.body"
            body = event["body"].decode()
            if body.startswith("event: tick\ndata: "):
                found: dict[str, str] = json.loads(body.removeprefix("event: tick\ndata: "))["panels"]
                return found

    def ticks(self) -> int:
        """How many ticks wait to be read; a heartbeat is none."""
        waiting = [self.sent.get_nowait() for _ in range(self.sent.qsize())]
        return sum(
            event["type"] == "http.response.body" and event["body"].startswith(b"event: tick") for event in waiting
        )


async def no_page(scope: HTTPScope, _receive: Receive, _send: Send) -> None:
    raise AssertionError(scope["path"])


@asynccontextmanager
async def opened(house: House, person: Person, kind: str) -> AsyncIterator[Stream]:
    server = Server(no_page, house.services.hub, Watchers(house.app, house.services))
    house.services.hub.bind(asyncio.get_running_loop())
    cookie = person.client.get_cookie("rogatory")
    value = f"rogatory={cookie.value}" if cookie is not None else ""
    stream = Stream(server, value, f"/x/{person.exercise}/live/{kind}/stream")
    try:
        yield stream
    finally:
        stream.gone.set()
        await asyncio.wait_for(stream.task, 10)


def test_a_stream_tells_at_once_and_only_what_changed(house: House, cast: Cast) -> None:
    expected = panels(cast.brava)

    async def watch() -> None:
        async with opened(house, cast.brava, "team") as brava, opened(house, cast.alba, "team") as alba:
            for stream in (brava, alba):
                start = await stream.next()
                assert start["type"] == "http.response.start"
                assert start["status"] == 200
            first = await brava.tick()
            assert {name for name in expected if first[name] != expected[name]} <= {"seats"}
            await alba.tick()
            act: Callable[..., object] = house.store.execute
            await asyncio.to_thread(act, cast.exercise, claim(house, cast, "claim0000001"))
            assert "board" in await alba.tick()
            await asyncio.to_thread(act, cast.exercise, message(cast, "message00001", Seat("KES", Office.AUTHORITY)))
            heard = await brava.tick()
            assert "messages" in heard
            assert "board" not in heard

    asyncio.run(watch())
    assert house.services.presence.of(cast.brava.member_id) == "here"


def ends_after(house: House, cast: Cast, listening: Person, kind: str, act: Callable[[], object]) -> list[bool]:
    """Whether a person's stream, and one of Brava's beside it, end when something is done."""

    async def watch() -> list[bool]:
        async with opened(house, listening, kind) as stream, opened(house, cast.brava, "team") as other:
            for each in (stream, other):
                await each.next()
                await each.tick()
            await asyncio.to_thread(act)
            await asyncio.wait({stream.task}, timeout=5)
            return [stream.task.done(), other.task.done()]

    return asyncio.run(watch())


def test_a_stream_ends_when_its_trainer_signs_out(house: House, cast: Cast) -> None:
    assert ends_after(house, cast, cast.ines, "control", lambda: cast.ines.post("/sign-out")) == [True, False]


def test_a_stream_ends_when_its_member_stands_up(house: House, cast: Cast) -> None:
    form: dict[str, str | list[str]] = {"command_id": "standingup01"}

    def leave() -> None:
        assert cast.alba.post(f"/x/{cast.exercise}/lobby/leave", form).status_code == 200

    assert ends_after(house, cast, cast.alba, "team", leave) == [True, False]


def test_a_stream_ends_when_the_password_changed(house: House, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody tells the hub of that: it asks again with a beat."""
    monkeypatch.setattr("webapp.live.stream.BEAT_SECONDS", 0.2)
    monkeypatch.setattr("webapp.live.stream.ASKED_AGAIN_SECONDS", 0.2)

    def change() -> None:
        with house.database.writing() as session:
            set_password(session, cast.ines.name, "another long password")

    assert ends_after(house, cast, cast.ines, "control", change) == [True, False]


def test_a_stranger_hears_nothing(house: House, cast: Cast) -> None:
    async def listen(person: Person, kind: str) -> int:
        async with opened(house, person, kind) as stream:
            start = await stream.next()
            assert start["type"] == "http.response.start"
            return start["status"]

    assert asyncio.run(listen(cast.otto, "team")) == 403
    assert asyncio.run(listen(cast.otto, "lobby")) == 403
    assert asyncio.run(listen(cast.alba, "control")) == 403
    assert asyncio.run(listen(cast.ines, "team")) == 403
    assert asyncio.run(listen(cast.ines, "control")) == 200


def test_every_kind_has_an_address() -> None:
    assert {kind.value for kind in Kind} == {"team", "control", "lobby"}


def test_a_beat_tells_the_sum_that_a_poll_tells(house: House, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webapp.live.stream.BEAT_SECONDS", 0.1)

    async def watch() -> str:
        async with opened(house, cast.alba, "team") as alba:
            await alba.next()
            await alba.tick()
            answer = await asyncio.to_thread(cast.alba.get, f"/x/{cast.exercise}/live/team/poll")
            asked: str = json.loads(answer.text)["sum"]
            for _ in range(20):
                event = await alba.next()
                if event["type"] == "http.response.body" and event["body"].startswith(b"event: beat"):
                    told = json.loads(event["body"].decode().partition("data: ")[2])
                    if told == {"panels": {}, "sum": asked, "was": asked}:
                        return asked
            return ""

    assert asyncio.run(watch())


def test_each_message_of_a_stream_says_on_what_it_builds(house: House, cast: Cast) -> None:
    async def watch() -> list[dict[str, object]]:
        async with opened(house, cast.alba, "team") as alba:
            await alba.next()
            act: Callable[..., object] = house.store.execute
            told = []
            for number in range(3):
                event = await alba.next()
                assert event["type"] == "http.response.body"
                told.append(json.loads(event["body"].decode().partition("data: ")[2]))
                await asyncio.to_thread(act, cast.exercise, claim(house, cast, f"claim000000{number}"))
            return told

    told = asyncio.run(watch())
    assert told[0]["was"] == ""
    assert all(later["was"] == earlier["sum"] for earlier, later in pairwise(told))


def parts_of(person: Person, *sources: str) -> dict[str, tuple[int, str]]:
    answer = person.client.get(
        f"/x/{person.exercise}/live/team/parts",
        query_string=[("src", one) for one in sources],
        headers={"Accept-Encoding": "gzip"},  # as every browser does
    )
    assert answer.status_code == 200, answer.text
    packed = answer.headers.get("Content-Encoding") == "gzip"
    body = gzip.decompress(answer.data) if packed else answer.data
    return {one["src"]: (one["status"], one["html"]) for one in json.loads(body)["parts"]}


def test_one_answer_brings_many_parts_the_same_as_each_alone(cast: Cast) -> None:
    page = cast.alba.get(f"/x/{cast.exercise}/desk/").text
    sources = [unescape(found) for found in re.findall(r'data-src="([^"]+)"', page)]
    assert len(sources) > 10
    found = parts_of(cast.alba, *sources)
    for source in sources:
        assert found[source] == (200, cast.alba.get(source).get_data(as_text=True)), source


def test_parts_are_checked_like_any_other_address(house: House, cast: Cast) -> None:
    desk = f"/x/{cast.exercise}/desk"
    strange = (
        f"/x/{cast.exercise}/control/part/clock",
        f"{desk}/parts/nothing",
        "/x/another/desk/parts/work",
        f"{desk}/../../{cast.exercise}/control/",
        "https://example.org/",
        "//example.org/x",
        "/exercises",
        "",
    )
    found = parts_of(cast.alba, *strange)
    assert {status for status, _html in found.values()} <= {403, 404}
    assert not any(html for _status, html in found.values())
    assert cast.otto.get(f"/x/{cast.exercise}/live/team/parts").status_code == 403
    assert cast.alba.get(f"/x/{cast.exercise}/live/world/parts").status_code == 404
    many = [("src", f"{desk}/parts/work?n={number}") for number in range(200)]
    assert cast.alba.client.get(f"/x/{cast.exercise}/live/team/parts", query_string=many).status_code == 400


def test_a_part_is_rendered_once_for_all_of_a_team_who_are_shown_the_same(house: House, cast: Cast) -> None:
    aron, bert = (nobody(house, name, cast.exercise) for name in ("Aron", "Bert"))
    assert aron.join("police", "SOV").status_code == 303
    assert bert.join("police", "SOV").status_code == 303
    people = (cast.alba, cast.brava, aron, bert)
    part = f"/x/{cast.exercise}/desk/parts/requests"
    kept = house.services.parts._parts
    kept.clear()
    texts = {person.name: person.get(part).text for person in people}
    assert texts["Alba"] != texts["Brava"]
    assert len(kept) == 3, "one team's two with a pen, its one without, and the other team"
    assert not any("csrf" in html or "command_id" in html for html in kept.values())
    for person in people:
        assert person.get(part).text == texts[person.name]
        version = panels(person)["requests"]
        assert f'data-version="{version}"' in texts[person.name], "each is told the own version"
        kept.clear()
        assert person.get(part).text == texts[person.name], "made anew it is the same"


def test_a_part_with_a_form_is_one_browsers(house: House) -> None:
    kept = house.services.parts
    assert kept.get(("a form",), lambda: '<input name="csrf_token" value="of Alba">').endswith('Alba">')
    assert kept.get(("a form",), lambda: '<input name="csrf_token" value="of Aron">').endswith('Aron">')
