"""Teams to which nobody came: automatic players, and the trainer at their desks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from playwright.sync_api import Page, expect

from tests.rehearsal.languages.tongue import matched
from tests.rehearsal.room import Room
from tests.rehearsal.seen import seen_on
from tests.rehearsal.story import Team


def it_was_played(room: Room) -> Iterable[str]:
    """After a jump, matters of each have moved though nobody sits there, and its seats are called automatic."""
    ines = room.ines
    brought = ines.main().get_by_role("listitem").filter(has=ines.page.get_by_role("link", name="Hot wash"))
    for team in room.story.absent:
        lines = brought.filter(has_text=team.code).all_inner_texts()
        if not any(matched(r"\d+ requests? moved", line) for line in lines):
            yield f"the jump brought {team.name} nothing: {lines}"
    for team in room.story.absent:
        ines.page.goto(f"{room.inside}/control/countries/{team.code}")
        ines.see("What waits for this country")
        if "automatic" not in ines.main().inner_text():
            yield f"the trainer’s page of {team.name} does not say that its seats are automatic"
    ines.follow("Control room")


def speech(team: Team) -> str:
    """What it writes to others."""
    return f"This is {team.name} speaking."


def taken_over(room: Room, team: Team) -> Page:
    """The trainer takes a country over and opens its desk in a tab of its own."""
    page = room.tab(f"Ines at the desk of {team.name}", room.ines.page)
    page.goto(f"{room.inside}/control/countries/{team.code}")
    page.get_by_role("button", name="Take it over").click()
    page.get_by_role("dialog").get_by_role("button", name="Take it over").click()
    expect(page.get_by_text(f"You play {team.name} now")).to_be_visible()
    page.get_by_role("link", name=re.compile(f"^Open {team.name}.s desk$")).click()
    expect(page.get_by_role("heading", name="What needs you now")).to_be_visible()
    return page


def two_tabs_are_two_desks(room: Room, first: Page, second: Page) -> Iterable[str]:
    """Each tab stays at its desk, loaded again or not, and what is sent from it comes from its country."""
    one, other = room.story.absent
    for page, team in ((first, one), (second, other), (first, one)):
        page.reload()
        if f"You play {team.name}" not in seen_on(page):
            yield f"the tab at {team.name}’s desk shows, loaded again: {seen_on(page)[:300]!r}"
    for page, team in ((first, one), (second, other)):
        page.get_by_role("navigation", name="Pages", exact=True).get_by_role("link", name="Messages").click()
        to = page.get_by_label("To", exact=True)
        wanted = to.locator("option", has_text=re.compile(f"^Central authority, {room.story.home.name}$"))
        to.select_option(value=wanted.get_attribute("value"))
        page.get_by_label("Message", exact=True).fill(speech(team))
    for page, team in ((first, one), (second, other)):
        page.get_by_role("button", name="Send", exact=True).click()
        page.wait_for_load_state()
        if speech(team) not in seen_on(page):
            yield f"{team.name} does not see its own message"
    room.anna.go("Messages")
    for team in room.story.absent:
        words = speech(team)
        row = room.anna.main().get_by_role("listitem").filter(has_text=words)
        if row.count() != 1 or f"Central authority, {team.name}" not in row.inner_text():
            yield f"Anna reads of {team.name}: {row.all_inner_texts()}"


def handed_back(room: Room, team: Team, page: Page) -> None:
    """The trainer closes the tab and hands the country back."""
    room.put_away(page)
    room.ines.page.goto(f"{room.inside}/control/countries/{team.code}")
    room.ines.press("Hand it back")
    expect(room.ines.page.get_by_role("button", name="Take it over")).to_be_visible()
    room.ines.follow("Control room")
