"""The clock in real browsers: an announced jump on desks, phone and wall, time that is up, the plan in one row."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import NewContext
from tests.browser.people import Trainer
from tests.browser.rooms import Place, Room

COMING = re.compile(r"Jump to Day 31, .* in [012]:\d\d\.")
WIDTHS = """row => [...row.children].map(cell => {
  const box = cell.getBoundingClientRect(), drawing = cell.querySelector("svg.r-dayplan-width");
  return {top: box.top, left: box.left, right: box.right, width: box.width, text: cell.scrollWidth - cell.clientWidth,
          minutes: drawing ? Number(drawing.getAttribute("width")) / 100 : 0};
})"""


@pytest.fixture
def first_move(place: Place) -> Iterator[Room]:
    """An exercise in its first move."""
    found = place.room("An announced jump")
    yield found
    found.leave()


@pytest.fixture(scope="module")
def room(place: Place) -> Iterator[Room]:
    """An exercise whose first move took less than a minute, for all who change nothing in it."""
    found = place.room("The room's clock")
    found.ines.jump()
    yield found
    found.leave()


def same_person(context: BrowserContext, page: Page, address: str) -> None:
    """Another browser of somebody who is here already."""
    for cookie in page.context.cookies(address):
        context.add_cookies([{"name": cookie["name"], "value": cookie["value"], "url": address}])


def wall_of(ines: Trainer, width: int = 1024, height: int = 768) -> Page:
    """The clock on the wall."""
    page = ines.page.context.new_page()
    page.set_viewport_size({"width": width, "height": height})
    page.goto(re.sub(r"/control/.*", "/control/projector/clock", ines.page.url))
    return page


def announce(ines: Trainer, minutes: int) -> None:
    """From the page that asks."""
    ines.follow(re.compile(r"^Jump \d+ days$"))
    assert re.search("Jump 30 days, to Day 31", ines.read_heading())
    ines.press(f"Announce: jump in {minutes} minutes")


def test_an_announced_jump_is_seen_everywhere_called_off_and_made(first_move: Room) -> None:
    ines, anna, bram = first_move.ines, first_move.anna, first_move.bram
    bram.page.set_viewport_size({"width": 390, "height": 844})
    anna.open_area("Messages")
    wall = wall_of(ines)
    announce(ines, 2)
    for page in (ines.page, anna.page, bram.page, wall):
        expect(page.get_by_text(COMING).first).to_be_visible()
    for page in (anna.page, bram.page, wall):
        expect(page.get_by_text("Send what is ready: drafts are kept.")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    anna.page.get_by_label("Message", exact=True).press_sequentially("One more thing")
    expect(ines.page.get_by_text("1 is typing")).to_be_visible()
    expect(ines.main().get_by_text("Anna").first).to_be_visible()
    ines.press("Cancel the announced jump")
    for page in (anna.page, bram.page, wall):
        expect(page.get_by_text(COMING)).to_have_count(0)
    expect(anna.page.get_by_label("Message", exact=True)).to_have_value("One more thing")
    announce(ines, 5)
    expect(wall.get_by_text(re.compile(r"Jump to Day 31, .* in [45]:\d\d\."))).to_be_visible()
    ines.press("Jump now")
    for page in (ines.page, anna.page, bram.page, wall):
        expect(page.get_by_text("Move 2 of 6").first).to_be_visible()
        expect(page.get_by_text(re.compile("Jump to Day 31"))).to_have_count(0)
    expect(wall.get_by_text("15 min left")).to_be_visible()
    wall.close()


def test_a_desk_says_what_happens_when_time_is_up_and_hears_of_five_more(
    room: Room, place: Place, new_context: NewContext
) -> None:
    context = new_context(width=1280, height=800)
    context.clock.install()
    same_person(context, room.anna.page, place.address)
    page = context.new_page()
    page.goto(room.anna.page.url)
    told = page.get_by_text("Time is up: your trainer will start the jump soon. You can still send.")
    expect(told).to_be_hidden()
    page.clock.fast_forward("23:00")
    expect(told).to_be_visible()
    bar = page.locator(".r-topbar").bounding_box()
    said = told.bounding_box()
    main = page.get_by_role("main").bounding_box()
    assert bar is not None
    assert said is not None
    assert main is not None
    assert said["y"] + said["height"] <= bar["y"] + bar["height"] + 1
    assert main["y"] >= bar["y"] + bar["height"] - 1, "it covers nothing"


def test_another_preset_shows_its_people_at_once(place: Place) -> None:
    ines = Trainer(place.trainer.new_page())
    ines.page.goto(place.address)
    ines.follow("New exercise")
    ines.page.get_by_label("Name of the group or day").fill("Kept words")
    ines.see("14 people at 8 seats")
    ines.choose("Length and group size", re.compile("^One day, 28"))
    ines.see("28 people at 16 seats")
    expect(ines.page.get_by_label("Moves", exact=True)).to_have_value("8")
    expect(ines.page.get_by_label("Name of the group or day")).to_have_value("Kept words")
    ines.page.close()


def test_the_sentence_on_seats_follows_the_number_of_people(place: Place) -> None:
    ines = Trainer(place.trainer.new_page())
    ines.page.goto(place.address)
    ines.follow("New exercise")
    ines.see("14 people at 8 seats")
    people = ines.page.get_by_label("People", exact=True)
    people.fill("3")
    ines.see("3 people at 8 seats")
    ines.see("Automatic players take 5 seats")
    people.fill("6")
    ines.see("6 people at 8 seats")
    ines.page.get_by_label(re.compile("^Who plays ")).first.select_option("automatic throughout")
    ines.see("6 people at 6 seats in 3 countries")
    ines.page.close()


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1280, 800), (1024, 768)])
def test_the_plan_is_one_row_as_wide_as_its_minutes(room: Room, width: int, height: int) -> None:
    room.ines.page.set_viewport_size({"width": width, "height": height})
    wall = wall_of(room.ines, width, height)
    for page in (room.ines.page, wall):
        cells = page.get_by_role("list", name="Plan of the day").evaluate(WIDTHS)
        assert len(cells) == 7
        assert len({cell["top"] for cell in cells}) == 1, "one row"
        assert all(0 <= cell["left"] < cell["right"] <= width for cell in cells), "no part is cut off"
        assert all(cell["text"] <= 0 for cell in cells if not cell["minutes"])
        coming = [cell for cell in cells if cell["minutes"]][2:]
        assert cells[0]["width"] < coming[0]["width"], "the first move took a minute"
        assert max(cell["width"] for cell in coming) - min(cell["width"] for cell in coming) <= 1
    wall.close()


def test_without_script_a_jump_asks_first_too(room: Room, new_context: NewContext, place: Place) -> None:
    context = new_context(script=False)
    same_person(context, room.ines.page, place.address)
    ines = Trainer(context.new_page())
    ines.page.goto(room.ines.page.url)
    ines.follow("Short jump of 2 days")
    assert re.search("Jump 2 days, to Day 33", ines.read_heading())
    ines.press("Announce: jump in 1 minute")
    ines.see(re.compile(r"Jump to Day 33, .* in (1:00|0:\d\d)\."))
    ines.press("Cancel the announced jump")
    ines.follow("Short jump of 2 days")
    ines.follow("Cancel")
    ines.see("Move 2 of 6")
