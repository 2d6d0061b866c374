"""What goes wrong in a room: a lost laptop, a form sent from an old tab, a jump too many."""

from __future__ import annotations

import re
from collections.abc import Iterable

from playwright.sync_api import expect

from tests.rehearsal.joining import DESK, ask_for_a_seat, sit_down
from tests.rehearsal.office_hours import SECOND, missing, work_list
from tests.rehearsal.room import Guest, Room

PATIENCE = 4
"""Minutes of the room after which somebody who is gone has to be shown as away."""

LATE_WORDS = "We should like to see the papers of the opening first."


def cleo_loses_her_laptop(room: Room) -> None:
    """She joins again by code and name from another one, and the trainer, who knows her, lets her back in."""
    room.lose(room.cleo.page)
    room.ines.follow("People")
    for _ in range(PATIENCE):  # the minute counts from when the server has noticed
        room.clock.pass_minutes(1)
        room.ines.page.reload()
        if "away" in room.ines.main().get_by_role("row").filter(has_text="Cleo").first.inner_html():
            break
    cleo = ask_for_a_seat(room, "Cleo", room.story.partner, DESK)
    expect(cleo.page.get_by_role("heading", name="Is this you?")).to_be_visible()
    cleo.see(re.compile("Cleo has this seat and is away"))
    cleo.press("It is me: ask the trainer")
    cleo.see("You have knocked")
    room.ines.follow("People")
    room.ines.press("Same person")
    sit_down(room, cleo)
    room.ines.follow("Control room")


def cleo_is_back_with_her_pen(room: Room) -> Iterable[str]:
    """At her desk, once, and she can act."""
    cleo = room.cleo
    cleo.go("Desk")
    seats = cleo.page.get_by_role("navigation", name="Pages", exact=True).locator("dl").inner_text()
    if seats.count("Cleo") != 1:
        yield f"Cleo sits {seats.count('Cleo')} times in her team: {seats!r}"
    cleo.go("Messages")
    if not cleo.page.get_by_role("button", name="Send", exact=True).is_enabled():
        yield "Cleo cannot send a message"


def anna_answers_twice(room: Room) -> Iterable[str]:
    """One question in two tabs: what is sent from the second is not taken, and its text is still there."""
    anna = room.anna
    anna.go("Desk")
    rows = work_list(anna).filter(has_text="Answer: ").filter(has_not_text=SECOND)
    rows.first.get_by_role("link").last.click()
    expect(anna.page.get_by_role("heading", name=re.compile("^Answer: "))).to_be_visible()
    room.answered.add(anna.read_heading())
    address = anna.page.url
    old = Guest(room.tab("Anna’s second tab", anna.page), anna.name, anna.team)
    old.page.goto(address)
    anna.page.get_by_role("radio").first.check()
    anna.press("Answer")
    expect(anna.page.get_by_role("heading", name="Your answer")).to_be_visible()
    old.page.get_by_role("radio").last.check()
    old.page.get_by_label("In your words").fill(LATE_WORDS)
    old.press("Answer")
    old.see(re.compile("not sent|already", re.IGNORECASE))
    kept = old.page.get_by_role("textbox").evaluate_all("all => all.map(each => each.value)")
    if not any(LATE_WORDS in text for text in kept):
        yield from missing(old, "after a form from an old tab", LATE_WORDS)
    room.put_away(old.page)


def the_trainer_takes_back_a_jump(room: Room, move: int) -> None:
    """By the journal: back to just before the last jump."""
    ines = room.ines
    ines.follow("Journal")
    rows = ines.page.get_by_role("table", name="Journal").get_by_role("row")
    expect(rows.filter(has_text="Jumped").first).to_be_visible()
    jumps = [n for n, text in enumerate(rows.all_inner_texts()) if "Jumped" in text and "undone" not in text]
    rows.nth(jumps[0] + 1).get_by_role("link", name="Go back to here").click()
    ines.page.get_by_role("button", name=re.compile(r"^Undo \d+ entr")).click()
    ines.page.wait_for_load_state()
    ines.follow("Control room")
    ines.see(f"Move {move} of ")
