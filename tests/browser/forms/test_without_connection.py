"""What somebody writes or sends while the connection is gone stays on the page, and is stored once it is back."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext
from tests.browser.people import Trainee, Trainer
from tests.browser.rooms import Place, Room, first_start_link
from tests.webapp.serving import Process

SOON = 20_000
"""Milliseconds within which a page has found its server again."""

WORDS = "Who holds the account?"


@pytest.fixture
def room(place: Place) -> Iterator[Room]:
    """A room in its first move."""
    made = place.room("Without connection")
    yield made
    made.leave()


def write(person: Trainee, words: str) -> Page:
    """Writes a message to the first who can be written to, and sends nothing."""
    person.open_area("Messages")
    person.page.get_by_label("To", exact=True).select_option(index=1)
    person.page.get_by_label("Message", exact=True).fill(words)
    return person.page


def press_send(page: Page) -> None:
    """Presses the button."""
    page.get_by_role("button", name="Send", exact=True).click()


def stays(page: Page, words: str) -> None:
    """Waits until the page says that nothing was sent; what was written is still in its field."""
    expect(page.get_by_text("Nothing was sent; your text is kept.")).to_be_visible()
    expect(page.get_by_label("Message", exact=True)).to_have_value(words)


def is_sent_once(page: Page, words: str) -> None:
    """Sends what stands there; it is in the list, once."""
    expect(page.locator("#r-offline")).to_be_hidden(timeout=SOON)
    press_send(page)
    expect(page.get_by_label("Message", exact=True)).to_have_value("")
    page.goto(page.url)
    expect(page.get_by_role("main").get_by_text(words, exact=True)).to_have_count(1)


def open_facts(person: Trainee) -> Page:
    """Opens a draft at the section with the facts."""
    page = person.page
    page.goto(re.sub(r"/desk/.*", "/desk/requests/new", page.url))
    page.get_by_role("radio", name="Bank records").check()
    page.get_by_role("radio", name=re.compile("Isandre")).check()
    page.get_by_role("checkbox", name=re.compile(r"[A-Z]{2}\d\d( \d{4})+")).first.check()
    person.press("Open the draft")
    person.section("Facts and grounds")
    return page


def facts_of(page: Page) -> str:
    """The facts as somebody sees them who opens the same page now."""
    other = page.context.new_page()
    other.goto(page.url)
    found = other.get_by_label("Summary of the facts", exact=True).input_value()
    other.close()
    return found


def is_not_saved(page: Page, words: str) -> None:
    """Writes into the draft, and waits until the page says that this is not saved."""
    page.get_by_label("Summary of the facts", exact=True).fill(words)
    expect(page.get_by_text("Not saved yet.")).to_be_visible()


def is_saved(page: Page, words: str) -> None:
    """Waits until the page says that the draft is saved, and touches nothing meanwhile."""
    expect(page.get_by_text("Not saved yet.")).to_be_hidden(timeout=SOON)
    expect(page.locator("[data-save-state]")).to_contain_text("Saved", timeout=SOON)
    assert facts_of(page) == words


def test_a_form_that_is_sent_offline_stays_and_can_be_sent_later(room: Room) -> None:
    page = write(room.anna, WORDS)
    page.context.set_offline(True)
    press_send(page)
    stays(page, WORDS)
    press_send(page)
    stays(page, WORDS)
    page.context.set_offline(False)
    is_sent_once(page, WORDS)


def test_a_draft_that_is_written_offline_is_saved_without_another_keystroke(room: Room) -> None:
    page = open_facts(room.anna)
    page.context.set_offline(True)
    is_not_saved(page, "The boat came at night.")
    page.context.set_offline(False)
    is_saved(page, "The boat came at night.")


def test_the_same_when_the_server_is_gone_and_comes_back(server: Process, new_context: NewContext) -> None:
    """The browser believes that it has a network; nobody answers at the other end."""
    trainer = new_context()
    Trainer(trainer.new_page()).sign_up(first_start_link(server))
    made = Place(f"http://127.0.0.1:{server.port}", trainer, new_context).room("Gone")
    page = write(made.anna, WORDS)
    desk = made.anna.page.context.new_page()
    desk.goto(page.url)
    facts = open_facts(Trainee(desk))
    page.bring_to_front()
    server.kill()
    press_send(page)
    stays(page, WORDS)
    is_not_saved(facts, "The boat came at night.")
    server.start()
    is_saved(facts, "The boat came at night.")
    is_sent_once(page, WORDS)
