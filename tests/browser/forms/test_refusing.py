"""In a real browser: the question before a refusal says what would be found of it, as the form stands."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.browser.rooms import Place


def asked_before(card: Locator) -> str:
    """What is asked before the refusal is sent; it is not sent."""
    card.get_by_role("button", name="Refuse and notify").click()
    dialog = card.page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    said = dialog.locator("#r-confirm-text").inner_text()
    dialog.get_by_role("button", name="Cancel").click()
    expect(dialog).to_be_hidden()
    return said


def test_the_question_before_a_refusal_says_what_would_be_found_of_it(place: Place) -> None:
    room = place.room("Refusing", countries=("Kestria", "Isandre"))
    room.ines.jump()
    isa = room.bram
    isa.open_request("TRS-ISA-01")
    card = isa.act("Refuse")
    card.get_by_role("radio", name="Bank secrecy").check()
    card.get_by_label("The fact, and the rule applied to it").fill("Not convenient.")
    said = asked_before(card)
    assert said.startswith("This is not a ground between the two countries"), said
    assert "Missing: a fact, with a document from your own file; the fact and the rule in words" in said
    assert "why no condition would help" in said
    assert said.endswith("This cannot be undone.")

    card.get_by_role("group", name="Documents to enclose").get_by_role("checkbox").first.check()
    card.get_by_label("The fact, and the rule applied to it").fill("The law of our country keeps what a bank knows.")
    card.get_by_label("Why a condition, partial execution or a later date would not be enough").fill("None is known.")
    said = asked_before(card)
    assert said.startswith("This is not a ground between the two countries"), "words do not make it one"
    assert "Missing" not in said
    room.leave()
