"""What a person has open stays what it is, whatever else happens meanwhile; and what somebody wrote is never lost."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Route, expect

from tests.browser.people import Trainee, Trainer
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
    ines.page.wait_for_load_state("load")
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
    ines.see("The event is on the list.")
    ines.page.wait_for_load_state("load")
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


def test_two_tabs_of_a_trainer_are_two_desks(room: Room) -> None:
    """Room M8: a form of one country stays that country's while another desk is open beside it."""
    first, second = (Trainer(room.ines.page.context.new_page()) for _ in range(2))
    home = room.ines.page.url.partition("/control")[0]
    for tab, code, name in ((first, "ISA", "Isandre"), (second, "VAL", "Valmora")):
        tab.page.goto(f"{home}/control/countries/{code}")
        tab.press("Take it over")
        tab.confirm("Take it over")
        tab.follow(f"Open {name}'s desk")
        tab.see(f"You play {name} as exercise control.")
        tab.page.wait_for_load_state("load")
        tab.page.goto(f"{home}/at/{code}/desk/messages")
        tab.page.get_by_label("Message", exact=True).fill(f"From {name}")
        tab.page.get_by_label("To", exact=True).select_option("KES.authority")
    first.press("Send")
    first.see("You play Isandre as exercise control.")
    second.press("Send")
    second.see("You play Valmora as exercise control.")
    room.anna.open_area("Messages")
    for name in ("Isandre", "Valmora"):
        told = room.anna.main().get_by_role("listitem").filter(has_text=f"From {name}")
        expect(told.get_by_text(f"Central authority, {name}")).to_be_visible()
    first.page.goto(f"{home}/desk/messages")
    expect(first.page.get_by_role("heading", name="Whose desk?")).to_be_visible()
    first.follow("Valmora")
    first.see("You play Valmora as exercise control.")
    first.page.close()
    second.page.close()


def test_the_second_tab_keeps_what_was_written(room: Room) -> None:
    """Desk A9: the form is gone, the text is there to be copied, and the answer that counts stands beside it."""
    anna, ines = room.anna, room.ines
    add_and_fire(ines, "A third call", "And now?")
    anna.open_area("Messages")
    anna.follow(re.compile("^A third call"))
    other = anna.page.context.new_page()
    other.goto(anna.page.url)
    other.get_by_label("In your words").fill("What the second tab says.")
    anna.page.get_by_label("In your words").fill("What the first tab says.")
    anna.press("Answer")
    expect(anna.page.get_by_role("heading", name="Your answer")).to_be_visible()
    other.get_by_role("button", name="Answer", exact=True).click()
    expect(other.get_by_role("alert").get_by_text(re.compile("^Not sent"))).to_be_visible()
    expect(other.get_by_text("What the first tab says.")).to_be_visible()
    expect(other.get_by_role("textbox", name="What you wrote")).to_have_value("What the second tab says.")
    other.close()


def test_the_question_before_an_order_names_it(room: Room) -> None:
    """The dialog says what is ordered against whom, and who will know."""
    anna = room.anna
    anna.open_area("Measures")
    who = anna.aim(re.compile(r"\(Person\)|\(person\)"))
    form = anna.page.locator("#order form[method=post]")
    first = form.get_by_role("radio", disabled=False).first
    first.check()
    name = form.locator(f'label[for="{first.get_attribute("id")}"]').inner_text()
    anna.press("Order the measure")
    dialog = anna.page.get_by_role("dialog")
    heading = dialog.get_by_role("heading").inner_text()
    assert name in heading
    assert who.partition(",")[0] in heading
    expect(dialog.get_by_text(re.compile(r"The people concerned will know|\bnoticed?\b"))).to_be_visible()
    dialog.get_by_role("button", name="Cancel").click()


def test_what_is_chosen_before_the_scripts_are_there_counts(room: Room) -> None:
    """On a slow network somebody chooses before the scripts have come: the measures come all the same."""
    page = room.anna.page.context.new_page()
    held: list[Route] = []
    page.route("**/htmx.min*.js*", lambda route: held.append(route))  # noqa: PLW0108  # playwright wants a function
    page.goto(re.sub("/desk/.*", "/desk/measures", room.anna.page.url), wait_until="commit")
    anna = Trainee(page)
    anna.choose("Person or thing concerned", re.compile(r"\(Person\)|\(person\)"))
    for each in held:
        each.continue_()
    expect(page.locator("#order form[method=post]").get_by_role("radio").first).to_be_visible()
    page.close()
