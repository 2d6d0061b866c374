"""Server-sent ticks: an ASGI hub beside the Flask application, so that an open stream costs no thread.

A tick names the panels whose versions changed for this viewer, and nothing else; the browser then fetches them. A beat
every few seconds finds dead connections, carries changes of presence, and tells the sum of all versions, by which a
browser finds that it missed a tick.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from a2wsgi.asgi_typing import HTTPScope, Receive, Scope, Send

from webapp.live.panels import Kind, Viewer, summed

BEAT_SECONDS = 2.5
"""A browser that has heard nothing for two of these asks by itself; see `static/js/rogatory.js`."""

ASKED_AGAIN_SECONDS = 10.0
"""So often a stream asks whether its person may still listen."""

STREAMS_OF_ONE_PERSON = 24
"""Open at once; the page behind the next one asks from time to time instead."""

STREAM = re.compile(
    r"/x/(?P<exercise>[0-9a-z]{1,16})(?:/at/(?P<at>[A-Z]{3}))?/live/(?P<kind>team|control|lobby)/stream"
)


type Application = Callable[[HTTPScope, Receive, Send], Awaitable[None]]


class Watched(Protocol):
    """What the hub has to know about the application."""

    def viewer(self, cookie: str, exercise: str, kind: Kind, country: str) -> Viewer | None:
        """Who the cookie names, None when that person may not watch this; `country` is the desk of a trainer."""
        ...

    def panels(self, viewer: Viewer) -> Mapping[str, str]:
        """The version of each panel that the viewer sees."""
        ...

    def opened(self, viewer: Viewer) -> None:
        """A stream was opened."""
        ...

    def closed(self, viewer: Viewer) -> None:
        """A stream was closed."""
        ...


@dataclass(eq=False, slots=True)
class Listener:
    """One open stream: whose it is, and what wakes it; `over` once that person may not listen any more."""

    person: str
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    over: bool = False


class Hub:
    """Wakes the streams of an exercise; may be told so from any thread."""

    def __init__(self) -> None:
        """Nobody is listening yet."""
        self._loop: asyncio.AbstractEventLoop | None = None
        self._streams: dict[str, set[Listener]] = {}
        self.ending = False

    def bind(self, loop: asyncio.AbstractEventLoop) -> None:
        """The event loop that serves the streams."""
        self._loop = loop

    def wake(self, exercise: str) -> None:
        """Something of this exercise changed."""
        if self._loop is not None:
            with contextlib.suppress(RuntimeError):  # the loop may have closed since
                self._loop.call_soon_threadsafe(self._wake, exercise)

    def dismiss(self, person: str) -> None:
        """Somebody signed out, stood up or changed seats: that person's streams end; who still may opens a new one."""
        if self._loop is not None:
            with contextlib.suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._dismiss, person)

    def streams_of(self, person: str) -> int:
        """How many streams that person has open."""
        return sum(each.person == person for listeners in self._streams.values() for each in listeners)

    def end(self) -> None:
        """The server is ending: every stream finishes."""
        self.ending = True
        for exercise in list(self._streams):
            self._wake(exercise)

    def _wake(self, exercise: str) -> None:
        for listener in self._streams.get(exercise, ()):
            listener.changed.set()

    def _dismiss(self, person: str) -> None:
        for listeners in self._streams.values():
            for listener in listeners:
                if listener.person == person:
                    listener.over = True
                    listener.changed.set()

    @contextlib.contextmanager
    def listening(self, exercise: str, person: str) -> Iterator[Listener]:
        """What is woken whenever the exercise changed, until that person is dismissed."""
        listener = Listener(person)
        self._streams.setdefault(exercise, set()).add(listener)
        try:
            yield listener
        finally:
            listeners = self._streams[exercise]
            listeners.discard(listener)
            if not listeners:
                del self._streams[exercise]


