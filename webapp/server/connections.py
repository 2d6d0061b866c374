"""Connections with deadlines: nobody can keep one open who sends nothing, or takes nothing.

uvicorn bounds the time between two requests and nothing else. Here a connection also ends when the head of a request
does not come in time, and when its reader takes nothing of an answer. None of them holds a worker thread
(`webapp.server.front`), so what is bounded here is memory and file descriptors. Bodies have their deadline in
`webapp.server.front`, where a person can still be told.

A whole room may sit behind one address. So no newcomer is ever refused because of others: where one address has too
many connections that wait for a request, the one that has waited longest gives way. A browser opens a new one at need.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import sys
from collections import Counter
from collections.abc import Iterable
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle
from uvicorn.server import ServerState

if sys.platform != "win32":  # where sockets are no files
    import resource

HEAD_SECONDS = 10.0
"""How long a connection may be without a whole head of a request: at first, and between two requests."""

STUCK_SECONDS = 30.0
"""How long a reader may leave an answer lying."""

PROGRESS_BYTES = 4096
"""What counts as taking something: a slow phone takes as much in a second."""

WAITING_AT_ONE_ADDRESS = 512
"""Connections from one address that wait for a request: 70 people with 6 each, and then some."""

SEND_BUFFER = 128 * 1024
"""Bytes of an answer that the system takes on behalf of a reader."""

FILES_FOR_OTHERS = 128
"""File descriptors that are left for database, papers and so on."""

KEEP_ALIVE = {
    "TCP_KEEPIDLE": 30,
    "TCP_KEEPALIVE": 30,
    "TCP_KEEPINTVL": 10,
    "TCP_KEEPCNT": 3,
    "TCP_USER_TIMEOUT": 60_000,
}
"""After how many seconds the system finds out that the other side is gone; each where the system knows it."""


class ConnectionConfig(uvicorn.Config):
    """A server's settings, and which of its connections wait for a request: the longest waiting first."""

    def __init__(self, app: Any, **settings: Any) -> None:  # noqa: ANN401 - as uvicorn has it
        """As uvicorn's, with connections that have deadlines."""
        super().__init__(app, http=Connection, ws="none", **settings)
        self.waiting: dict[Connection, None] = {}
        self.waiting_at: Counter[str] = Counter()
        self.at_most = open_files() - FILES_FOR_OTHERS


class Connection(H11Protocol):
    """One connection, which knows since when it waits and for what."""

    config: ConnectionConfig

    def __init__(
        self,
        config: ConnectionConfig,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        """Begins to wait."""
        super().__init__(config, server_state, app_state, _loop)
        self.since = self.loop.time()
        self.lying = 0
        self.moved = self.since

    @property
    def address(self) -> str:
        """Where it comes from."""
        return self.client[0] if self.client else ""

    @property
    def has_request(self) -> bool:
        """Whether the head of a request came that is not answered yet."""
        cycle: RequestResponseCycle | None = self.cycle  # None before the first request
        return cycle is not None and not cycle.response_complete

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Makes room where there is none."""
        super().connection_made(transport)
        prepare(transport.get_extra_info("socket"))
        self._wait()
        config = self.config
        if config.waiting_at[self.address] > WAITING_AT_ONE_ADDRESS:
            next(each for each in config.waiting if each.address == self.address).end()
        elif len(self.connections) > config.at_most:
            next(iter(config.waiting)).end()

    def data_received(self, data: bytes) -> None:
        """Waits no longer once a whole head has come."""
        super().data_received(data)
        if self.has_request:
            self._go_on()

    def on_response_complete(self) -> None:
        """Waits again."""
        self._wait()
        super().on_response_complete()
        if self.has_request:  # the next request had come already
            self._go_on()

    def resume_writing(self) -> None:
        """The reader took most of what lay there."""
        self.lying = 0
        super().resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        """Is no more."""
        self._go_on()
        super().connection_lost(exc)

    def end(self) -> None:
        """Lets it go at once, with what was not taken yet."""
        self._go_on()
        self.transport.abort()

    def is_over(self, now: float) -> bool:
        """Whether a deadline passed."""
        lying = self.transport.get_write_buffer_size()
        if not (lying and self.lying) or lying <= self.lying - PROGRESS_BYTES:
            self.lying, self.moved = lying, now
        if lying:
            return now > self.moved + STUCK_SECONDS
        return not self.has_request and now > self.since + HEAD_SECONDS

    def _wait(self) -> None:
        self.since = self.loop.time()
        self.config.waiting[self] = None
        self.config.waiting_at[self.address] += 1

    def _go_on(self) -> None:
        if self in self.config.waiting:
            del self.config.waiting[self]
            self.config.waiting_at[self.address] -= 1
            if not self.config.waiting_at[self.address]:
                del self.config.waiting_at[self.address]


def end_overdue(connections: Iterable[object], now: float) -> None:
    """Ends the connections whose deadline passed; to be called about once a second."""
    for each in tuple(connections):
        if isinstance(each, Connection) and each.is_over(now):
            each.end()


def prepare(taken: socket.socket) -> None:
    """Lets the system watch whether the other side is still there, and take little on its behalf."""
    with contextlib.suppress(OSError):
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        for name, value in KEEP_ALIVE.items():
            if hasattr(socket, name):
                taken.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)


def open_files() -> int:
    """How many connections and files this process may have open; as many as the system lets it ask for."""
    wanted = 8192
    if sys.platform == "win32":
        return wanted
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0] if soft != resource.RLIM_INFINITY else wanted
