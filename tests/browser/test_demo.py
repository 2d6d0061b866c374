"""What `rogatory demo --no-browser` prints is enough to begin at once."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import NewContext
from tests.browser.demo import Demo
from tests.browser.people import Trainee

THREE_LINES = 70
"""Pixels: the height of a row of a paper in which a name has three lines."""

HEIGHTS = "() => [...document.querySelectorAll('.r-rowsheet tbody tr')].map(row => row.offsetHeight)"
EDGES = """() => [...document.querySelectorAll('.r-rowsheet')].map(table =>
  [table.tHead.rows[0], table.tBodies[0].rows[0]].map(row => [...row.cells]
    .map(cell => cell.getBoundingClientRect()).filter(at => at.width).map(at => Math.round(at.x))))"""
"""Where the columns that are seen begin, in the heading and in the first row, of every table of the paper."""


def papers_hold(person: Trainee) -> None:
    """A paper keeps its numbers whole on a narrow desk, and its columns under their headings when it is printed."""
    page = person.page
    expect(page.get_by_role("checkbox", name="Mark row 1", exact=True)).to_be_visible()
    size = page.viewport_size
    page.set_viewport_size({"width": 1024, "height": 768})
    heights = page.evaluate(HEIGHTS)
    assert heights
    assert max(heights) <= THREE_LINES, heights
    page.emulate_media(media="print")
    expect(page.get_by_role("complementary")).to_be_hidden()
    for heads, cells in page.evaluate(EDGES):
        assert len(heads) > 2
        assert heads == cells
    page.emulate_media(media="screen")
    if size is not None:
        page.set_viewport_size(size)


def test_a_person_joins_at_once_with_the_code_that_is_printed(demo: Demo, new_context: NewContext) -> None:
    anna = Trainee(new_context().new_page())
    anna.join(demo.address, demo.join_code, name="Anna", seat="Police, Valmora")
    assert re.search(r"\d+ items? (is|are) waiting for you", anna.main().inner_text()), (
        "bots have played; something waits for a person"
    )
    anna.open_area("Documents")
    anna.follow(re.compile("^Call records"))
    papers_hold(anna)
    anna.open_area("Messages")
    expect(anna.page.get_by_role("heading", name="Messages", level=1)).to_be_visible()


def test_the_link_that_is_printed_leads_to_the_seats(demo: Demo, new_context: NewContext) -> None:
    page = new_context().new_page()
    page.goto(demo.join_link)
    page.get_by_label("Name").fill("Bram")
    page.get_by_role("button", name="Choose a seat").click()
    expect(page.get_by_role("heading", name="Kestria")).to_be_visible()
