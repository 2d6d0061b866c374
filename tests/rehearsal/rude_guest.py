"""Somebody who writes as much as a field takes: nobody's page grows wider, and the trainer shows the way out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from playwright.sync_api import Page, expect

from tests.rehearsal.joining import FIELD, ask_for_a_seat, sit_down
from tests.rehearsal.room import Guest, Room
from tests.rehearsal.seen import seen_on

LETTERS = 3_000
WORD = "Ω" * LETTERS
NAME = "W" * 60
"""The longest name that may be given."""

GONE = "You have no seat here any more"
"""What somebody reads who has been removed."""

WIDTHS = (390, 1024, 1366)
TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def he_comes(room: Room) -> Guest:
    """With too long a name first, then with the longest; play has begun, so that he has to knock."""
    page = room.browser("The rude guest")
    page.goto(f"{room.address}/join/{room.code.replace(' ', '')}")
    field = page.get_by_label("Name", exact=True)
    field.evaluate("each => each.removeAttribute('maxlength')")
    field.fill(WORD)
    page.get_by_role("button", name="Choose a seat").click()
    expect(page.get_by_text("at most 60 characters")).to_be_visible()
    room.put_away(page)
    guest = ask_for_a_seat(room, NAME, room.story.partner, FIELD)
    guest.see("You have knocked")
    room.ines.follow("People")
    room.ines.page.get_by_role("button", name=re.compile(r"^Admit\W+W+$")).click()
    sit_down(room, guest)
    return guest


def he_writes(room: Room, guest: Guest) -> None:
    """To the other country, to the own, and to exercise control; and a note on a paper that his team reads."""
    guest.go("Messages")
    for to in (f"Police, {room.story.home.name}", "Prosecutor", "Exercise control"):
        guest.choose("To", re.compile(f"^{to}$"))
        guest.page.get_by_label("Message", exact=True).fill(WORD)
        guest.press("Send")
        expect(guest.page.get_by_label("Message", exact=True)).to_have_value("")
    guest.go("Documents")
    guest.main().get_by_role("row").filter(has_text=re.compile(r"D-\d+")).first.get_by_role("link").first.click()
    note = guest.page.get_by_label(re.compile("^Note"))
    note.first.fill(WORD)
    guest.page.get_by_role("button", name=re.compile("note", re.IGNORECASE)).first.click()


def pages_that_show_it(room: Room, guest: Guest) -> Iterator[tuple[str, Page]]:
    """Wherever others come upon his name or his words."""
    for each in (room.bram, room.cleo):
        for area in ("Desk", "Messages"):
            each.go(area)
            yield f"{each.name}’s {area}", each.page
    room.cleo.page.goto(guest.page.url)
    yield "Cleo’s view of the paper with the note", room.cleo.page
    ines = room.ines
    for name in ("Control room", "People", "Messages", "Journal", "Lobby"):
        ines.follow(name)
        yield f"the trainer’s {name}", ines.page
    ines.follow("Control room")


def nobody_s_page_is_wider(room: Room, guest: Guest) -> Iterable[str]:
    """At every width, wherever it is seen; and it is seen."""
    seen = 0
    for place, page in pages_that_show_it(room, guest):
        page.wait_for_load_state("load")
        before = page.viewport_size
        assert before is not None
        seen += any(text in seen_on(page) for text in (WORD[:50], NAME))
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": before["height"]})
            more = page.evaluate(TOO_WIDE)
            if more > 1:
                yield f"{place} is {more} px too wide at {width}"
        page.set_viewport_size(before)
    if not seen:
        yield "nobody sees what the rude guest wrote, so that nothing was tried"


def he_is_shown_out(room: Room, guest: Guest) -> Iterable[str]:
    """The trainer removes him; his pages and his link are not his any more."""
    ines = room.ines
    ines.follow("People")
    ines.page.get_by_role("link", name=re.compile(r"^Change\W+W+$")).click()
    ines.press("Remove from the exercise")
    ines.see("Back, change nothing")
    ines.page.get_by_role("button", name=re.compile("^Remove")).click()
    expect(ines.page.get_by_role("heading", name="People", level=1)).to_be_visible()
    if NAME in ines.page.get_by_role("table").first.inner_text():
        yield "the trainer removed the rude guest, and the people’s page still has him"
    page = guest.page.context.new_page()  # the one that is open goes elsewhere by itself
    for address in (f"{room.inside}/desk/", room.links[guest.name]):
        answer = page.goto(address)
        heading = page.get_by_role("heading", level=1).inner_text()
        if (answer is None or answer.ok) and heading != GONE:
            yield f"removed, the rude guest still opens {address}: {heading}"
    room.lose(guest.page)
    del room.people[guest.name]
    ines.follow("Control room")
