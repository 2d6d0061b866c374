"""What people do between two jumps, and what the others see of it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from playwright.sync_api import Locator, Page, expect

from tests.rehearsal.room import Guest, Room
from tests.rehearsal.seen import insist, seen_on, where

MINUTES = 15
"""Office minutes of a move in half a day."""

FORBIDDEN = 403

OWN_WORDS = "Ours come first: nobody touches it before the call at four."
SECOND = "A second call"
SECOND_TEXT = "Somebody rings again and asks for the same thing."
REASONS = "The same conduct is no offence here, as the file shows."


def the_trainer_puts_the_clock_on_the_wall(room: Room) -> None:
    """From the join code to the clock with the plan of the day."""
    room.wall.goto(re.sub(r"/projector.*", "/projector/clock", room.wall.url))
    expect(room.wall.get_by_role("list", name="Plan of the day")).to_be_visible()


def the_first_move_opens(room: Room) -> None:
    """The trainer ends the warm-up."""
    room.ines.press("End the warm-up, open move 1")
    room.ines.see("Office hours")


def work_row(guest: Guest, text: str) -> Locator:
    """A line of what needs somebody now."""
    guest.go("Desk")
    return work_list(guest).filter(has_text=text).first


def work_list(guest: Guest) -> Locator:
    """The lines of what needs somebody now, apart from those of the news above."""
    return guest.main().locator('[data-panel="work"]').get_by_role("listitem")


def anna_directs_a_request(room: Room) -> None:
    """From the line of the work list to the one act that it wants; the line is gone, and the registry does the rest."""
    row = work_row(room.anna, room.story.to_direct)
    row.get_by_role("link").last.click()
    room.anna.take(room.story.to_direct, "Execute as requested, after the assessment", "Being registered")
    room.anna.see("To be executed as requested, after the assessment")
    room.anna.go("Desk")
    expect(work_list(room.anna).filter(has_text=room.story.to_direct)).to_have_count(0)


def anna_refuses_a_request(room: Room) -> None:
    """With a ground and reasons, after she has confirmed it."""
    anna, number = room.anna, room.story.to_refuse
    work_row(anna, number).get_by_role("link").last.click()
    card = anna.act("Refuse")
    card.get_by_role("radio", name=re.compile(": Not an offence in the requested country")).check()
    card.get_by_label(re.compile("^The fact, and the rule")).fill(REASONS)
    card.get_by_role("button", name="Refuse").click()
    if anna.page.get_by_role("dialog").is_visible():
        anna.page.get_by_role("dialog").get_by_role("button", name="Refuse").click()
    anna.stands_at(number, "Refused")


def cleo_opens_a_draft(room: Room) -> str:
    """A request for bank records to the home team; the number of the draft."""
    cleo, number = room.cleo, re.compile(rf"^{room.story.partner.code}-{room.story.home.code}-D\d+$")
    cleo.go("Requests")
    cleo.follow("New request")
    cleo.page.get_by_role("radio", name="Bank records").check()
    cleo.page.get_by_role("radio", name=re.compile(room.story.home.name)).check()
    cleo.page.get_by_role("checkbox", name=re.compile(r"^X[A-Z]\d\d( \d{4})+")).first.check()
    cleo.press("Open the draft")
    cleo.section("Authority and contact")
    cleo.fill({"Requesting authority and contact point": "Desk 4, in office hours."})
    return cleo.page.get_by_role("link", name=number).first.inner_text()


def cleo_sends_a_request(room: Room) -> None:
    """Her own authority approves it though much is missing; a second draft stays with her."""
    cleo = room.cleo
    cleo_opens_a_draft(room)
    cleo.press("Send to your own authority for vetting")
    expect(cleo.main().get_by_text("Being vetted", exact=True).first).to_be_visible()
    cleo.act("Approve and dispatch").get_by_role("button", name="Approve and dispatch", exact=True).click()
    expect(cleo.main().get_by_text("Being typed", exact=True).first).to_be_visible()
    room.draft = cleo_opens_a_draft(room)
    cleo.follow("Rogatory")


def an_event_is_fired_while_anna_types(room: Room) -> None:
    """Anna has the first event before her and half an answer; the trainer fires another; then she sends hers."""
    anna, ines = room.anna, room.ines
    anna.go("Messages")
    anna.main().get_by_role("link", name=room.story.question).click()
    expect(anna.page.get_by_role("heading", name=room.story.question, level=1)).to_be_visible()
    if anna.page.get_by_role("heading", name="Your answer").count():
        insist([f"“{room.story.question}” is answered before anybody answered it in play"])
    anna.page.get_by_role("radio", name=room.story.careful).check()
    anna.page.get_by_label("In your words").fill(OWN_WORDS)
    ines.follow("Event list")
    ines.follow("Add an event")
    ines.page.get_by_label("Title").fill(SECOND)
    ines.page.get_by_label("What the seats read").fill(SECOND_TEXT)
    ines.page.get_by_label("To", exact=True).select_option(label=room.story.home.name)
    ines.page.get_by_label("Days to answer").fill("5")
    ines.press("Put it on the list")
    ines.see("The event is on the list.")
    ines.press("Fire now")
    ines.confirm("Fire now")
    ines.see(re.compile("^Fired: "))
    anna.press("Answer")
    expect(anna.page.get_by_role("heading", name="Your answer")).to_be_visible()
    room.answered.add(room.story.question)


def the_answer_stands_where_it_was_given(room: Room) -> Iterable[str]:
    """At the event that was on the screen, with her own words, for the team and for the trainer; the other waits."""
    anna, ines = room.anna, room.ines
    heading = anna.read_heading()
    if heading != room.story.question:
        yield f"Anna answered “{room.story.question}”, and the page that follows is headed “{heading}”"
    yield from missing(anna, "the page of her answer", room.story.careful, OWN_WORDS)
    anna.go("Messages")
    row = anna.main().get_by_role("listitem").filter(has=anna.page.get_by_role("link", name=SECOND))
    if not row.count() or "answered" in row.first.inner_text():
        yield f"“{SECOND}” should wait for an answer in Anna’s messages: {row.all_inner_texts()}"
    ines.follow("Event list")
    for title, answered in ((room.story.question, True), (SECOND, False)):
        state = ines.main().get_by_role("row").filter(has_text=title).first.inner_text()
        if ("answered" in state) is not answered:
            yield f"the trainer’s event list says of “{title}”: {state!r}"
    ines.main().get_by_role("link", name=room.story.question).first.click()
    ines.see("Answers")
    yield from missing_on(ines.page, "the trainer’s page of the event", room.story.careful, OWN_WORDS)
    ines.follow("Control room")


def missing(guest: Guest, place: str, *texts: str) -> Iterable[str]:
    """Texts that somebody's page does not show."""
    yield from missing_on(guest.page, f"{guest.name}, {place}", *texts)


