"""A real server process, asked over real connections."""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode, urlsplit

READY = "Stop with Ctrl+C"
ROGATORY = ("-c", "import webapp.cli.main; raise SystemExit(webapp.cli.main.main())")
"""What Python runs for a command of `rogatory`."""
SERVED = ("-m", "tests.webapp.served")
"""What Python runs for `serve` with what only tests want of it."""


def free_port() -> int:
    """A port that nobody uses just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(slots=True)
class Process:
    """A command of `rogatory` that serves pages."""

    folder: Path
    port: int
    command: str = "serve"
    program: tuple[str, ...] = ROGATORY
    running: subprocess.Popen[str] | None = None
    said: list[str] = field(default_factory=list)
    group: bool = False
    """In a process group of its own, as a terminal starts it."""

    def begin(self, *options: str) -> None:
        """Starts it."""
        given = ("--host", "127.0.0.1", "--port", str(self.port), *options)
        self.running = launch(self.command, self.folder, *given, group=self.group, program=self.program)
        self.said = []

    def start(self, *options: str) -> None:
        """Starts it and waits until it listens."""
        self.begin(*options)
        assert self.running is not None
        assert self.running.stdout is not None
        for line in self.running.stdout:
            self.said.append(line.rstrip())
            if READY in line:
                return
        raise AssertionError("\n".join(self.said) + (self.running.stderr.read() if self.running.stderr else ""))

    def kill(self) -> None:
        """Ends it at once, as a power cut would."""
        self._end(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)

    def stop(self) -> int:
        """Ends it as Ctrl+C would."""
        return self._end(signal.SIGINT)

    def ended(self) -> tuple[int, str, str]:
        """Waits until it has ended: exit code, and what it still said on both streams."""
        assert self.running is not None
        out, err = self.running.communicate(timeout=90)
        return self.running.returncode, out, err

    def _end(self, how: signal.Signals) -> int:
        assert self.running is not None
        self.running.send_signal(how)
        code = self.running.wait(60)
        for stream in (self.running.stdout, self.running.stderr):
            if stream is not None:
                stream.close()
        return code


def launch(*arguments: str | Path, group: bool = False, program: tuple[str, ...] = ROGATORY) -> subprocess.Popen[str]:
    """Starts `rogatory COMMAND` with a data folder of its own."""
    command, folder, *rest = arguments
    environment = {**os.environ, "ROGATORY_DATA": str(folder), "PYTHONUNBUFFERED": "1"}
    environment.pop("DATABASE_URL", None)
    return subprocess.Popen(
        [sys.executable, *program, command, *map(str, rest)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=group,
    )


@dataclass(slots=True)
class Answer:
    """What the server said."""

    status: int
    text: str
    location: str
    headers: dict[str, str]


@dataclass(slots=True)
class Stream:
    """Server-sent events, a line at a time."""

    answer: http.client.HTTPResponse

    def line(self) -> str:
        """The next line that says something."""
        while True:
            said = self.answer.readline().decode()
            assert said, "the stream ended"
            if said.strip():
                return said.strip()


@dataclass(slots=True)
class Browser:
    """A small browser: one host, cookies, forms with their token."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""

    def get(self, path: str, patience: float = 30) -> Answer:
        """Opens a page."""
        return self._ask("GET", path, None, patience)

    @contextlib.contextmanager
    def stream(self, path: str) -> Iterator[Stream]:
        """Listens to a stream."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", path, headers={**self.carried(), "Accept-Encoding": "gzip, br"})
            yield Stream(connection.getresponse())
        finally:
            connection.close()

    def carried(self) -> dict[str, str]:
        """The cookies."""
        return {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}

    def post(self, path: str, form: dict[str, str]) -> Answer:
        """Sends a form."""
        if not self.token:
            found = re.search(r'<meta name="csrf-token" content="([^"]+)">', self.get("/join").text)
            assert found is not None
            self.token = unescape(found[1])
        return self._ask("POST", path, urlencode({"csrf_token": self.token, **form}))

    def _ask(self, method: str, path: str, body: str | None, patience: float = 30) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=patience)
        headers = self.carried()
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode()
            for name, value in answer.getheaders():
                if name.lower() == "set-cookie":
                    self.cookies |= {key: morsel.value for key, morsel in SimpleCookie(value).items()}
            return Answer(answer.status, text, answer.getheader("Location", "") or "", dict(answer.getheaders()))
        finally:
            connection.close()


def sign_up(browser: Browser, said: list[str]) -> None:
    """Uses the first-start link that the server printed."""
    link = re.search(r"http://\S+/first/[^\s?]+", "\n".join(said))
    assert link is not None, said
    form = {"name": "Ines", "password": "correct horse", "again": "correct horse"}
    assert browser.post(urlsplit(link[0]).path, form).status == 303


def wait_until(condition: object, seconds: float = 10.0) -> None:
    """Waits for something that a thread will do."""
    deadline = time.monotonic() + seconds
    while callable(condition) and not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)
