"""The front: what comes over the network is taken in here whole, before anybody works on it.

Files and streams are answered on the event loop. A page takes one of a few worker threads, and for no longer than it is
worked on: the body of a request has come whole before a thread is taken, and the thread is free again before the reader
has read the answer. A body has a deadline and a size. Whoever asks for much waits behind own requests, not before those
of others: a person is told apart by the signed cookie, and only who has none by the address, which a room may share.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import cast

from a2wsgi import WSGIMiddleware
from a2wsgi.asgi_typing import HTTPScope, Receive, ReceiveEvent, Scope, Send, SendEvent
from a2wsgi.wsgi_typing import WSGIApp
from flask import Flask

from webapp.live.stream import Server
from webapp.process.static_files import StaticFiles, static_files
from webapp.server.health import Health
from webapp.visit.access import Watchers
from webapp.visit.config import BODY_LIMIT, LATE
from webapp.visit.security import HEADERS
from webapp.visit.visitor import Services

THREADS = 24
AT_ONCE = {True: 4, False: 12}
"""Requests that are worked on at once: of one person, and of everybody at an address who is not known yet."""

WAITING = 256
"""Requests of one person or address that may wait for their turn."""

BODY_SECONDS = 30.0
"""How long the body of a request may take to come."""

HALF_SENT_AT_ONE_ADDRESS = 64
"""Bodies that may be on their way from one address; of more, the one that takes longest has to be sent again."""

READING = frozenset({"GET", "HEAD"})
CHUNKED = b"transfer-encoding"

BUSY: list[SendEvent] = [
    {
        "type": "http.response.start",
        "status": 503,
        "headers": [(b"content-type", b"text/plain; charset=utf-8"), (b"retry-after", b"5")],
    },
    {"type": "http.response.body", "body": b"Too many requests of yours are waiting. Try again in a moment."},
]


def header(scope: HTTPScope, wanted: bytes) -> bytes:
    """A header of a request, empty where it has none; of cookies all."""
    return b"; ".join(value for name, value in scope["headers"] if name == wanted)


def address_of(scope: HTTPScope) -> str:
    """Where a request comes from, as a trusted proxy says."""
    client = scope.get("client")
    return client[0] if client else ""


@dataclass(slots=True)
class Line:
    """The requests of one person or address: those worked on and those behind them."""

    turn: asyncio.Semaphore
    length: int = 0


@dataclass(slots=True)
class Pages:
    """The Flask application behind the front."""

    flask: WSGIApp
    person: Callable[[str], str]
    bridge: WSGIMiddleware = field(init=False)
    lines: dict[str, Line] = field(default_factory=dict)
    half_sent: dict[str, dict[asyncio.Timeout, None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Makes the worker threads, each when it is first needed."""
        self.bridge = WSGIMiddleware(self.flask, workers=THREADS)

    async def __call__(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        asked = await self._taken_in(scope, receive)
        if asked is None:
            return  # gone in the middle of it
        whole, body = asked
        async with self._turn(scope) as has_turn:
            answer = await self._worked_on(whole, body) if has_turn else BUSY
        for message in answer:
            await send(message)

    async def _taken_in(self, scope: HTTPScope, receive: Receive) -> tuple[HTTPScope, bytes] | None:
        """The request with its whole body; one that is too long or too late is told so by its own page."""
        promised = header(scope, b"content-length")
        if not promised and not header(scope, CHUNKED):
            return scope, b""
        if promised.isdigit() and int(promised) > BODY_LIMIT:
            return scope, b""
        body = bytearray()
        late = False
        try:
            async with self._deadline(scope):
                while len(body) <= BODY_LIMIT:
                    message = await receive()
                    if message["type"] != "http.request":
                        return None
                    body += message["body"]
                    if not message.get("more_body", False):
                        break
        except TimeoutError:
            late = True
        kept = [(name, value) for name, value in scope["headers"] if name not in {b"content-length", CHUNKED}]
        whole: HTTPScope = {**scope, "headers": [*kept, (b"content-length", str(len(body)).encode())]}
        if late:
            whole["state"] = {**scope.get("state", {}), LATE: True}
            return whole, b""
        return whole, b"" if len(body) > BODY_LIMIT else bytes(body)

    @contextlib.asynccontextmanager
    async def _deadline(self, scope: HTTPScope) -> AsyncIterator[None]:
        """Bounds how long a body takes, and how many of one address are on their way."""
        address = address_of(scope)
        others = self.half_sent.setdefault(address, {})
        try:
            async with asyncio.timeout(BODY_SECONDS) as deadline:
                if len(others) >= HALF_SENT_AT_ONE_ADDRESS:
                    oldest = next(iter(others))
                    del others[oldest]
                    oldest.reschedule(asyncio.get_running_loop().time())
                others[deadline] = None
                try:
                    yield
                finally:
                    others.pop(deadline, None)
        finally:
            if not others:
                self.half_sent.pop(address, None)

    @contextlib.asynccontextmanager
    async def _turn(self, scope: HTTPScope) -> AsyncIterator[bool]:
        """Waits until it is this one's turn; False at once where too many wait already."""
        person = self.person(header(scope, b"cookie").decode("latin-1"))
        name = person or address_of(scope)
        line = self.lines.setdefault(name, Line(asyncio.Semaphore(AT_ONCE[bool(person)])))
        if line.length >= WAITING:
            yield False
            return
        line.length += 1
        try:
            async with line.turn:
                yield True
        finally:
            line.length -= 1
            if not line.length:
                del self.lines[name]

    async def _worked_on(self, scope: HTTPScope, body: bytes) -> list[SendEvent]:
        """The whole answer."""
        answer: list[SendEvent] = []

        async def receive() -> ReceiveEvent:
            return {"type": "http.request", "body": body, "more_body": False}

        async def keep(message: SendEvent) -> None:
            answer.append(message)

        await self.bridge(scope, receive, keep)
        return answer


@dataclass(frozen=True, slots=True)
class Front:
    """The ASGI application that the server is given: files first, then streams and pages."""

    files: StaticFiles
    headers: dict[str, str]
    rest: Callable[[Scope, Receive, Send], Awaitable[None]]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] == "http" and scope["method"] in READING:
            accepts, known = (header(scope, name).decode("latin-1") for name in (b"accept-encoding", b"if-none-match"))
            found = self.files.answer(scope["path"], accepts, known)
            if found is not None:
                said = {**self.headers, **found.headers}
                headers = [(name.lower().encode(), value.encode()) for name, value in said.items()]
                await send({"type": "http.response.start", "status": found.status, "headers": headers})
                await send({"type": "http.response.body", "body": found.body, "more_body": False})
                return
        await self.rest(scope, receive, send)


def front_of(app: Flask, services: Services) -> Front:
    """Everything that a server of this application has to be given."""
    watchers = Watchers(app, services)
    pages = Pages(cast("WSGIApp", app.wsgi_app), watchers.person)
    rest = Health(services.database, HEADERS, Server(pages, services.hub, watchers))
    return Front(static_files(), HEADERS, rest)
