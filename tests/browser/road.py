"""The way between browsers and a server, which a test can make long, cut, or let go dead."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

PIECE = 65_536


@dataclass(slots=True)
class Road:
    """Carries bytes to a server on this machine and back.

    Attributes:
        to: The server's port.
        delay: Wall seconds that every answer takes longer, to the first byte and to each that follows.
        dead: Connections stay open and carry nothing, as when a laptop left the room's network.
    """

    to: int
    delay: float = 0.0
    dead: bool = False
    port: int = 0
    _loop: asyncio.AbstractEventLoop = field(init=False)
    _over: asyncio.Event = field(default_factory=asyncio.Event)
    _open: set[asyncio.StreamWriter] = field(default_factory=set)

    def cut(self) -> None:
        """Ends every connection that is open."""
        self._loop.call_soon_threadsafe(self._abort)

    def _abort(self) -> None:
        for writer in list(self._open):
            writer.transport.abort()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, back: bool) -> None:
        waiting: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
        clock = self._loop.time

        async def deliver() -> None:
            while True:
                at, piece = await waiting.get()
                await asyncio.sleep(max(0.0, at - clock()))
                while self.dead:  # noqa: ASYNC110  # a test's switch, thrown from its own thread
                    await asyncio.sleep(0.05)
                if not piece:
                    writer.close()
                    return
                writer.write(piece)
                await writer.drain()

        delivering = asyncio.create_task(deliver())
        try:
            while piece := await reader.read(PIECE):
                waiting.put_nowait((clock() + (self.delay if back else 0.0), piece))
            waiting.put_nowait((clock(), b""))
            await delivering
        except OSError:
            writer.transport.abort()
        finally:
            delivering.cancel()

    async def _met(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        ends = {writer}
        self._open |= ends
        try:
            server, up = await asyncio.open_connection("127.0.0.1", self.to)
            ends.add(up)
            self._open.add(up)
            await asyncio.gather(self._carry(reader, up, back=False), self._carry(server, writer, back=True))
        except OSError:
            return
        finally:
            self._open -= ends
            for each in ends:
                each.transport.abort()
            for each in ends:
                with contextlib.suppress(OSError):
                    await each.wait_closed()

    async def _lie(self, ready: threading.Event) -> None:
        """Lies open until it is over; every connection ends before it does, so that none is left to be found later."""
        self._loop = asyncio.get_running_loop()
        listening = await asyncio.start_server(self._met, "127.0.0.1", 0)
        self.port = listening.sockets[0].getsockname()[1]
        ready.set()
        await self._over.wait()
        listening.close()
        while others := asyncio.all_tasks() - {asyncio.current_task()}:
            self._abort()
            await asyncio.wait(others, timeout=0.05)
        await listening.wait_closed()

    def end(self) -> None:
        """Closes it."""
        self.dead = False
        self._loop.call_soon_threadsafe(self._over.set)


@contextlib.contextmanager
def road(to: int) -> Iterator[Road]:
    """A way to a server, open until the test is over."""
    made = Road(to)
    ready = threading.Event()
    thread = threading.Thread(target=lambda: asyncio.run(made._lie(ready)), daemon=True)
    thread.start()
    assert ready.wait(10)
    yield made
    made.end()
    thread.join(10)
    assert not thread.is_alive(), "a connection does not end"
