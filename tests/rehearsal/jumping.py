"""Days pass: before everybody's eyes, on pages that nobody loads again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, Route

from tests.rehearsal.office_hours import MINUTES
from tests.rehearsal.room import Room
from tests.rehearsal.seen import MOVES, impossible, like_fresh_ones, loaded_again, minutes_left, show, stay_open

DAY = re.compile(r"\bDay \d+, \w{3} \d+ \w{3}\b")


@contextmanager
def slow(page: Page) -> Iterator[None]:
    """The connection of a laptop in the far corner."""
    link = page.context.new_cdp_session(page)
    pace = {"offline": False, "latency": 700, "downloadThroughput": 60_000, "uploadThroughput": 30_000}
    link.send("Network.emulateNetworkConditions", pace)
    yield
    link.send(
        "Network.emulateNetworkConditions", {**pace, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
    )
    link.detach()


def block_the_stream(page: Page) -> list[str]:
    """A proxy that lets no stream through, so that the page has to ask; the addresses that were tried."""
    tried: list[str] = []

    def block(route: Route) -> None:
        tried.append(route.request.url)
        route.abort()

    page.context.route(re.compile("/stream"), block)
    page.reload()
    return tried


def everybody_goes_to(room: Room, **areas: str) -> None:
    """Who has which page open when the days pass."""
    for name, area in areas.items():
        room.people[name.capitalize()].go(area)


def jump(room: Room) -> str:
    """The trainer lets the days pass; the day that follows, as the control room writes it."""
    room.ines.follow("Control room")
    stay_open(room)
    room.ines.jump()
    found = DAY.search(room.ines.main().inner_text())
    assert found is not None, "the control room shows no day"
    return found[0]


def every_page_is_in_the_move(room: Room, move: int, day: str) -> Iterable[str]:
    """Move, day and all live parts, on every page, which nobody has loaded again."""
    yield from show(room, f"Move {move} of {MOVES}", day)
    yield from like_fresh_ones(room)
    yield from loaded_again(room, room.ines.page)


def every_page_has_all_its_minutes(room: Room) -> Iterable[str]:
    """The office minutes of a move begin anew with it, and nothing is planned for a time that has passed."""
    yield from minutes_left(room, MINUTES)
    yield from impossible(room)
