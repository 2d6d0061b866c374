"""The front cannot be starved: whatever some connections do, everybody else's pages come."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from html import unescape
from http.client import HTTPException

import pytest

from tests.webapp.hostile import Hostile, endless, half_a_line, half_sent, held, not_reading, silent
from tests.webapp.serving import Browser, Process, free_port, sign_up
from tests.webapp.store.test_kill import PLAYED, code_of, make_exercise
from webapp.process.static_files import static_files

pytestmark = pytest.mark.acceptance("puts a server under load")

POSTS = ("authority", "prosecutor", "police", "fiu", "police")
PAGES = ("", "requests", "documents", "messages", "law")
PATIENCE = 20.0
"""Seconds within which each page has to come on a busy machine; what starves does not come at all."""


def furnished(server: Process) -> tuple[str, list[Browser]]:
    """An exercise under way in it, and 20 people in their seats."""
    ines = Browser(server.port)
    sign_up(ines, server.said)
    exercise = make_exercise(ines)
    code = code_of(ines, exercise)
    people = []
    for country in PLAYED:
        for number, post in enumerate(POSTS):
            person = Browser(server.port)
            person.post(f"/join/{code}", {"name": f"Person {number} of {country}"})
            assert person.post(f"/join/{code}/seat/{country}/{post}", {}).status == 303
            people.append(person)
    assert ines.post(f"/x/{exercise}/lobby/start", {"what": "warm_up", "command_id": "openthewarmup"}).status == 303
    return exercise, people


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Process, str, list[Browser]]]:
    """A server process and its exercise; everybody sits behind one address."""
    server = Process(tmp_path_factory.mktemp("front"), free_port())
    server.start()
    yield server, *furnished(server)
    assert server.stop() == 0


def answers(exercise: str, people: list[Browser]) -> list[int]:
    """The status of every page of everybody, all asking at the same time; 0 for one that did not come."""
    found: list[int] = []

    def ask(person: Browser) -> None:
        for page in PAGES:
            try:
                found.append(person.get(f"/x/{exercise}/desk/{page}", PATIENCE).status)
            except (OSError, HTTPException):
                found.append(0)

    asking = [threading.Thread(target=ask, args=(person,)) for person in people]
    for each in asking:
        each.start()
    for each in asking:
        each.join(PATIENCE * len(PAGES) + 10)
    return found


def largest_file() -> str:
    files = static_files()
    found = max(files.addresses(), key=lambda path: len(files.answer(path, "", "").body))  # type: ignore[union-attr]
    assert "cytoscape" in found
    return found


def cookie_of(person: Browser) -> str:
    return "; ".join(f"{name}={value}" for name, value in person.cookies.items())


def test_half_sent_and_non_reading_connections_starve_nobody(room: tuple[Process, str, list[Browser]]) -> None:
    server, exercise, people = room
    with ExitStack() as stack:
        stack.enter_context(held(half_sent(server.port, 60)))
        stack.enter_context(held(not_reading(server.port, 60, largest_file())))
        assert answers(exercise, people) == [200] * len(people) * len(PAGES)


HOSTILE: dict[str, Callable[[int, str, str], Hostile]] = {
    "silent": lambda port, _exercise, _cookie: silent(port, 500),
    "half a line": lambda port, _exercise, _cookie: half_a_line(port, 500),
    "endless pieces": lambda port, _exercise, _cookie: endless(port, 60),
    "a page nobody reads": lambda port, exercise, cookie: not_reading(port, 60, f"/x/{exercise}/desk/law", cookie),
    "a start page nobody reads": lambda port, _exercise, _cookie: not_reading(port, 60, "/"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_others_get_their_pages_beside(room: tuple[Process, str, list[Browser]], kind: str) -> None:
    server, exercise, people = room
    with held(HOSTILE[kind](server.port, exercise, cookie_of(people[0]))):
        assert answers(exercise, people[1:]) == [200] * (len(people) - 1) * len(PAGES)


def test_a_stream_still_tells_at_once_and_is_not_packed(room: tuple[Process, str, list[Browser]]) -> None:
    server, exercise, people = room
    with held(half_sent(server.port, 60)), people[0].stream(f"/x/{exercise}/live/team/stream") as stream:
        assert stream.answer.getheader("Content-Encoding") is None
        assert stream.line() == "event: tick"
        assert '"messages"' in stream.line()
        page = people[1].get(f"/x/{exercise}/desk/messages").text
        form = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page[page.index('id="write"') :]))
        to = unescape(re.findall(r'<option value="([A-Z]+\.authority)"', page)[0])
        begun = time.monotonic()
        sent = people[1].post(f"/x/{exercise}/desk/messages", {**form, "to": to, "text": "Good morning."})
        assert sent.status == 303, sent.text
        while '"messages"' not in stream.line():
            assert time.monotonic() < begun + 5
