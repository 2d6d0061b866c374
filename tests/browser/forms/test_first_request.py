"""The tutorial as a person plays it who knows nothing: from the button to the last page, by what its lines say."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NewContext
from tests.browser.people import Trainer
from tests.browser.rooms import first_start_link
from tests.webapp.serving import Process

MOST_SECONDS = 120
"""A person who reads fast is done in minutes; the pages themselves may take no more than this."""

MOVES = 5


def next_line(page: Page) -> Locator:
    """The line of the next step."""
    return page.locator(".r-next.is-first")


def at(page: Page, place: str) -> Locator:
    """The line of the next step, which stands beside this control; follows the way there first."""
    if next_line(page).get_attribute("data-next") == "elsewhere":
        next_line(page).get_by_role("link", name="Go there").click()
    expect(next_line(page)).to_have_attribute("data-next", place)
    return next_line(page)


def played(somebody: Trainer, seen: Callable[[str], None] = lambda _name: None) -> int:
    """Plays the tutorial to its last page; gives the moves that it took.

    Args:
        somebody: At a first page with its button.
        seen: Is told of each page by name.
    """
    page = somebody.page
    somebody.press("Try it alone, 25 minutes")
    seen("start")
    for _paper in ("her statement", "her bank's record"):
        beside = at(page, "paper").locator("xpath=ancestor::li")
        beside.get_by_role("link").first.click()
        seen("paper")
    account = re.search(r"XB\d\d[ \d]+\d", at(page, "open_draft").inner_text())
    assert account is not None
    page.get_by_role("radio", name="Bank records").check()
    page.get_by_role("radio", name="Sarvane").check()
    page.get_by_role("checkbox", name=account[0]).check()
    seen("new")
    somebody.press("Open the draft")
    at(page, "facts")
    page.get_by_label("Summary of the facts").fill("She was told to keep her money safe, and paid it to this account.")
    for paper in ("Record of interview", "Bank statement"):
        somebody.main().get_by_role("checkbox", name=re.compile(paper)).check()
    page.get_by_label(re.compile("^Assistance sought")).fill("The account file and all statements.")
    page.get_by_label("Records from").fill("2031-02-10")
    page.get_by_label("Records to").fill("2031-03-03")
    seen("short")
    somebody.press("Save and go there")
    at(page, "urgent")
    page.get_by_role("checkbox", name="Urgent").check()
    page.get_by_label("Why", exact=True).fill("The money moves on.")
    page.get_by_label("Needed by").fill("2031-04-10")
    seen("urgent")
    somebody.press("Save and continue")
    at(page, "send")
    somebody.press("Send to your own authority for vetting")
    at(page, "approve")
    seen("approve")
    offer = page.locator("#offer-approve")
    if offer.get_attribute("open") is None:
        offer.locator("summary").click()
    offer.get_by_role("button").last.click()
    moves = 0
    while not page.get_by_role("button", name="End the exercise and compare").count():
        at(page, "onward")
        seen("onward")
        page.get_by_role("button", name=re.compile(r"^Let \d+ days pass$")).click()
        page.wait_for_load_state("load")
        moves += 1
        assert moves < MOVES, "no answer within play"
    at(page, "results")
    seen("results")
    somebody.main().get_by_role("link", name=re.compile(r"^D-00\d ")).first.click()
    at(page, "compare")
    seen("answer")
    somebody.press("End the exercise and compare")
    expect(page.get_by_role("heading", name=re.compile(r"^Your letter was answered in \d+ days$"))).to_be_visible()
    seen("compared")
    return moves


def test_a_person_alone_asks_and_is_answered(server: Process, new_context: NewContext) -> None:
    somebody = Trainer(new_context().new_page())
    somebody.sign_up(first_start_link(server))
    somebody.follow("New exercise")
    begun = time.monotonic()
    played(somebody)
    assert time.monotonic() - begun < MOST_SECONDS
    ways = somebody.page.locator(".r-compared > li")
    expect(ways).to_have_count(4)
    more = [int(each) for each in re.findall(r"(\d+) more days", somebody.main().inner_text())]
    assert len(more) == 3
