"""`run.py bench load --json`: a full room on a real server, with every tick followed by its fetches.

A server process of its own, and real connections on the loopback: each browser holds a stream, fetches in one request
what a tick names within a second (as `static/js/rogatory.js` does), opens a page and sends a message a minute; in the
middle all exercises jump ten days at once. Any refusal or error ends the program with 1. `lost` counts messages that
were acknowledged and are not in the journal, ticks that never came, and browsers that stay behind after the jump.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import gzip
import json
import random
import re
import sys
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote, urlencode

import psutil  # type: ignore[import-untyped]
import sqlalchemy as sa

from simulation.exercise.core.settings import Settings
from simulation.exercise.registry import load_scenario
from simulation.kernel.terms import Office
from simulation.scenario.load import directory_of
from tests.webapp.serving import Process, free_port
from webapp.accounts.trainers import set_password
from webapp.store.database import bring_up_to_date, connect
from webapp.store.new_exercise import new_exercise
from webapp.store.tables import ExerciseRecord, JournalRecord

SCENARIO, PRESET = "blue-current", "day_28"
PASSWORD = "correct horse battery"  # noqa: S105 - of a server that lives as long as this program
PANEL = re.compile(r'data-panel="([^"]+)"[^>]*? data-src="([^"]+)" data-version="([^"]*)"')
TOKEN = re.compile(r'<meta name="csrf-token" content="([^"]+)">')
COMMAND = re.compile(r'name="command_id" value="([^"]+)"')
ROOM = 64
"""Four people at each of sixteen seats."""

SPREAD = 1.0
PATIENCE = 60.0
CPU_BAR_MS = 25.0
WIRE_BAR = 15_000


class RefusedError(Exception):
    """The server said something else than what a browser may expect."""


@dataclass(slots=True)
class Answer:
    """What came back; `wire` is its size with headers."""

    status: int
    headers: dict[str, str]
    body: bytes
    wire: int

    @property
    def text(self) -> str:
        """The body, unpacked."""
        packed = self.headers.get("content-encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode()


@dataclass(slots=True)
class Measured:
    """What all browsers measured, in milliseconds and bytes."""

    action: list[float] = field(default_factory=list)
    page: list[float] = field(default_factory=list)
    lag: list[float] = field(default_factory=list)
    caught_up: list[float] = field(default_factory=list)
    wire: list[int] = field(default_factory=list)
    raw: list[int] = field(default_factory=list)
    acknowledged: set[str] = field(default_factory=set)
    missed: int = 0


class Client:
    """A browser's connections: HTTP/1.1, cookies, forms with their token."""

    def __init__(self, port: int) -> None:
        """Connects when it is first needed."""
        self.port = port
        self.cookies: dict[str, str] = {}
        self.token = ""
        self._line: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self._lock = asyncio.Lock()

    def request(self, method: str, path: str, body: bytes) -> bytes:
        """What is sent."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", "Accept-Encoding: gzip", f"Cookie: {cookies}"]
        if method == "GET" and "/live/" in path:
            lines.append("X-Tick: 1")
        if body:
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        return "\r\n".join([*lines, "", ""]).encode() + body

    async def ask(self, method: str, path: str, form: dict[str, str] | None = None, wanted: int = 200) -> Answer:
        """Asks and waits for the answer.

        Raises:
            RefusedError: Another status than the one that is wanted.
        """
        body = urlencode({"csrf_token": self.token, **form}).encode() if form is not None else b""
        async with self._lock:
            answer = await self._exchange(self.request(method, path, body))
            if answer.headers.get("connection") == "close":
                self._line = None
        for cookie in answer.headers.get("set-cookie", "").split("\n"):
            name, found, value = cookie.partition(";")[0].partition("=")
            if found:
                self.cookies[name] = value
        if answer.status != wanted:
            message = f"{method} {path} answers {answer.status}: {re.sub('<[^>]*>', ' ', answer.text)[:400]}"
            raise RefusedError(message)
        found_token = (
            TOKEN.search(answer.text) if answer.headers.get("content-type", "").startswith("text/html") else None
        )
        self.token = unescape(found_token[1]) if found_token else self.token
        return answer

    async def _exchange(self, asked: bytes) -> Answer:
        """Sends and waits; on a fresh connection where the server let an idle one go."""
        if self._line is not None:
            with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
                return await self._over(self._line, asked)
        self._line = await asyncio.open_connection("127.0.0.1", self.port)
        return await self._over(self._line, asked)

    @staticmethod
    async def _over(line: tuple[asyncio.StreamReader, asyncio.StreamWriter], asked: bytes) -> Answer:
        line[1].write(asked)
        return await asyncio.wait_for(read_answer(line[0]), PATIENCE)


async def read_head(reader: asyncio.StreamReader) -> tuple[int, dict[str, str], int]:
    """Status, headers and size of an answer's head."""
    head = await reader.readuntil(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers: dict[str, str] = {}
    for line in filter(None, lines):
        name, _colon, value = line.partition(":")
        known = headers.get(name.lower())
        headers[name.lower()] = f"{known}\n{value.strip()}" if known else value.strip()
    return int(first.split()[1]), headers, len(head)


async def read_answer(reader: asyncio.StreamReader) -> Answer:
    """One answer, whole."""
    status, headers, size = await read_head(reader)
    if headers.get("transfer-encoding") == "chunked":
        pieces = [piece async for piece in chunks(reader)]
        body = b"".join(pieces)
    else:
        body = await reader.readexactly(int(headers.get("content-length", 0)))
    return Answer(status, headers, body, size + len(body))


async def chunks(reader: asyncio.StreamReader) -> AsyncIterator[bytes]:
    """The pieces of a body that comes bit by bit."""
    while size := int(await reader.readline(), 16):
        yield await reader.readexactly(size)
        await reader.readexactly(2)
    await reader.readline()


@dataclass(slots=True)
class Browser:
    """A trainee with the desk open."""

    client: Client
    exercise: str
    country: str
    office: str
    measured: Measured
    shown: dict[str, tuple[str, str]] = field(default_factory=dict)
    wanted: dict[str, str] = field(default_factory=dict)
    heard: asyncio.Event = field(default_factory=asyncio.Event)
    ticks: list[tuple[float, set[str]]] = field(default_factory=list)

    @property
    def desk(self) -> str:
        """Where the desk is."""
        return f"/x/{self.exercise}/desk/"

    async def open(self) -> None:
        """Opens the desk."""
        text = (await self.client.ask("GET", self.desk)).text
        self.shown = {unescape(source): (name, version) for name, source, version in PANEL.findall(text)}

    def behind(self) -> list[str]:
        """Parts that show another version than the server said."""
        return [src for src, (name, version) in self.shown.items() if self.wanted.get(name, version) != version]

    async def listen(self) -> None:
        """Holds the stream."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.client.port)
        writer.write(self.client.request("GET", f"/x/{self.exercise}/live/team/stream", b""))
        status, _headers, _size = await read_head(reader)
        if status != 200:
            message = f"a stream answers {status}"
            raise RefusedError(message)
        async for piece in chunks(reader):
            event, _line, data = piece.decode().partition("\ndata: ")
            news: dict[str, str] = json.loads(data)["panels"]
            if event == "event: tick":
                self.measured.wire.append(len(piece))
                self.wanted |= news
                self.ticks.append((time.perf_counter(), set(news)))
                self.heard.set()

    async def keep_up(self) -> None:
        """Fetches what is behind, all of it in one request, as the script does."""
        while True:
            await self.heard.wait()
            self.heard.clear()
            began = time.perf_counter()
            while self.behind():
                await asyncio.sleep(random.random() * SPREAD)  # noqa: S311 - no secret
                asked, before = self.behind(), dict(self.wanted)
                query = "&".join(f"src={quote(src, safe='')}" for src in asked)
                answer = await self.client.ask("GET", f"/x/{self.exercise}/live/team/parts?{query}")
                self.measured.wire.append(answer.wire)
                self.measured.raw.append(len(answer.text.encode()))
                for part in json.loads(answer.text)["parts"]:
                    found = PANEL.search(part["html"])
                    if part["status"] != 200 or found is None:
                        message = f"{part['src']} answers {part['status']}"
                        raise RefusedError(message)
                    name, _src, version = found.groups()
                    if self.wanted[name] == before[name]:
                        self.wanted[name] = version
                    self.shown[part["src"]] = (name, version)
            self.measured.caught_up.append((time.perf_counter() - began) * 1000)

    async def live(self, seconds: float, minutes: float) -> None:
        """A page and a message a minute, at moments of its own."""
        await asyncio.sleep(random.random() * seconds / max(1.0, minutes))  # noqa: S311
        for _minute in range(max(1, int(minutes))):
            began = time.perf_counter()
            page = (await self.client.ask("GET", f"{self.desk}messages")).text
            self.measured.page.append((time.perf_counter() - began) * 1000)
            command = next(iter(COMMAND.findall(page.partition('id="write"')[2])), "") or COMMAND.findall(page)[-1]
            other = {"SOV": "KES", "KES": "SOV", "ISA": "VAL", "VAL": "ISA"}.get(self.country, "SOV")
            form = {"command_id": command, "to": f"{other}.{self.office}", "text": "When does the container leave?"}
            began = time.perf_counter()
            await self.client.ask("POST", f"{self.desk}messages", form, 303)
            answered = time.perf_counter()
            self.measured.action.append((answered - began) * 1000)
            self.measured.acknowledged.add(command)
            self.measured.lag += await self._tick_after(began, answered)
            await asyncio.sleep(max(0.0, 60 - (time.perf_counter() - began)) if minutes > 1 else 0)

    async def _tick_after(self, began: float, answered: float) -> list[float]:
        """How long after the answer the own stream told of the message; nothing came within ten seconds: lost."""
        while time.perf_counter() < answered + 10:
            for at, names in self.ticks:
                if at >= began and "conversation" in names:
                    return [max(0.0, at - answered) * 1000]
            await asyncio.sleep(0.02)
        self.measured.missed += 1
        return []


async def seated(
    port: int, code: str, exercise: str, number: int, seats: list[tuple[str, str]], into: Measured
) -> Browser:
    """Somebody who joined as people do."""
    country, office = seats[number % len(seats)]
    client = Client(port)
    await client.ask("GET", f"/join/{code}")
    await client.ask("POST", f"/join/{code}", {"name": f"Person {number}"}, 303)
    await client.ask("POST", f"/join/{code}/seat/{country}/{office}", {}, 303)
    browser = Browser(client, exercise, country, office, into)
    await browser.open()
    return browser


def p99(values: list[float]) -> float | None:
    """The 99th of a hundred."""
    ordered = sorted(values)
    return round(ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))], 1) if ordered else None


async def play(
    port: int, process: psutil.Process, codes: dict[str, str], options: argparse.Namespace
) -> dict[str, object]:
    """Seats everybody, lets them work, jumps in the middle, and gives what was measured."""
    measured = Measured()
    trainer = Client(port)
    await trainer.ask("GET", "/sign-in")
    await trainer.ask("POST", "/sign-in", {"name": "Ines", "password": PASSWORD}, 303)
    seats = [
        (country.code, office.value) for office in Office for country in load_scenario(directory_of(SCENARIO)).played
    ]
    browsers: list[Browser] = []
    for number in range(options.browsers):
        exercise = list(codes)[number % len(codes)]
        browsers.append(await seated(port, codes[exercise], exercise, number // len(codes), seats, measured))
    for exercise in codes:
        page = (await trainer.ask("GET", f"/x/{exercise}/lobby/")).text
        form = {"what": "first_move", "command_id": COMMAND.findall(page)[0]}
        await trainer.ask("POST", f"/x/{exercise}/lobby/start", form, 303)
        await jump(trainer, exercise, 30)  # so that desks have something on them
    for browser in browsers:
        await browser.open()
    background = [asyncio.create_task(each) for one in browsers for each in (one.listen(), one.keep_up())]
    await settled(browsers, background)

    def busy() -> float:
        spent = process.cpu_times()
        return float(spent.user + spent.system)

    async def work() -> None:
        await watched(
            asyncio.gather(*(one.live(options.seconds, options.seconds / 60) for one in browsers)), background
        )

    await work() if options.seconds else None
    await settled(browsers, background)
    quiet_from, quiet = time.perf_counter(), busy()
    await asyncio.sleep(5)
    idle = (busy() - quiet) / (time.perf_counter() - quiet_from)
    for kept in (measured.wire, measured.raw):
        kept.clear()
    measured.caught_up.clear()
    before, began = busy(), time.perf_counter()
    for exercise in codes:
        await jump(trainer, exercise, 10)
    jumped = time.perf_counter() - began
    own = busy() - before
    await asyncio.sleep(SPREAD / 2)
    behind = await settled(browsers, background)
    spent = busy() - before - idle * (time.perf_counter() - began)
    for task in background:
        task.cancel()
    wire = sum(measured.wire) / len(browsers)
    return {
        "browsers": len(browsers),
        "exercises": len(codes),
        "tick_lag_p99_ms": p99(measured.lag),
        "action_p99_ms": p99(measured.action),
        "page_p99_ms": p99(measured.page),
        "jump_seconds": round(jumped, 2),
        "jump_cpu_ms_a_browser": round(spent * 1000 / len(browsers), 1),
        "jump_itself_cpu_ms": round(own * 1000 / len(codes), 1),
        "caught_up_p99_ms": p99(measured.caught_up),
        "tick_bytes_on_the_wire": round(wire),
        "tick_bytes_raw": round(sum(measured.raw) / len(browsers)),
        "idle_cpu_ms_a_browser_and_second": round(idle * 1000 / len(browsers), 2),
        "lost": measured.missed + behind,
        "acknowledged": sorted(measured.acknowledged),
    }


async def jump(trainer: Client, exercise: str, days: int) -> None:
    """Sends what the console's page of a jump sends."""
    form = {"command_id": f"load{exercise}{days:04d}", "days": str(days), "ends_move": "yes"}
    await trainer.ask("POST", f"/x/{exercise}/control/jump", form, 303)


async def watched[T](work: asyncio.Future[T], background: list[asyncio.Task[None]]) -> None:
    """Waits for work; what breaks meanwhile in the background breaks the program."""
    while not work.done():
        everything: set[asyncio.Future[T] | asyncio.Future[None]] = {work, *background}
        await asyncio.wait(everything, timeout=1, return_when=asyncio.FIRST_COMPLETED)
        for task in background:
            if task.done():
                task.result()
                message = "a stream ended"
                raise RefusedError(message)
    work.result()


async def settled(browsers: list[Browser], background: list[asyncio.Task[None]]) -> int:
    """Waits until no browser is behind; gives how many still are after a minute."""

    async def catch_up() -> None:
        deadline = time.perf_counter() + PATIENCE
        await asyncio.sleep(1)
        while any(one.behind() or one.heard.is_set() for one in browsers) and time.perf_counter() < deadline:  # noqa: ASYNC110
            await asyncio.sleep(0.05)

    await watched(asyncio.ensure_future(catch_up()), background)
    return sum(bool(one.behind()) for one in browsers)


def options_of(arguments: list[str]) -> argparse.Namespace:
    """What the command line says; all of it is bounded."""
    parser = argparse.ArgumentParser(prog="run.py bench load")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--browsers", type=int, default=70, choices=range(1, 601), metavar="1-600")
    parser.add_argument("--exercises", type=int, default=2, choices=range(1, 21), metavar="1-20")
    parser.add_argument("--seconds", type=int, default=60, choices=range(601), metavar="0-600")
    found = parser.parse_args(arguments)
    if found.browsers > found.exercises * ROOM:
        parser.error(f"a room has seats for {ROOM}: take more exercises")
    return found


def main() -> int:
    """Measure and print one JSON document."""
    options = options_of(sys.argv[1:])
    with TemporaryDirectory() as folder:
        database = connect(f"sqlite:///{(Path(folder) / 'rogatory.sqlite').as_posix()}")
        bring_up_to_date(database)
        policies = tuple((country.code, "textbook") for country in load_scenario(directory_of(SCENARIO)).played)
        codes: dict[str, str] = {}
        for number in range(options.exercises):
            settings = Settings(preset=PRESET, seed=number + 1, policies=policies)
            made = new_exercise(database, scenario=SCENARIO, settings=settings, title=f"Room {number}", trainer=None)
            with database.writing() as session:
                set_password(session, "Ines", PASSWORD)
                codes[made] = str(session.scalar(sa.select(ExerciseRecord.join_code).where(ExerciseRecord.id == made)))
        database.close()
        server = Process(Path(folder), free_port())
        server.start()
        assert server.running is not None
        try:
            found = asyncio.run(play(server.port, psutil.Process(server.running.pid), codes, options))
        except RefusedError as refused:
            print(f"bench load: {refused}", file=sys.stderr)
            return 1
        finally:
            server.stop()
        acknowledged = set(found.pop("acknowledged"))  # type: ignore[call-overload]
        database = connect(f"sqlite:///{(Path(folder) / 'rogatory.sqlite').as_posix()}")
        with database.reading() as session:
            kept = set(session.scalars(sa.select(JournalRecord.command_id)))
        database.close()
    lost = int(str(found["lost"])) + len(acknowledged - kept)
    cpu, wire = float(str(found["jump_cpu_ms_a_browser"])), int(str(found["tick_bytes_on_the_wire"]))
    missed = [name for name, bad in (("lost", lost > 0), ("cpu", cpu > CPU_BAR_MS), ("wire", wire > WIRE_BAR)) if bad]
    print(json.dumps({**found, "messages": len(acknowledged), "lost": lost, "missed": missed}))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
