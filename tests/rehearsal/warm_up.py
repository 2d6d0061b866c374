"""The warm-up: four small things to try, of which nothing is left when the first move opens."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.rehearsal.room import Guest, Room
from tests.rehearsal.seen import seen_on

HELLO = "Good morning, this is only to try the line."
BACK = "We hear you well; this too is only a trial."
TRIED = "Tried in the warm-up, please forget it."
TRIAL_WORDS = (HELLO, BACK, TRIED)


def it_opens(room: Room) -> None:
    """The trainer opens it from the control room."""
    room.ines.follow("Control room")
    room.ines.press("Open the warm-up")
    room.ines.see("End the warm-up, open move 1")


def task(guest: Guest, words: str) -> None:
    """Goes where a task of the list leads."""
    guest.go("Desk")
    guest.main().get_by_role("listitem").filter(has_text=words).get_by_role("link").click()


def read_the_paper(guest: Guest) -> None:
    """Opens the practice paper from the list of tasks."""
    task(guest, "Read your practice document")
    expect(guest.page.get_by_text(re.compile(r"^D-\d+, received")).first).to_be_visible()


def anna_does_all_of_it(room: Room) -> None:
    """A paper read, somebody put on the board, a message sent abroad, a message of the trainer's answered."""
    anna = room.anna
    read_the_paper(anna)
    anna.main().locator("a[href*='/entities/']").first.click()
    anna.press("Put on the board")
    expect(anna.page.get_by_role("button", name="Take off the board")).to_be_visible()
    task(anna, "Send one message")
    anna.write(f"Central authority, {room.story.partner.name}", HELLO)
    task(anna, "Answer what exercise control sends you for practice")
    mine = (
        anna.main().get_by_role("listitem").filter(has_text="This is practice.").filter(has_text="to Central authority")
    )
    mine.get_by_role("link", name="Answer").click()
    anna.write("", TRIED)
    anna.go("Desk")
    anna.see("4 of 4 done")
    room.ines.see(re.compile("^1 of 3 seats"))


def cleo_answers_from_abroad(room: Room) -> None:
    """She sees it without a reload, and answers."""
    cleo = room.cleo
    cleo.go("Messages")
    cleo.see(HELLO)
    row = cleo.main().get_by_role("listitem").filter(has_text=HELLO)
    row.get_by_role("link", name="Answer").click()
    cleo.write("", BACK)
    cleo.go("Desk")


def bram_reads_on_the_phone(room: Room) -> None:
    """One document."""
    bram = room.bram
    read_the_paper(bram)
    bram.go("Desk")
    bram.see("1 of 4 done")


def left_from_the_warm_up(room: Room) -> list[str]:
    """What stands in the first move of what was only tried."""
    anna, ines = room.anna, room.ines
    told = []
    for guest in (anna, room.cleo):
        guest.go("Messages")
        text = seen_on(guest.page)
        told += [f"{guest.name}’s messages show “{words}” of the warm-up" for words in TRIAL_WORDS if words in text]
    anna.go("Board")
    if "0 entities, 0 links" not in anna.main().inner_text():
        told.append(f"Anna’s board is not empty: {anna.main().inner_text()[:200]}")
    ines.follow("Event list")
    if room.story.question not in ines.main().inner_text():
        told.append(f"the trainer’s event list does not have “{room.story.question}”")
    fired = ines.main().get_by_role("row").filter(has_text="answered by").all_inner_texts()
    told += [f"the trainer’s event list: {row!r}" for row in fired]
    ines.follow("Control room")
    anna.go("Desk")
    return told
