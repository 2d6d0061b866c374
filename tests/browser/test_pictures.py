"""The desk at which somebody sits down; with ROGATORY_SCREENSHOTS=1 its picture goes into the README."""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import NewContext
from tests.browser.demo import Demo
from tests.browser.people import Trainee

PICTURE = Path(__file__).parents[2] / "docs" / "images" / "desk.png"


def test_somebody_sits_down_and_finds_work(demo: Demo, new_context: NewContext) -> None:
    person = Trainee(new_context(width=1440, height=900).new_page())
    seat = "Central authority, Isandre"
    person.join(demo.address, demo.join_code, name="Ilse", seat=seat)
    work = person.page.locator("main").get_by_role("listitem").or_(person.page.locator("main .r-work"))
    expect(work.first).to_be_visible()
    if os.environ.get("ROGATORY_SCREENSHOTS"):
        PICTURE.parent.mkdir(exist_ok=True)
        person.page.screenshot(path=PICTURE)
