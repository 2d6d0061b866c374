"""The way to the desk, and the desk at which somebody sits down: what is read and clicked before the first act.

With ROGATORY_SCREENSHOTS=1 the picture of the desk goes into the README.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NewContext
from tests.browser.demo import Demo
from tests.browser.people import Trainee

PICTURE = Path(__file__).parents[2] / "docs" / "images" / "desk.png"

MOST_WORDS = 350
MOST_CLICKS = 6

READ = """until => {
  const main = document.querySelector("main"), last = until && main.querySelector(until);
  const walk = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  let words = 0;
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const seen = node.parentElement.checkVisibility({ visibilityProperty: true });
    const after = last && !last.contains(node) && last.compareDocumentPosition(node) & 4;
    const unseen = node.parentElement.closest(".visually-hidden, svg, script, option");
    if (seen && !after && !unseen) words += (node.data.match(/[\\p{L}\\p{N}][\\p{L}\\p{N}'’.,-]*/gu) || []).length;
  }
  return words;
}"""


@dataclass(slots=True)
class Newcomer:
    """Somebody whose reading and clicking is counted."""

    page: Page
    words: int = 0
    clicks: int = 0
    pages: list[int] = field(default_factory=list)

    def reads(self, until: str = "") -> None:
        """Reads the page, to the end of an element or whole."""
        self.pages.append(self.page.evaluate(READ, until))

    def clicks_on(self, what: Locator) -> None:
        """Clicks once, and waits for the page that follows."""
        self.clicks += 1
        what.click()
        self.page.wait_for_load_state("load")


def test_little_is_read_and_clicked_before_the_first_useful_act(demo: Demo, new_context: NewContext) -> None:
    page = new_context(width=390, height=844, phone=True).new_page()
    newcomer = Newcomer(page)
    page.goto(demo.join_link)
    newcomer.reads()
    page.get_by_label("Name").fill("Nele")
    newcomer.clicks_on(page.get_by_role("button", name="Choose a seat"))
    newcomer.reads()
    newcomer.clicks_on(page.get_by_role("button", name="Prosecutor, Valmora"))
    newcomer.reads()
    newcomer.clicks_on(page.get_by_role("link", name="Begin"))
    newcomer.reads(until=".r-now")
    act = page.locator(".r-now .btn-primary")
    box = act.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 844, "the first act stands below the fold of a phone"
    newcomer.clicks_on(act)
    assert sum(newcomer.pages) <= MOST_WORDS, newcomer.pages
    assert newcomer.clicks <= MOST_CLICKS


def test_somebody_sits_down_and_finds_work(demo: Demo, new_context: NewContext) -> None:
    person = Trainee(new_context(width=1440, height=900).new_page())
    seat = "Central authority, Isandre"
    person.join(demo.address, demo.join_code, name="Ilse", seat=seat)
    work = person.page.locator("main").get_by_role("listitem").or_(person.page.locator("main .r-work"))
    expect(work.first).to_be_visible()
    if os.environ.get("ROGATORY_SCREENSHOTS"):
        PICTURE.parent.mkdir(exist_ok=True)
        person.page.screenshot(path=PICTURE)
