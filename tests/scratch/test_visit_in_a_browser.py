"""The procedure that nobody has heard of in a real browser: proposed, answered, over."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.rooms import Place
from tests.browser.test_procedures import stage

NUMBER = "KES-SOV-V1"


def test_a_visit(place: Place) -> None:
    room = place.room("A visit")
    anna, bram = room.anna, room.bram
    anna.open_area("Procedures")
    name = anna.page.get_by_role("heading", name="Visit of officers", exact=True)
    anna.main().locator("section.r-card", has=name).get_by_role("link", name="Begin").click()
    anna.page.get_by_role("radio", name="Sorvane").check()
    anna.choose("About", re.compile(r"\(Person, Sorvane\)", re.IGNORECASE))
    anna.page.get_by_label("Visitors").fill("Anna and Bram")
    anna.page.get_by_label(re.compile("^Why the officers want to come")).fill("A linked case.")
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