def missing_on(page: Page, place: str, *texts: str) -> Iterable[str]:
    """Texts that a page does not show."""
    shown = seen_on(page)
    for text in texts:
        if text not in shown:
            yield f"{place}: “{text}” is not shown"


def nobody_else_sees(room: Room) -> Iterable[str]:
    """What a team wrote stands on no page of another team; whoever was refused reads why."""
    is_told_why = room.story.to_refuse.startswith(room.story.partner.code)
    texts = (OWN_WORDS,) if is_told_why else (OWN_WORDS, REASONS)
    for window in room.windows:
        if any(window.page is guest.page for guest in (room.cleo, room.dora)):
            shown = seen_on(window.page)
            yield from (
                f"{where(window)}: “{text}” of {room.story.home.name} is seen" for text in texts if text in shown
            )


SENT = """words => {
  const form = new FormData();
  const token = document.querySelector('meta[name="csrf-token"]').content;
  Object.entries({csrf_token: token, command_id: "fromanobserver01", ...words}).forEach(pair => form.append(...pair));
  return fetch(location.href, {method: "POST", body: form}).then(answer => answer.status);
}"""
"""A form sent to the address of the page, whatever the page offers; the status of the answer."""


def dora_tries_to_write(room: Room) -> Iterable[str]:
    """The observer finds no button that works, and what she sends all the same is refused and reaches nobody."""
    dora, words = room.dora, "From an observer"
    dora.go("Messages")
    expect(dora.page.get_by_role("heading", name="Messages", level=1)).to_be_attached()
    dora.page.wait_for_load_state("load")
    send = dora.page.get_by_role("button", name="Send", exact=True)
    if send.evaluate_all("buttons => buttons.some(each => !each.disabled)"):
        yield "Dora, who observes, is offered to send a message"
    status = dora.page.evaluate(SENT, {"to": f"{room.story.home.code}.authority", "text": words})
    if status != FORBIDDEN:
        yield f"Dora’s message is answered with {status}"
    room.anna.go("Messages")
    if words in seen_on(room.anna.page):
        yield "Anna reads a message that the observer of another team wrote"
