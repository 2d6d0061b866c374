"""Connections that behave badly: they send nothing, stop in the middle, or never read what they asked for.

For a server under test on this machine only. Everything is bounded: so many connections, until the block is left.
"""

from __future__ import annotations

import contextlib
import select
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

HOST = "127.0.0.1"
DRIP_SECONDS = 3.0
MOST = 600
"""Connections that one of them may hold."""

PIPELINED = 40


@dataclass(slots=True)
class Hostile:
    """So many connections that all begin with the same bytes and then send one drop every three seconds."""

    port: int
    many: int
    first: bytes
    drop: bytes = b""
    receives: int | None = None
    held: list[socket.socket] = field(default_factory=list)
    lost: int = 0
    ending: threading.Event = field(default_factory=threading.Event)

    def open(self) -> socket.socket:
        """One more."""
        taken = socket.socket()
        if self.receives is not None:
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, self.receives)
        taken.settimeout(10)
        taken.connect((HOST, self.port))
        with contextlib.suppress(OSError):  # whoever is asked much at once may say no
            taken.sendall(self.first)
        taken.setblocking(False)
        return taken

    def keep(self) -> None:
        """Drips; opens a new connection for each that the server ended."""
        while not self.ending.wait(DRIP_SECONDS):
            for place, each in enumerate(self.held):
                if self.is_gone(each):
                    self.lost += 1
                    each.close()
                    with contextlib.suppress(OSError):
                        self.held[place] = self.open()

    def is_gone(self, each: socket.socket) -> bool:
        """Whether the server ended it; one drop falls."""
        try:
            if self.receives is None and select.select([each], [], [], 0)[0]:
                return not each.recv(65536)
            if self.drop:
                each.send(self.drop)
        except BlockingIOError:
            return False
        except (OSError, ValueError):
            return True
        return False


@contextlib.contextmanager
def held(hostile: Hostile) -> Iterator[Hostile]:
    """Holds them for as long as the block runs."""
    assert hostile.many <= MOST
    hostile.held.extend(hostile.open() for _ in range(hostile.many))
    dripping = threading.Thread(target=hostile.keep, daemon=True)
    dripping.start()
    try:
        yield hostile
    finally:
        hostile.ending.set()
        dripping.join(30)
        for each in hostile.held:
            each.close()


def silent(port: int, many: int) -> Hostile:
    """Says nothing."""
    return Hostile(port, many, b"")


def half_a_line(port: int, many: int) -> Hostile:
    """Says half a line of a head and goes on, a letter at a time."""
    return Hostile(port, many, b"GET /jo", b"i")


def half_sent(port: int, many: int, path: str = "/join", length: int = 1000) -> Hostile:
    """A form whose body comes one byte at a time."""
    return Hostile(port, many, _head("POST", path, f"Content-Length: {length}") + b"a", b"a")


def endless(port: int, many: int, path: str = "/join") -> Hostile:
    """A form in pieces, of which there is always one more."""
    return Hostile(port, many, _head("POST", path, "Transfer-Encoding: chunked"), b"1\r\na\r\n")


def not_reading(port: int, many: int, path: str, cookie: str = "") -> Hostile:
    """Asks forty times at once, and takes nothing."""
    return Hostile(port, many, _head("GET", path, f"Cookie: {cookie}") * PIPELINED, receives=2048)


def _head(method: str, path: str, more: str) -> bytes:
    kind = "Content-Type: application/x-www-form-urlencoded\r\n" if method == "POST" else ""
    return f"{method} {path} HTTP/1.1\r\nHost: {HOST}\r\n{kind}{more}\r\n\r\n".encode()
