"""Pages keep up by themselves: over the stream, by asking when the stream is blocked, and without script on reload."""

import re

from playwright.sync_api import BrowserContext, Route, expect

from tests.browser.conftest import NewContext
from tests.browser.demo import Demo
from tests.browser.people import Trainee
from tests.browser.rooms import Place

QUESTION = "When does the container leave?"


def seated(demo: Demo, context: BrowserContext, name: str, seat: str) -> Trainee:
    """Somebody at a seat of the demo."""
    person = Trainee(context.new_page())
    person.join(demo.address, demo.join_code, name=name, seat=seat)
    return person


def write(person: Trainee, to: str, text: str) -> None:
    """Writes a message from the messages page."""
    person.open_area("Messages")
    person.choose("To", re.compile(f"^{to}$"))
    person.page.get_by_label("Message", exact=True).fill(text)
    person.press("Send")
    person.see(text)


def test_a_message_arrives_on_the_other_desk_without_a_reload(demo: Demo, new_context: NewContext) -> None:
    anna = seated(demo, new_context(), "Anna", "Police, Sorvane")
    bram = seated(demo, new_context(), "Bram", "Police, Isandre")
    bram.page.evaluate("window.stays = true")
    write(anna, "Police, Isandre", QUESTION)
    expect(bram.page.get_by_text(QUESTION).first).to_be_visible()
    assert bram.page.evaluate("window.stays"), "the page was loaded again"


def test_pages_ask_by_themselves_when_the_stream_is_blocked(demo: Demo, new_context: NewContext) -> None:
    context = new_context()
    blocked: list[str] = []

    def block(route: Route) -> None:
        blocked.append(route.request.url)
        route.abort()

    context.route(re.compile("/stream"), block)
    bram = seated(demo, context, "Bram", "Financial intelligence unit, Kestria")
    anna = seated(demo, new_context(), "Anna", "Financial intelligence unit, Sorvane")
    write(anna, "Financial intelligence unit, Kestria", QUESTION)
    expect(bram.page.get_by_text(QUESTION).first).to_be_visible()
    assert blocked, "the page tried the stream first"


def test_joining_and_writing_work_without_script(demo: Demo, new_context: NewContext) -> None:
    anna = seated(demo, new_context(script=False), "Anna", "Financial intelligence unit, Valmora")
    write(anna, "Financial intelligence unit, Isandre", "Please keep the container under watch.")
    anna.open_area("Board")
    anna.follow("Table")
    expect(anna.page.get_by_role("heading", name="Board", level=1)).to_be_visible()


def test_the_eighth_tab_of_a_browser_opens_and_all_of_them_keep_up(demo: Demo, new_context: NewContext) -> None:
    """A browser opens six connections to one address: tabs that each held a stream left none for the seventh."""
    bram = seated(demo, new_context(), "Bram", "Prosecutor, Isandre")
    tabs = [bram]
    for _ in range(7):
        tab = Trainee(bram.page.context.new_page())
        tab.page.goto(bram.page.url)
        tab.page.evaluate("window.stays = true")
        tabs.append(tab)
    anna = seated(demo, new_context(), "Anna", "Prosecutor, Valmora")
    write(anna, "Prosecutor, Isandre", QUESTION)
    for tab in tabs:
        expect(tab.page.get_by_text(QUESTION).first).to_be_visible()
    assert all(tab.page.evaluate("window.stays") for tab in tabs[1:]), "a page was loaded again"


def test_a_page_stays_open_when_a_seat_is_added_and_is_loaded_again_when_one_is_lost(place: Place) -> None:
    room = place.room("One more seat")
    anna, page = room.anna, room.anna.page.context.new_page()
    page.goto(anna.page.url)
    Trainee(page).open_area("Messages")
    field = page.get_by_label("To", exact=True)
    field.select_option(index=2)
    chosen = field.input_value()
    page.evaluate("window.stays = true")
    anna.page.get_by_role("button", name=re.compile("^Take this seat as well")).first.click()
    anna.see(re.compile("^You now play: "))
    expect(page.locator(".r-topbar-person")).to_contain_text("Police")
    assert page.evaluate("window.stays"), "the page was loaded again"
    assert field.input_value() == chosen
    page.reload()
    page.evaluate("window.stays = true")
    anna.page.goto(re.sub(r"/desk/.*", "/lobby/", anna.page.url))
    anna.page.get_by_role("button", name=re.compile("^Give this seat up.*Police")).click()
    page.wait_for_function("!window.stays")
    page.close()
    room.leave()
