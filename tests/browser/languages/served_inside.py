"""Pages of a stored exercise before a real browser, without a server: requests are asked of the program."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Route

from tests.stored.making import MOMENT
from tests.stored.pages import LOOKS, Visit, visited
from tests.webapp.house import Person, build
from webapp.visit.languages import COOKIE

ADDRESS = "http://localhost"
LIVE = ("/stream", "/poll")
"""What keeps open pages up to date: here nothing happens while they are looked at."""


@contextmanager
def stored_visit(name: str, folder: Path, language: str) -> Iterator[Visit]:
    """A stored exercise in a house that speaks a language besides English."""
    folder.mkdir()
    house = build(folder, languages=tuple({"en": 0, language: 1}), wall_clock=lambda: MOMENT)
    try:
        yield visited(house, LOOKS[name].exercise, folder)
    finally:
        house.close()


def read_by(person: Person, context: BrowserContext, language: str) -> None:
    """Whatever the context asks for, this person gets, in a language."""
    person.client.set_cookie(COOKIE, language)

    def answer(route: Route) -> None:
        asked = urlsplit(route.request.url)
        if asked.path.endswith(LIVE):
            route.abort()
            return
        got = person.client.get(asked.path + (f"?{asked.query}" if asked.query else ""), buffered=True)
        route.fulfill(status=got.status_code, headers=dict(got.headers), body=got.get_data())

    context.route(f"{ADDRESS}/**", answer)
