"""What a page of the desk offers at once: few enough links and inputs to choose from, the rest one press away."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.people import Trainee
from tests.browser.rooms import Place, Room
from webapp.desk.documents.list import FIRST

SEEN = """kind => [...document.querySelectorAll("main " + kind)]
  .filter(each => each.checkVisibility({ visibilityProperty: true })).length"""
LINKS, INPUTS = "a[href]", ":is(input:not([type=hidden]), select, textarea)"

MOST = {
    "": (36, 0),
    "requests": (32, 4),
    "requests/new": (5, 57),
    "documents": (36, 5),
    "measures": (10, 7),
    "case": (5, 24),
    "meetings": (2, 21),
    "law": (25, 1),
}
"""Links and inputs that may be seen at once in the first moves: two thirds of what a review of the desk found too many
(desk 54, requests 48, new request 86 inputs, documents 55, measures 15 and 10, case 8 and 36, meetings 32, law 38)."""


@pytest.fixture(scope="module")
def room(place: Place) -> Room:
    """Valmora after its first jump: the file has begun to fill."""
    made = place.room("Few controls", countries=("Valmora", "Kestria"))
    made.ines.jump()
    return made


def seen(page: Page, kind: str) -> int:
    """Links or inputs in the main part that nobody has to open anything for."""
    return int(page.evaluate(SEEN, kind))


def desk_of(person: Trainee) -> str:
    """Address of the desk."""
    return re.sub(r"/(?:desk|lobby)/.*", "/desk/", person.page.url)


def test_no_page_offers_too_much_at_once(room: Room) -> None:
    anna = room.anna
    base = desk_of(anna)
    over = []
    for name, (links, inputs) in MOST.items():
        anna.page.goto(base + name)
        found = seen(anna.page, LINKS), seen(anna.page, INPUTS)
        if found[0] > links or found[1] > inputs:
            over.append(f"{name or 'desk'}: {found} of {links, inputs}")
    assert not over, "\n".join(over)


def test_a_choice_opens_what_fits_it_and_nothing_is_lost(room: Room) -> None:
    page = room.anna.page
    page.goto(desk_of(room.anna) + "requests/new")
    boxes = page.locator("#targets input[type=checkbox]")
    every = boxes.count()
    assert not boxes.filter(visible=True).count()
    page.get_by_role("radio", name="Bank records").check()
    accounts = page.locator("#targets [data-kind=account]")
    expect(accounts.get_by_role("checkbox").first).to_be_visible()
    expect(page.locator("#targets [data-kind=phone]").get_by_role("checkbox")).to_have_count(0)
    before = accounts.get_by_role("checkbox").count()
    page.get_by_role("radio", name=re.compile("Isandre")).check()
    shown = accounts.get_by_role("checkbox")
    expect(shown).not_to_have_count(before)
    assert all("Isandre" in text for text in accounts.locator("li").filter(visible=True).all_inner_texts())
    accounts.get_by_text("In other countries").click()
    expect(shown).to_have_count(before)
    page.get_by_label("Find by name or number").fill("Castelbruno")
    expect(page.get_by_role("checkbox", name=re.compile("Castelbruno"))).to_be_visible()
    page.get_by_label("Find by name or number").fill("")
    expect(page.get_by_role("checkbox", name=re.compile("Castelbruno"))).to_have_count(0)
    assert boxes.count() == every


def test_a_long_file_shows_its_latest_documents_and_the_rest_in_one_press(place: Place) -> None:
    room = place.room("A long file", countries=("Valmora", "Kestria"))
    anna, page = room.anna, room.anna.page
    rows = anna.main().locator("tbody tr")
    number = 0
    while number <= FIRST:
        room.ines.jump()
        page.goto(desk_of(anna) + "documents?all=1")
        number = rows.count()
    page.goto(desk_of(anna) + "documents")
    expect(rows).to_have_count(FIRST)
    assert seen(page, LINKS) <= MOST["documents"][0]
    page.get_by_role("link", name=f"All {number} documents").click()
    expect(rows).to_have_count(number)
    anna.main().get_by_role("searchbox").fill("report")
    anna.main().get_by_role("button", name="Find").click()
    expect(page.get_by_role("link", name="Show all documents")).to_be_visible()


def test_the_documents_to_choose_from_do_not_push_the_next_field_away(room: Room) -> None:
    page = room.bram.page  # a draft stands on its team's desk, where Anna's links are counted
    page.goto(desk_of(room.bram) + "requests/new")
    page.get_by_role("radio", name="Bank records").check()
    page.get_by_role("radio", name=re.compile("Isandre")).check()
    page.locator("#targets [data-kind=account]").get_by_role("checkbox").filter(visible=True).first.check()
    page.get_by_role("button", name="Open the draft").click()
    listed = page.locator(".r-grounds")
    last = listed.get_by_role("checkbox").last
    assert listed.evaluate("each => each.clientHeight") <= 480
    last.check()
    expect(last).to_be_checked()