def tick(known: Mapping[str, str], now: Mapping[str, str]) -> bytes:
    """The message that names the panels that changed; with none of them it is a beat.

    Args:
        known: The versions that this stream has told, none at its beginning: then the message builds on nothing.
        now: The versions as they are.
    """
    news = {name: version for name, version in now.items() if known.get(name) != version}
    told = {"panels": news, "sum": summed(now), "was": summed(known) if known else ""}
    body = json.dumps(told, sort_keys=True, separators=(",", ":"))
    return f"event: {'tick' if news else 'beat'}\ndata: {body}\n\n".encode()


class Server:
    """The ASGI application: streams here, everything else where the pages are."""

    def __init__(self, pages: Application, hub: Hub, watched: Watched) -> None:
        """Mounts the pages beside the hub."""
        self.pages = pages
        self.hub = hub
        self.watched = watched

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one connection."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            found = STREAM.fullmatch(scope["path"])
            if found is None or scope["method"] != "GET":
                await self.pages(scope, receive, send)
            else:
                await self._stream(scope, receive, send, found["exercise"], Kind(found["kind"]), found["at"] or "")

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            try:
                message = await receive()
            except asyncio.CancelledError:  # the server was hurried: it ends without saying so here
                self.hub.end()
                return
            if message["type"] == "lifespan.startup":
                self.hub.bind(asyncio.get_running_loop())
                await send({"type": "lifespan.startup.complete"})
            elif message["type"] == "lifespan.shutdown":
                self.hub.end()
                await send({"type": "lifespan.shutdown.complete"})
                return

    async def _stream(
        self, scope: HTTPScope, receive: Receive, send: Send, exercise: str, kind: Kind, country: str
    ) -> None:
        cookie = b"; ".join(value for name, value in scope["headers"] if name == b"cookie").decode("latin-1")
        viewer = await asyncio.to_thread(self.watched.viewer, cookie, exercise, kind, country)
        if viewer is None or self.hub.streams_of(viewer.person) >= STREAMS_OF_ONE_PERSON:
            headers = [(b"content-type", b"text/plain; charset=utf-8")]
            await send({"type": "http.response.start", "status": 403 if viewer is None else 429, "headers": headers})
            await send({"type": "http.response.body", "body": b"", "more_body": False})
            return
        headers = [
            (b"content-type", b"text/event-stream; charset=utf-8"),
            (b"cache-control", b"no-store"),
            (b"x-accel-buffering", b"no"),
            (b"x-content-type-options", b"nosniff"),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        self.watched.opened(viewer)
        gone = asyncio.create_task(_disconnected(receive))
        try:
            with self.hub.listening(exercise, viewer.person) as listener:
                await self._feed(viewer, cookie, country, listener, gone, send)
        finally:
            gone.cancel()
            self.watched.closed(viewer)

    async def _feed(
        self, viewer: Viewer, cookie: str, country: str, listener: Listener, gone: asyncio.Task[None], send: Send
    ) -> None:
        known: dict[str, str] = {}
        clock = asyncio.get_running_loop().time
        beat = clock()
        asked = clock()
        while not (gone.done() or listener.over or self.hub.ending):
            listener.changed.clear()
            if clock() >= asked + ASKED_AGAIN_SECONDS:  # a password may have changed, a person been erased
                again = await asyncio.to_thread(self.watched.viewer, cookie, viewer.exercise, viewer.kind, country)
                if again != viewer:
                    break
                asked = clock()
            now = await asyncio.to_thread(self.watched.panels, viewer)
            # Woken by what is no news for this viewer, the stream stays silent: a beat then would tell that somebody
            # else did something.
            if now != known or clock() >= beat:
                await send({"type": "http.response.body", "body": tick(known, now), "more_body": True})
                known = dict(now)
                beat = clock() + BEAT_SECONDS
            waiting = asyncio.create_task(listener.changed.wait())
            rest = max(0.0, beat - clock())
            await asyncio.wait({waiting, gone}, timeout=rest, return_when=asyncio.FIRST_COMPLETED)
            waiting.cancel()
        with contextlib.suppress(OSError):
            await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _disconnected(receive: Receive) -> None:
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
