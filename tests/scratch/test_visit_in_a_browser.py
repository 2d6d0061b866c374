"""The procedure that nobody has heard of in a real browser: proposed, answered, over."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import browser, contexts_of
from tests.browser.rooms import Place, placed
from tests.browser.test_procedures import stage
from tests.webapp.serving import Process, free_port

__all__ = ["browser"]

SERVED = ("-m", "tests.scratch.served")
NUMBER = "KES-SOV-V1"


@pytest.fixture
def place(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Place]:
    """A server that was started with the addition."""
    process = Process(tmp_path_factory.mktemp("server"), free_port(), program=SERVED)
    process.start()
    try:
        with contexts_of(browser) as make:
            yield placed(process, make)
    finally:
        process.stop()


def test_a_visit(place: Place) -> None:
    room = place.room("A visit")
    anna, bram = room.anna, room.bram
    anna.open_area("Procedures")
    name = anna.page.get_by_role("heading", name="Visit of officers", exact=True)
    anna.main().locator("section.r-card", has=name).get_by_role("link", name="Begin").click()
    anna.page.get_by_role("radio", name="Sorvane").check()
    anna.choose("About", re.compile(r"\(Person, Sorvane\)", re.IGNORECASE))
    anna.page.get_by_label("Visitors").fill("Anna and Bram")
    anna.page.get_by_label(re.compile("^Your words")).fill("A linked case.")
    anna.press("Propose a visit")
    bram.open_area("Procedures")
    bram.main().get_by_role("link", name=NUMBER, exact=True).click()
    expect(bram.main().get_by_text("Anna and Bram")).to_be_visible()
    card = bram.act("Welcome the visitors")
    card.get_by_label("Nights").fill("2")
    card.get_by_role("button", name="Welcome the visitors", exact=True).click()
    bram.see("Visitors in the country")
    room.ines.jump()
    assert {stage(who, NUMBER) for who in (anna, bram)} == {"Visit over"}
    room.leave()
