"""A contact point reads a letter, which goes on the way that its authority chose; a team comes from a meeting."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.people import Trainee
from tests.browser.rooms import Place, Room

DRAFT = "KES-SOV-D1"


@pytest.fixture(scope="module")
def room(place: Place) -> Iterator[Room]:
    """One exercise: neither test meets what the other leaves."""
    made = place.room("Ways and contacts")
    yield made
    made.leave()


def draft(who: Trainee) -> None:
    """Opens a request for bank records to Sorvane, about something there."""
    who.open_area("Requests")
    who.follow("New request")
    hint = who.main().get_by_role("listitem").filter(has=who.page.get_by_role("radio", name="Joint investigation"))
    expect(hint.get_by_role("link", name="Joint investigation team")).to_be_visible()
    who.page.get_by_role("radio", name="Bank records").check()
    who.page.get_by_role("radio", name="Sorvane").check()
    who.main().locator('li[data-country="SOV"] input[name="target"]').first.check()
    who.press("Open the draft")


def test_a_draft_is_read_first_and_goes_on_a_chosen_way(room: Room) -> None:
    anna, bram = room.anna, room.bram
    draft(anna)
    anna.section("Authority and contact")
    anna.page.get_by_label("Requesting authority and contact point").fill("Desk 3, Kestria")
    anna.section("Language, channel and signature")
    way = anna.page.get_by_label("How it is sent")
    expect(way).to_have_value("electronic")  # as the two have agreed
    way.select_option("direct")
    anna.press("Save")
    expect(anna.page.get_by_label("How it is sent")).to_have_value("direct")
    anna.follow(DRAFT)
    card = anna.main().or_(anna.page.locator("aside")).locator("#contacts").first
    card.get_by_role("group", name=re.compile("^Liaison magistrate")).get_by_label("read the draft").check()
    card.get_by_label(re.compile("^Your question")).fill("Is this as you need it?")
    card.get_by_role("button", name="Ask").click()
    anna.see("no answer yet")
    number = anna.main().locator(".r-page-head p bdi").first.inner_text()

    bram.open_area("Requests")
    bram.main().get_by_role("link", name=number, exact=True).click()
    act = bram.act("Answer as contact point")
    act.get_by_label("C11", exact=False).first.check()
    act.get_by_label("Your answer").fill("Say how the account hangs together with the offence.")
    act.get_by_role("button", name="Answer Kestria").click()
    expect(bram.page.get_by_role("heading", name="Answer as contact point")).to_have_count(0)

    anna.page.reload()
    anna.see("Say how the account hangs together with the offence.")
    anna.see(re.compile("C11"))
    anna.follow("Write the draft")
    anna.press("Send to your own authority for vetting")
    anna.see("Sent by a channel on which the two countries have not agreed.")


def test_a_joint_team_comes_from_a_meeting(room: Room) -> None:
    anna, bram = room.anna, room.bram
    anna.open_area("Meetings")
    invited = anna.page.get_by_role("group", name="Who is invited")
    invited.get_by_text("Sorvane", exact=True).first.click()
    anna.page.locator('input[name="seats"][value="SOV.prosecutor"]').check()
    anna.page.get_by_role("checkbox", name="Joint team").check()
    anna.press("Invite")
    anna.page.get_by_label("Minutes").first.fill("We work together as a team.")
    anna.press("Propose these minutes")
    bram.open_area("Meetings")
    bram.press("Agree to the minutes")
    anna.page.reload()
    anna.follow("Propose the joint investigation team to Sorvane")
    anna.see("As agreed at a meeting.")
    expect(anna.page.get_by_role("radio", name="Sorvane")).to_be_checked()
    anna.choose("About", re.compile(r"\(Person, Sorvane\)", re.IGNORECASE))
    anna.page.get_by_role("group", name=re.compile("^Documents")).get_by_role("checkbox").first.check()
    anna.page.get_by_label(re.compile("^Your text")).fill("As we agreed.")
    anna.press("Propose a joint team")
    anna.see("Origin")
    anna.follow(re.compile("^meeting of"))
    anna.main().get_by_role("link", name="KES-SOV-J1", exact=True).click()
    bram.open_area("Procedures")
    bram.main().get_by_role("link", name="KES-SOV-J1", exact=True).click()
    expect(bram.page.get_by_role("link", name=re.compile("^meeting of"))).to_be_visible()
