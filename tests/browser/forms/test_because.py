"""A form that is opened from a document keeps it: a measure, a request and a charge name it afterwards."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.geometry import misfits
from tests.browser.people import Trainee
from tests.browser.rooms import Place, Room
from tests.browser.test_accessible_pages import serious


@pytest.fixture(scope="module")
def room(place: Place) -> Iterator[Room]:
    """One exercise: no test meets what the other leaves."""
    made = place.room("Because of a document")
    yield made
    made.leave()


def open_paper(who: Trainee, row: int) -> str:
    """Goes to a document of the list; gives its number."""
    who.open_area("Documents")
    line = who.main().get_by_role("row").filter(has_text=re.compile(r"D-\d\d\d")).nth(row)
    number = line.inner_text().split()[0]
    line.get_by_role("link").first.click()
    expect(who.page.get_by_role("heading", name="What you can do with this document")).to_be_visible()
    return number


def reasons(who: Trainee) -> Locator:
    """The part of a form that says because of what it is."""
    return who.page.get_by_role("group", name="Because of")


def ticked(who: Trainee) -> list[str]:
    """Numbers of the documents that are ticked there."""
    expect(reasons(who)).to_be_visible()
    who.arrive()
    boxes = reasons(who).get_by_role("checkbox", checked=True)
    return [boxes.nth(place).get_attribute("value") or "" for place in range(boxes.count())]


def name_another(who: Trainee, besides: str) -> str:
    """Ticks a further document under the fold; gives its number."""
    reasons(who).get_by_text("Name another document").click()
    box = reasons(who).get_by_role("checkbox", checked=False).first
    number = box.get_attribute("value") or ""
    assert number != besides
    box.check()
    return number


def fits(who: Trainee) -> list[str]:
    """What axe finds on the page, and what does not fit a telephone or a larger window."""
    size = who.page.viewport_size
    problems = [*serious(who.page), *misfits(who.page, words={})]
    if size is not None:
        who.page.set_viewport_size(size)
    return problems


def test_a_measure_keeps_the_document_from_which_it_was_ordered(room: Room) -> None:
    anna = room.anna
    paper = open_paper(anna, 0)
    anna.page.get_by_role("complementary").locator(".r-doors a").first.click()
    expect(anna.page.get_by_role("table", name="What can be done")).to_be_visible()
    assert not fits(anna)
    anna.page.get_by_role("link", name=re.compile("^Order the measure")).first.click()
    expect(reasons(anna)).to_be_visible()
    assert ticked(anna) == [paper]
    chosen = anna.page.get_by_role("group", name="Documents on which the measure rests").get_by_role("checkbox").first
    chosen.check()
    further = chosen.get_attribute("value")
    assert not fits(anna)
    anna.press("Order the measure")
    anna.confirm("Order the measure")
    row = anna.page.get_by_role("table", name="Measures").get_by_role("row").nth(1)
    expect(row).to_contain_text(re.compile(rf"Because of\s+{paper}(,|\s)"))
    expect(row).to_contain_text(further or "")
    assert not fits(anna)
    row.get_by_role("link", name=paper).first.click()
    expect(anna.main()).to_contain_text(paper)


def test_a_request_keeps_the_document_from_which_it_was_opened_and_says_so_to_its_own_side_alone(room: Room) -> None:
    anna, bram = room.anna, room.bram
    paper = open_paper(anna, 1)
    anna.page.get_by_role("complementary").get_by_role("link", name="Ask another country").click()
    assert ticked(anna) == [paper]
    another = name_another(anna, paper)
    reasons(anna).locator(f'input[value="{paper}"]').uncheck()
    assert not fits(anna)
    anna.page.get_by_role("radio", name="Bank records").check()
    anna.page.get_by_role("radio", name="Sorvane").check()
    if not anna.main().locator('input[name="target"]:checked').count():
        anna.main().locator('input[name="target"]').first.check()
    anna.press("Open the draft")
    expect(anna.main().locator(".r-because")).to_have_text(re.compile(rf"Because of\s+{another}\s*$"))
    anna.section("Language, channel and signature")
    expect(anna.main().locator(".r-because")).to_contain_text(another)
    assert not fits(anna)
    anna.follow(re.compile(r"^KES-SOV-D\d+$"))
    expect(anna.main().locator(".r-because")).to_contain_text(another)
    assert not fits(anna)
    bram.open_area("Requests")
    expect(bram.main()).not_to_contain_text("Because of")


def test_a_charge_keeps_the_document_from_which_it_was_brought(room: Room) -> None:
    anna = room.anna
    paper = open_paper(anna, 0)
    anna.page.get_by_role("complementary").get_by_role("link", name="Charge a person").click()
    assert ticked(anna) == [paper]
    assert not fits(anna)
    papers = anna.page.get_by_role("group", name="Documents put before the court")
    record = papers.locator("label").filter(has_text=re.compile(r"Record of interview, .*\bevidence", re.DOTALL)).first
    named = record.locator("bdi").inner_text().partition("Record of interview, ")[2]
    anna.choose("Person", re.compile(re.escape(named)))
    anna.page.get_by_role("group", name="Offence and its elements").get_by_role("radio").first.check()
    for box in papers.get_by_role("checkbox").all():
        box.check()
    anna.press("Bring the charge")
    anna.confirm("Bring the charge")
    charge = anna.main().locator("section[data-key^=charge-]").first
    expect(charge.locator(".r-because")).to_contain_text(re.compile(rf"Because of\s+{paper}"))
    assert not fits(anna)
