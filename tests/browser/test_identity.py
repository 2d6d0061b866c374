"""What a person has open stays what it is, whatever else happens meanwhile; and what somebody wrote is never lost."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.people import Trainer
from tests.browser.rooms import Place, Room

ANSWER = "We house them tonight, in the old school."


@pytest.fixture(scope="module")
def room(place: Place) -> Iterator[Room]:
    """One exercise for the journeys of this module."""
    made = place.room("Stable addresses")
    yield made
    made.leave()


def fire_planned(ines: Trainer) -> str:
    """The trainer fires the first event of the scenario's list that goes to Kestria alone; its title."""
    ines.follow("Event list")
    row = ines.main().get_by_role("row").filter(has=ines.page.get_by_text("KES", exact=True))
    row = row.filter(has=ines.page.get_by_role("button", name="Fire now")).first
    title = row.get_by_role("link").first.inner_text()
    row.get_by_role("button", name="Fire now").click()
    ines.confirm("Fire now")
    ines.see("has reached its seats")
    return title


def add_and_fire(ines: Trainer, title: str, text: str, *, days: int = 3) -> None:
    """The trainer writes an event for Kestria and lets it reach the seats at once."""
    ines.follow("Event list")
    ines.follow("Add an event")
    ines.page.get_by_label("Title").fill(title)
    ines.page.get_by_label("What the seats read").fill(text)
    ines.page.get_by_label("To", exact=True).select_option(label="Kestria")
    ines.page.get_by_label("Days to answer").fill(str(days))
    ines.press("Put it on the list")
    ines.press("Fire now")
    ines.confirm("Fire now")
    ines.see("has reached its seats")


def test_an_answer_goes_to_the_event_that_was_open(room: Room) -> None:
    """Room B2: the trainee types, the trainer adds and fires another event, the trainee presses Answer."""
    anna, ines = room.anna, room.ines
    first = fire_planned(ines)
    anna.open_area("Messages")
    anna.follow(first)
    assert anna.read_heading() == first
    choices = anna.page.get_by_role("radio")
    if choices.count():
        choices.first.check()
    anna.page.get_by_label("In your words").fill(ANSWER)
    add_and_fire(ines, "A second call", "Somebody rings again. What do you say?")
    anna.press("Answer")
    expect(anna.page.get_by_role("heading", name="Your answer")).to_be_visible()
    assert anna.read_heading() == first
    anna.see(ANSWER)
    anna.open_area("Messages")
    anna.follow(re.compile("^A second call"))
    assert anna.read_heading() == "A second call"
    expect(anna.page.get_by_role("heading", name="Your answer")).to_have_count(0)
    expect(anna.page.get_by_role("button", name="Answer")).to_be_visible()
