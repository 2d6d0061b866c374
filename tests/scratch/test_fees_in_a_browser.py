"""A measure and a kind of document that nobody has heard of in a real browser: ordered, waited for, read."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.rooms import Place


def test_an_inquiry_about_fees(place: Place) -> None:
    room = place.room("Fees")
    bram = room.bram
    bram.open_area("Measures")
    bram.choose("Person or thing concerned", re.compile(r"^XA.*\(account\b", re.IGNORECASE))
    bram.page.get_by_role("radio", name="Inquiry about fees").check()
    bram.page.get_by_role("group", name="Documents on which the measure rests").get_by_role("checkbox").first.check()
    bram.press("Order the measure")
    bram.confirm("Order the measure")
    expect(bram.main().get_by_text("Inquiry about fees").first).to_be_visible()
    room.ines.jump()
    bram.open_area("Documents")
    bram.main().get_by_role("link", name=re.compile("^Note of bank fees")).first.click()
    expect(bram.main().get_by_role("columnheader", name="Fee of the year")).to_be_visible()
    bram.open_area("Requests")
    bram.main().get_by_role("link", name=re.compile("New request")).first.click()
    expect(bram.main().get_by_text("Records of bank fees")).to_be_visible()
    room.leave()
