"""Days pass: before everybody's eyes, on pages that nobody loads again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, Route

from tests.rehearsal.office_hours import MINUTES
from tests.rehearsal.room import Room
from tests.rehearsal.seen import (
    MOVES,
    impossible,
    in_time,
    like_fresh_ones,
    loaded_again,
    minutes_left,
    show,
    stay_open,
)

JUMP = re.compile(r"^Jump \d+ days$")
DAY = re.compile(r"\bDay \d+, \w{3} \d+ \w{3}\b")


SOME_DAY = re.compile(r"\bJour (\d+),")
"""A trainer who reads French has the day's number in it."""


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


HALF_TYPED = "We shall answer this as soon as"


def the_trainer_adds_five_minutes(room: Room) -> None:
    """One press, in the control room."""
    room.ines.press("+5 minutes")
    room.ines.see(re.compile(r"\d+ min left"))


def anna_begins_to_type(room: Room) -> None:
    """A message that is not sent."""
    room.anna.go("Messages")
    room.anna.page.get_by_label("Message", exact=True).press_sequentially(HALF_TYPED)


def the_trainer_looks_before_the_jump(room: Room) -> Iterable[str]:
    """The page that asks names what is due, who is typing, and whose draft is not sent."""
    ines = room.ines
    ines.follow(JUMP)
    ines.see(re.compile(r"^\s*Jump 30 days, to Day 31, .*\?\s*$"))

    def missing() -> list[str]:
        shown = ines.main().inner_text()
        wanted = ("Due before then and not done", room.story.home.name, " typing", "Anna", room.draft)
        return [f"before the jump the trainer does not read “{text}”" for text in wanted if text not in shown]

    yield from in_time(room, missing)


def it_is_announced(room: Room) -> Iterable[str]:
    """A minute's notice on every desk, phone and wall, which counts down and jumps by nobody's hand."""
    room.ines.press("Announce: jump in 1 minute")
    yield from show(room, "in 1:00.")
    room.clock.pass_minutes(0.5)
    yield from show(room, "in 0:30.")
    room.clock.pass_minutes(1)
    yield from show(room, "The jump to Day 31", f"Move 1 of {MOVES}")


def anna_still_has_her_text(room: Room) -> Iterable[str]:
    """What she had typed before the jump is in the form after it."""
    text = room.anna.page.get_by_label("Message", exact=True).input_value()
    if text != HALF_TYPED:
        yield f"Anna had typed “{HALF_TYPED}”, and after the jump her form holds “{text}”"


def jump(room: Room) -> str:
    """The trainer lets the days pass; the day that follows, as the control room writes it."""
    if not room.ines.page.get_by_role("button", name="Jump now").count():
        room.ines.follow("Control room")
        stay_open(room)
        room.ines.jump()
    else:
        stay_open(room)
        room.ines.press("Jump now")
        room.ines.see(re.compile(r"Days passed: \d+"))
    shown = room.ines.main().inner_text()
    found = DAY.search(shown) or SOME_DAY.search(shown)
    assert found is not None, "the control room shows no day"
    return found[0] if found.re is DAY else f"Day {found[1]}"


def every_page_is_in_the_move(room: Room, move: int, day: str) -> Iterable[str]:
    """Move, day and all live parts, on every page, which nobody has loaded again."""
    yield from show(room, f"Move {move} of {MOVES}", day)
    yield from like_fresh_ones(room)
    yield from loaded_again(room, room.ines.page)


def every_page_has_all_its_minutes(room: Room) -> Iterable[str]:
    """The office minutes of a move begin anew with it, and nothing is planned for a time that has passed."""
    yield from minutes_left(room, MINUTES)
    yield from impossible(room)
