"""A request for bank records from nothing: counted in page loads and in fields."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.people import Trainee
from tests.browser.rooms import Place, Room

MOST_LOADS = 5
MOST_FIELDS = 12


@pytest.fixture(scope="module")
def room(place: Place) -> Iterator[Room]:
    """An exercise of its own."""
    made = place.room("Short")
    yield made
    made.leave()


class Counted:
    """Counts the pages that are loaded and the fields that are touched."""

    def __init__(self, page: Page) -> None:
        self.loads = 0
        self.fields = 0
        page.on("domcontentloaded", self._loaded)

    def _loaded(self, _page: Page) -> None:
        self.loads += 1

    def tick(self, box: Locator) -> None:
        """Ticks a box or a button of a group."""
        self.fields += 1
        box.check()

    def fill(self, field: Locator, text: str) -> None:
        """Writes into a field."""
        self.fields += 1
        field.fill(text)


def outside_a_form(room: Room) -> Trainee:
    """Anna, on a page with the navigation of the desk: a form that another test left has only its own."""
    if room.anna.page.url.endswith("/form"):
        room.anna.follow(re.compile("^Requests$"))
    return room.anna


def test_a_bank_records_request_takes_few_pages_and_few_fields(room: Room) -> None:
    anna = outside_a_form(room)
    page = anna.page
    anna.open_area("Desk")
    count = Counted(page)
    anna.open_area("Requests")
    anna.follow("New request")
    count.tick(page.get_by_role("radio", name="Bank records"))
    count.tick(page.get_by_role("radio", name="Sorvane"))
    count.tick(anna.main().locator('li[data-country="SOV"] input[name="target"]').first)
    anna.press("Open the draft")
    expect(page.get_by_role("heading", name="What only you can write", level=1)).to_be_visible()
    number = page.get_by_role("link", name=re.compile(r"^KES-SOV-D\d+$")).first.inner_text()
    papers = page.locator('input[name="grounds"]')
    assert papers.count() > 0
    assert page.locator('input[name="grounds"]:checked').count() == 0, "papers are chosen, never ticked beforehand"
    count.tick(page.get_by_role("checkbox", name=re.compile("^Money laundering")))
    count.fill(page.get_by_label("Summary of the facts"), "On 13 January the account paid for the container (D-001).")
    count.tick(papers.first)
    count.fill(page.get_by_label("Assistance sought"), "The statements and opening papers of the account.")
    count.fill(page.get_by_label("Records from"), "2030-11-01")
    count.fill(page.get_by_label("Records to"), "2031-02-28")
    if page.get_by_label("Language of the request").input_value() == "":
        count.fields += 1
        anna.choose("Language of the request", re.compile("^English$"))
    anna.press("Send to your own authority for vetting")
    anna.stands_at(number, "Being vetted")
    expect(page.get_by_text("Missing:")).to_have_count(0)
    assert count.loads <= MOST_LOADS
    assert count.fields <= MOST_FIELDS


def test_a_form_counts_while_it_is_filled_in(room: Room) -> None:
    anna = outside_a_form(room)
    page = anna.page
    anna.open_area("Requests")
    anna.follow("New request")
    page.get_by_role("radio", name="Freezing of assets").check()
    page.get_by_role("radio", name="Isandre").check()
    anna.main().locator('li[data-country="ISA"] input[name="target"]:visible').first.check()
    anna.press("Open the draft")
    expect(page.get_by_text("0 chosen, in the order of the file")).to_be_visible()
    papers = page.locator('input[name="grounds"]')
    papers.nth(0).check()
    papers.nth(1).check()
    expect(page.get_by_text("2 chosen, in the order of the file")).to_be_visible()
    papers.nth(0).uncheck()
    expect(page.get_by_text("1 chosen, in the order of the file")).to_be_visible()
    expect(page.get_by_text("1 part is still to be filled in")).to_be_visible()
    page.get_by_label("Description of the property").fill("The balance of the account.")
    expect(page.get_by_text("nothing left to type")).to_be_visible()
    expect(page.locator(".r-filled").get_by_text("The balance of the account.")).to_be_visible()
    page.get_by_label("Description of the property").fill("")
    expect(page.get_by_text("1 part is still to be filled in")).to_be_visible()


def test_a_preservation_offers_first_what_is_linked_with_the_country(room: Room) -> None:
    anna = outside_a_form(room)
    page = anna.page
    anna.open_area("Procedures")
    card = anna.main().locator("section.r-card", has=page.get_by_role("heading", name="Preservation of records"))
    card.get_by_role("link", name="Begin").click()
    about = page.get_by_label("About", exact=True)
    expect(about).to_be_visible()
    anna.arrive()
    offered = about.locator("option").count()
    more = page.get_by_label("Also show what your file does not link with the country chosen")
    expect(more).to_be_hidden()
    page.get_by_role("radio", name="Isandre").check()
    narrowed = about.locator("option").count()
    assert 1 < narrowed < offered
    more.check()
    assert about.locator("option").count() == offered
    more.uncheck()
    about.select_option(index=1)
    kept = about.input_value()
    page.get_by_role("radio", name="Sorvane").check()
    assert about.input_value() == kept
