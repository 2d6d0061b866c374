"""Deadlines and sizes at the front, with short times: a real server in a thread, real connections."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPResponse

import pytest
from a2wsgi.wsgi_typing import Environ, IterableChunks, StartResponse

from tests.webapp.serving import wait_until
from webapp.cli.server import EndingServer
from webapp.live.stream import Hub
from webapp.process.static_files import static_files
from webapp.server import connections, front
from webapp.server.connections import ConnectionConfig
from webapp.server.front import Front, Pages
from webapp.visit.config import BODY_LIMIT, LATE

BIG = b"x" * 3_000_000


class Room:
    """A small application that tells what reached it, behind the real front."""

    def __init__(self) -> None:
        self.port = 0
        self.reached: list[tuple[str, int, bool]] = []
        self.entered = 0
        self.held: list[socket.socket] = []
        self.hold = threading.Event()
        self.hold.set()

    def application(self, environ: Environ, start: StartResponse) -> IterableChunks:
        """Answers with what it was sent."""
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        late = LATE in environ["asgi.scope"]["state"]  # type: ignore[typeddict-item]
        self.entered += 1
        self.hold.wait(10)
        path = str(environ["PATH_INFO"])
        self.reached.append((path, len(body), late))
        start("408 Late" if late else "200 OK", [("Content-Type", "text/plain")])
        return [BIG if path == "/big" else body]

    def connect(self, first: str = "") -> socket.socket:
        """A connection that has sent this."""
        taken = socket.create_connection(("127.0.0.1", self.port), timeout=10)
        self.held.append(taken)
        taken.sendall(first.encode())
        return taken


@contextmanager
def served(person: Callable[[str], str] = lambda cookie: cookie) -> Iterator[Room]:
    """Such a room on a port of its own."""
    room = Room()
    listening = socket.create_server(("127.0.0.1", 0))
    room.port = listening.getsockname()[1]
    pages = Pages(room.application, person)
    config = ConnectionConfig(Front(static_files(), {}, pages), lifespan="off", log_level="critical")  # type: ignore[arg-type]
    ready = threading.Event()
    server = EndingServer(config, Hub(), ready.set)
    serving = threading.Thread(target=server.run, args=([listening],), daemon=True)
    serving.start()
    assert ready.wait(10)
    try:
        yield room
    finally:
        room.hold.set()
        for each in room.held:
            each.close()
        server.should_exit = True
        serving.join(10)
        assert not serving.is_alive()
        pages.bridge.executor.shutdown()


def post(length: int, body: str = "", cookie: str = "") -> str:
    return f"POST /form HTTP/1.1\r\nHost: x\r\nCookie: {cookie}\r\nContent-Length: {length}\r\n\r\n{body}"


def get(path: str, cookie: str = "") -> str:
    return f"GET {path} HTTP/1.1\r\nHost: x\r\nCookie: {cookie}\r\n\r\n"


def answer(taken: socket.socket) -> tuple[int, bytes]:
    """The status and the body of the next answer."""
    found = HTTPResponse(taken)
    found.begin()
    return found.status, found.read()


def all_of(taken: socket.socket) -> bytes:
    """Everything until the server ends the connection."""
    return b"".join(iter(lambda: taken.recv(65536), b""))


def test_a_connection_that_sends_no_whole_head_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "HEAD_SECONDS", 0.3)
    with served() as room:
        assert all_of(room.connect()) == b""
        assert all_of(room.connect("GET / HT")) == b""
        kept = room.connect(get("/form"))
        assert answer(kept)[0] == 200
        kept.sendall(b"GET / HT")  # half of the next one
        assert all_of(kept) == b""


def test_a_body_that_does_not_come_is_told_so_and_held_no_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(front, "BODY_SECONDS", 0.5)
    with served() as room:
        slow = room.connect(post(1000, "a"))
        assert answer(room.connect(get("/form")))[0] == 200
        assert room.reached == [("/form", 0, False)]
        assert answer(slow)[0] == 408
        assert room.reached[1] == ("/form", 0, True)


def test_a_body_comes_whole_in_whatever_pieces() -> None:
    with served() as room:
        taken = room.connect(post(6, "abc"))
        taken.sendall(b"def")
        assert answer(taken) == (200, b"abcdef")
        taken.sendall(b"POST /form HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n")
        taken.sendall(b"2\r\nde\r\n0\r\n\r\n")
        assert answer(taken) == (200, b"abcde")
        assert [length for _path, length, _late in room.reached] == [6, 5]


def test_a_body_that_is_too_long_is_not_taken_in() -> None:
    with served() as room:
        promised = room.connect(post(BODY_LIMIT + 1, "a"))
        assert answer(promised)[0] == 200  # Flask refuses it by its length: test_errors.py
        pieces = room.connect("POST /form HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
        for _ in range(BODY_LIMIT // 65536 + 1):
            pieces.sendall(b"10000\r\n" + b"a" * 65536 + b"\r\n")
        assert answer(pieces)[0] == 200
        assert [length for _path, length, _late in room.reached] == [0, 0]


def test_who_leaves_in_the_middle_of_a_form_leaves_nothing_behind() -> None:
    with served() as room:
        room.connect(post(1000, "a")).close()
        assert answer(room.connect(get("/form")))[0] == 200
        assert room.reached == [("/form", 0, False)]


def test_a_reader_who_takes_nothing_is_let_go_and_held_no_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "STUCK_SECONDS", 0.5)
    with served() as room:
        lazy = [room.connect(get("/big", "ada")) for _ in range(30)]
        wait_until(lambda: len(room.reached) == 30)  # more than one person's turns, and nobody has read a byte
        assert answer(room.connect(get("/form", "ada")))[0] == 200
        time.sleep(2.5)  # what is tested is that nothing is read for this long
        for each in lazy:
            assert len(all_of(each)) < len(BIG)


def test_a_slow_reader_who_takes_some_gets_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "STUCK_SECONDS", 1.5)
    with served() as room:
        taken = room.connect(get("/big"))
        got = 0
        for _ in range(8):
            got += len(taken.recv(200_000))
            time.sleep(0.5)  # a phone on a weak connection
        while got < len(BIG):
            got += len(taken.recv(1_000_000))
        assert got >= len(BIG)


def test_one_person_waits_behind_own_requests_and_nobody_elses() -> None:
    with served() as room:
        room.hold.clear()
        greedy = [room.connect(get("/form", "greedy")) for _ in range(30)]
        wait_until(lambda: room.entered == front.AT_ONCE[True])
        other = room.connect(get("/other", "other"))
        wait_until(lambda: room.entered == front.AT_ONCE[True] + 1)
        room.hold.set()
        assert answer(other)[0] == 200
        assert [answer(each)[0] for each in greedy] == [200] * 30


def test_an_address_with_strangers_leaves_threads_to_people_who_are_known() -> None:
    with served() as room:
        room.hold.clear()
        strangers = [room.connect(get("/form")) for _ in range(60)]
        wait_until(lambda: room.entered == front.AT_ONCE[False])
        known = room.connect(get("/known", "ada"))
        wait_until(lambda: room.entered == front.AT_ONCE[False] + 1)
        room.hold.set()
        assert [answer(each)[0] for each in (known, *strangers)] == [200] * 61


def test_too_many_waiting_requests_of_one_are_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(front, "WAITING", 5)
    with served() as room:
        room.hold.clear()
        greedy = [room.connect(get("/form", "greedy")) for _ in range(5)]
        wait_until(lambda: room.entered == front.AT_ONCE[True])
        assert answer(room.connect(get("/form", "greedy")))[0] == 503
        room.hold.set()
        assert [answer(each)[0] for each in greedy] == [200] * 5


def test_of_too_many_half_sent_bodies_the_oldest_gives_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(front, "HALF_SENT_AT_ONE_ADDRESS", 3)
    with served() as room:
        slow = [room.connect(post(2, "a"))]
        for _ in range(3):
            slow.append(room.connect(post(2, "a")))
            assert answer(room.connect(get("/form")))[0] == 200  # the body before has begun by now
        assert answer(slow[0])[0] == 408
        for each in slow[1:]:
            each.sendall(b"b")
            assert answer(each) == (200, b"ab")


def test_of_too_many_connections_the_one_that_waited_longest_gives_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "WAITING_AT_ONE_ADDRESS", 3)
    with served() as room:
        first, *rest = (room.connect() for _ in range(4))
        assert all_of(first) == b""
        for each in rest:  # none of them was refused
            each.sendall(get("/form").encode())
            assert answer(each)[0] == 200


def test_a_file_takes_no_thread() -> None:
    with served() as room:
        taken = room.connect(get("/static/css/tokens.css"))
        assert answer(taken)[0] == 200
        assert room.entered == 0
