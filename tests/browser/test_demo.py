"""What `rogatory demo --no-browser` prints is enough to begin at once."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import NewContext
from tests.browser.demo import Demo
from tests.browser.people import Trainee


def test_a_person_joins_at_once_with_the_code_that_is_printed(demo: Demo, new_context: NewContext) -> None:
    anna = Trainee(new_context().new_page())
    anna.join(demo.address, demo.join_code, name="Anna", seat="Police, Valmora")
    assert re.search(r"\d+ waits? for you", anna.main().inner_text()), "bots have played; something waits for a person"
    anna.open_area("Messages")
    expect(anna.page.get_by_role("heading", name="Messages", level=1)).to_be_visible()


def test_the_link_that_is_printed_leads_to_the_seats(demo: Demo, new_context: NewContext) -> None:
    page = new_context().new_page()
    page.goto(demo.join_link)
    page.get_by_label("Name").fill("Bram")
    page.get_by_role("button", name="Choose a seat").click()
    expect(page.get_by_role("heading", name="Kestria")).to_be_visible()
