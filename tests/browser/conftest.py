"""A real browser for journeys; every context fails its test when a page asks anything of the outside world."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Playwright, Route, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
CHANNELS = ("chrome", "msedge")
HERE = ("127.0.0.1", "localhost", "::1")
QUIET = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


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


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, Chrome or Edge, whichever this machine has."""
    with sync_playwright() as playwright:
        found = started(playwright)
        if found is None:
            pytest.skip("NO BROWSER: no Chromium, Chrome or Edge is installed, so no journey was tried")
        yield found
        found.close()


@pytest.fixture
def new_context(browser: Browser) -> Iterator[Callable[[], BrowserContext]]:
    """Makes browser contexts, one a person, closed after the test."""
    contexts: list[BrowserContext] = []
    outside: list[str] = []

    def refuse(route: Route) -> None:
        outside.append(route.request.url)
        route.abort()

    def make() -> BrowserContext:
        context = browser.new_context(
            locale="en-GB", timezone_id="Europe/Vienna", viewport={"width": 1366, "height": 768}
        )
        context.route(lambda address: urlsplit(address).hostname not in HERE, refuse)
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()
    assert not outside, f"a page asked the outside world: {outside}"


@pytest.fixture
def browser_context(new_context: Callable[[], BrowserContext]) -> BrowserContext:
    """The browser of one person."""
    return new_context()
