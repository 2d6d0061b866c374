"""The debrief of glass-harbour on two screens: the trainer clicks, the wall follows, and is read from eight metres."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext
from tests.browser.people import Trainer
from tests.browser.rooms import first_start_link
from tests.webapp.review.finished import finished_example
from tests.webapp.serving import Process, free_port
from webapp.store.database import bring_up_to_date, connect

SMALLEST = 20
"""Pixels of the smallest word on a wall of 1,024."""

FIRST_SLIDE_SECONDS = 60

SIZES = """() => {
  const found = [], walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const element = node.parentElement, drawing = element.closest("svg");
    if (!node.data.trim() || element.closest(".visually-hidden")) continue;
    let size = parseFloat(getComputedStyle(element).fontSize);
    if (drawing) {
      const box = drawing.getBoundingClientRect(), view = drawing.viewBox.baseVal;
      size *= Math.min(box.width / view.width, box.height / view.height);
    }
    found.push([size, node.data.trim()]);
  }
  return found;
}"""

FITS = """() => {
  const face = document.querySelector(".r-slide-face"), ask = document.querySelector(".r-slide-ask");
  const above = ask.previousElementSibling.getBoundingClientRect();
  return face.scrollHeight <= face.clientHeight && face.scrollWidth <= face.clientWidth
    && document.documentElement.scrollHeight <= innerHeight && above.bottom <= ask.getBoundingClientRect().top + 1;
}"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Process, str]]:
    """A server with a finished exercise."""
    folder: Path = tmp_path_factory.mktemp("debrief")
    database = connect(f"sqlite:///{folder / 'rogatory.sqlite'}")
    bring_up_to_date(database)
    exercise = finished_example(database, scenario="glass-harbour", seed=5, title="Friday group")
    database.close()
    server = Process(folder, free_port())
    server.start()
    yield server, exercise
    server.stop()


def on_wall(wall: Page, slide: int) -> None:
    expect(wall.locator(f'.r-slide[data-slide="{slide}"]')).to_be_visible(timeout=4000)


def next_is_at_hand(page: Page) -> None:
    """On each slide what is pressed most is there without scrolling, on the usual small laptops and projectors."""
    before = page.viewport_size
    assert before is not None
    for width, height in ((1366, 768), (1280, 720)):
        page.set_viewport_size({"width": width, "height": height})
        for slide in range(5, 0, -1):
            page.locator(f'[data-debrief-key="{slide}"]').click()
            expect(page.locator(f'#presenter .r-slide[data-slide="{slide}"]').first).to_be_visible()
            page.evaluate("window.scrollTo(0, 0)")
            for key in ("back", "next"):
                expect(page.locator(f'[data-debrief-key="{key}"]')).to_be_in_viewport(ratio=1)
    page.set_viewport_size(before)


def test_the_trainer_clicks_and_the_wall_follows(served: tuple[Process, str], new_context: NewContext) -> None:
    server, exercise = served
    context = new_context(width=1280, height=800)
    page = context.new_page()
    Trainer(page).sign_up(first_start_link(server))
    address = f"http://127.0.0.1:{server.port}/x/{exercise}/review/debrief"
    begun = time.monotonic()
    page.goto(address, timeout=FIRST_SLIDE_SECONDS * 1000)
    page.get_by_role("button", name="Start the debrief").click()
    expect(page.get_by_text("left of 30 min")).to_be_visible()
    assert time.monotonic() - begun < FIRST_SLIDE_SECONDS
    next_is_at_hand(page)
    wall = context.new_page()
    wall.set_viewport_size({"width": 1024, "height": 768})
    wall.goto(f"{address}/wall")
    on_wall(wall, 1)
    expect(page.get_by_text("wall screen connected")).to_be_visible()
    bars = wall.locator(".r-slide-plot svg path").count()
    page.keyboard.press("Space")
    expect(wall.locator('.r-slide[data-step="1"]')).to_be_visible(timeout=4000)
    assert wall.locator(".r-slide-plot svg path").count() > bars
    for slide in (2, 3, 4, 5, 1):
        page.keyboard.press(str(slide))
        on_wall(wall, slide)
        if page.get_by_role("button", name="Show the whole slide").is_enabled():
            page.get_by_role("button", name="Show the whole slide").click()
            expect(wall.locator(f'.r-slide[data-slide="{slide}"]:not([data-step="0"])')).to_be_visible(timeout=4000)
        for width, height in ((1024, 768), (1440, 900), (1920, 1080)):
            wall.set_viewport_size({"width": width, "height": height})
            least = SMALLEST * min(width / 1024, height / 768) - 0.1
            small = [words for size, words in wall.evaluate(SIZES) if size < least]
            assert small == [], f"slide {slide} at {width} pixels"
            assert wall.evaluate(FITS), f"slide {slide} is cut at {width} pixels"
        wall.set_viewport_size({"width": 1024, "height": 768})
    page.keyboard.press("b")
    expect(wall.locator(".r-slide")).to_have_count(0)
    page.keyboard.press("5")
    on_wall(wall, 5)
    page.get_by_label("Police: What changes").fill("Note the paper needed beside each lead")
    page.get_by_label("Police: Who").fill("Liaison officer")
    page.locator(".r-monday", has_text="Police").get_by_role("button", name="Keep").click()
    expect(wall.get_by_text("Note the paper needed beside each lead")).to_be_visible()
    said = page.get_by_label("What the room said")
    said.fill("1 and b are only words here")
    said.press("Enter")
    expect(page.get_by_text("1 and b are only words here")).to_be_visible()
    on_wall(wall, 5)
    page.keyboard.press("1")
    with context.expect_page() as opened:
        page.get_by_role("link", name=re.compile("^The events of this request")).click()
    expect(opened.value.get_by_role("columnheader", name="Holder")).to_be_visible()
    on_wall(wall, 1)
    page.get_by_role("button", name="End the debrief").click()
    expect(page.get_by_role("heading", level=1).first).to_be_visible()
    expect(wall.locator(".r-slide")).to_have_count(0)
