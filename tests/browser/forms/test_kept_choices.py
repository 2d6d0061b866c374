"""In a real browser: what somebody chose and wrote in a form is there again after the page was loaded anew."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.rooms import Place

WORDS = "The law of our country keeps what a bank knows."


def test_what_was_chosen_in_an_answer_outlives_a_reload_and_a_page_drawn_anew(place: Place) -> None:
    room = place.room("Kept choices", countries=("Kestria", "Isandre"))
    room.ines.jump()
    isa = room.bram
    isa.open_request("TRS-ISA-01")
    card = isa.act("Refuse")
    card.get_by_role("radio", name="Bank secrecy").check()
    card.get_by_role("group", name="Documents to enclose").get_by_role("checkbox").first.check()
    card.get_by_label("The fact, and the rule applied to it").fill(WORDS)

    isa.page.reload()
    expect(card).to_have_attribute("open", "")
    expect(card.get_by_role("radio", name="Bank secrecy")).to_be_checked()
    expect(card.get_by_role("group", name="Documents to enclose").get_by_role("checkbox").first).to_be_checked()
    assert card.get_by_label("The fact, and the rule applied to it").input_value() == WORDS
    others = isa.main().locator(f"details.r-offer:not(#{card.get_attribute('id')})")
    assert WORDS not in [each.input_value() for each in others.get_by_role("textbox", include_hidden=True).all()]
    assert not others.locator('[name="ground"]:checked').count(), "another act took over what was chosen for this one"

    room.ines.jump()
    isa.page.get_by_role("button", name="Load this page again").click()
    expect(isa.page.locator(".r-news-page")).to_have_count(0)
    if card.count():
        expect(card.get_by_role("radio", name="Bank secrecy")).to_be_checked()
    room.leave()


def test_what_was_chosen_for_a_new_request_outlives_a_reload(place: Place) -> None:
    room = place.room("Kept request")
    page = room.anna.page
    room.anna.open_area("Requests")
    page.goto(re.sub(r"/requests.*", "/requests/new", page.url))
    form = page.locator('form[action$="/requests/new"]')
    chosen = [form.locator('[name="sought"]:enabled').nth(2), form.locator('[name="requested"]').nth(1)]
    for each in chosen:
        each.check()
    page.reload()
    for each in chosen:
        expect(each).to_be_checked()
    page.goto(f"{page.url}?to=other")
    expect(form.locator('[name="sought"]:checked')).to_have_count(0)
    room.leave()


def test_a_legal_basis_that_was_chosen_a_moment_ago_outlives_a_reload(place: Place) -> None:
    room = place.room("Kept basis")
    page = room.anna.page
    page.goto(re.sub(r"/desk/.*", "/desk/requests/new", page.url))
    form = page.locator('form[action$="/requests/new"]')
    form.locator('[name="sought"][value="bank_records"]').check()
    form.locator('[name="requested"]').first.check()
    form.locator('[name="target"]').locator("visible=true").first.check()
    room.anna.press("Open the draft")
    page.goto(f"{page.url}?section=basis")
    basis = page.get_by_label("Legal basis")
    other = next(
        each
        for each in basis.locator("option").evaluate_all("all => all.map(each => each.value)")
        if each and each != basis.input_value()
    )
    basis.select_option(value=other)
    page.reload()
    assert basis.input_value() == other
    room.leave()


def test_what_was_ticked_a_moment_ago_is_saved_before_another_part_opens(place: Place) -> None:
    room = place.room("Kept ticks")
    page = room.anna.page
    page.goto(re.sub(r"/desk/.*", "/desk/requests/new", page.url))
    form = page.locator('form[action$="/requests/new"]')
    form.locator('[name="sought"][value="bank_records"]').check()
    form.locator('[name="requested"]').first.check()
    form.locator('[name="target"]').locator("visible=true").first.check()
    room.anna.press("Open the draft")
    page.locator('[name="offences"]').first.check()
    page.locator('[name="grounds"]').first.check()
    room.anna.follow("Persons and property")
    expect(page.get_by_role("heading", name="Persons and property")).to_be_visible()
    room.anna.follow("What only you can write")
    expect(page.locator('[name="offences"]').first).to_be_checked()
    expect(page.locator('[name="grounds"]').first).to_be_checked()
    room.leave()
