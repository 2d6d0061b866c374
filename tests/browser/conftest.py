"""A real browser and a real server for journeys.

Every context fails its test when a page asks anything of the outside world, breaks in its script, or wants something
that the content security policy forbids.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal, Protocol
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Playwright,
    Request,
    expect,
    sync_playwright,
)

from tests.browser.demo import Demo
from tests.browser.rooms import Place, placed
from tests.webapp.serving import SERVED, Process, free_port

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
CHANNELS = ("chrome", "msedge")
HERE = ("127.0.0.1", "localhost", "::1")
INLINE = ("data:", "blob:", "about:")
QUIET = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",  # there is no outside world
]
PATIENCE = 20_000
"""Milliseconds after which a page that does not show what was waited for fails the test."""
expect.set_options(timeout=PATIENCE)


class NewContext(Protocol):
    """Makes the browser of one person."""

    def __call__(
        self,
        *,
        width: int = 1366,
        height: int = 768,
        script: bool = True,
        scheme: Literal["light", "dark"] = "light",
        phone: bool = False,
    ) -> BrowserContext:
        """A fresh context: own cookies, own storage."""


def started(playwright: Playwright) -> Browser | None:
    """The first browser of this machine that starts."""
    as_root = sys.platform != "win32" and os.geteuid() == 0
    arguments = [*QUIET, "--no-sandbox"] if as_root else QUIET
    paths = [os.environ.get("ROGATORY_BROWSER"), *(shutil.which(name) for name in NAMES)]
    for path in filter(None, paths):
        return playwright.chromium.launch(executable_path=path, args=arguments)
    for channel in CHANNELS:
        try:
            return playwright.chromium.launch(channel=channel, args=arguments)
        except Error:
            continue
    return None


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium, Chrome or Edge, whichever this machine has; closed after the last journey, for it holds a loop."""
    with sync_playwright() as playwright:
        found = started(playwright)
        if found is None:
            pytest.skip("NO BROWSER: no Chromium, Chrome or Edge is installed, so no journey was tried")
        yield found
        found.close()


@contextmanager
def contexts_of(browser: Browser) -> Iterator[NewContext]:
    """Makes browser contexts, closed at the end, when nothing may have been asked outside and nothing have broken."""
    contexts: list[BrowserContext] = []
    outside: list[str] = []
    broken: list[str] = []

    def look(request: Request) -> None:
        # only looked at, for a browser that hands over each request keeps no file and takes twice the time a page
        if urlsplit(request.url).hostname not in HERE and not request.url.startswith(INLINE):
            outside.append(request.url)

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            broken.append(message.text)

    def make(
        *,
        width: int = 1366,
        height: int = 768,
        script: bool = True,
        scheme: Literal["light", "dark"] = "light",
        phone: bool = False,
    ) -> BrowserContext:
        context = browser.new_context(
            locale="en-GB",
            timezone_id="Europe/Vienna",
            viewport={"width": width, "height": height},
            java_script_enabled=script,
            has_touch=phone,
            is_mobile=phone,
            color_scheme=scheme,
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE)
        context.on("request", look)
        context.on("weberror", lambda error: broken.append(f"{error.page and error.page.url}: {error.error}"))
        context.on("console", listen)
        contexts.append(context)
        return context

    yield make
    for context in browser.contexts:
        if context in contexts:
            context.unroute_all(behavior="ignoreErrors")  # a request that is still held would keep it from closing
            context.close()
    assert not outside, f"a page asked the outside world: {outside}"
    assert not broken, f"a page broke: {broken}"


@pytest.fixture
def new_context(browser: Browser) -> Iterator[NewContext]:
    """Makes browser contexts, one a person, closed after the test."""
    with contexts_of(browser) as make:
        yield make


@pytest.fixture
def browser_context(new_context: NewContext) -> BrowserContext:
    """The browser of one person."""
    return new_context()


@contextmanager
def started_server(factory: pytest.TempPathFactory) -> Iterator[Process]:
    """`rogatory serve` in a process and a folder of its own, as a trainer starts it for the first time."""
    process = Process(factory.mktemp("server"), free_port())
    process.start()
    yield process
    process.stop()


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    """A server of its own for one test."""
    with started_server(tmp_path_factory) as process:
        yield process


@pytest.fixture(scope="package")
def place(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Place]:
    """One server for all tests that make an exercise of their own."""
    process = Process(tmp_path_factory.mktemp("place"), free_port(), program=SERVED)
    process.start("--no-ahead")
    with contexts_of(browser) as make:
        yield placed(process, make)
    process.stop()


@pytest.fixture(scope="package")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """`rogatory demo --no-browser`, one for all tests that only look at it."""
    process = Process(tmp_path_factory.mktemp("demo"), free_port(), "demo")
    process.start("--no-browser")
    yield Demo(process)
    process.stop()
