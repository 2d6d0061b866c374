"""Words have room: the bar cuts neither a name nor the minutes, and on a phone what waits is read across the card."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewContext
from tests.browser.demo import Demo
from tests.browser.people import Trainee
from tests.browser.rooms import Place

SEAT = "Financial intelligence unit, Valmora"
CUT = """() => [...document.querySelectorAll(
    ".r-topbar-title strong, .r-country-name, .r-person-name, .r-clock-note"
)].filter(each => each.getClientRects().length && each.scrollWidth > each.clientWidth + 1)
  .map(each => each.innerText)"""
NARROWEST = """() => Math.min(...[...document.querySelectorAll(".r-work")].map(
    row => row.querySelector(".r-work-title").getBoundingClientRect().width / row.getBoundingClientRect().width
))"""
LEAST_SHARE = 0.8


def test_the_bar_cuts_no_name_and_no_minutes_and_a_phone_shows_whole_lines(demo: Demo, new_context: NewContext) -> None:
    nele = Trainee(new_context().new_page())
    nele.join(demo.address, demo.join_code, name="Nele Okonkwo", seat=SEAT)
    for width in (1280, 1366, 1440, 1600):
        nele.page.set_viewport_size({"width": width, "height": 768})
        assert nele.page.evaluate(CUT) == [], width
    nele.page.set_viewport_size({"width": 390, "height": 844})
    assert nele.page.evaluate(NARROWEST) >= LEAST_SHARE


IN_THE_BAR = """names => names.map(name => {
    const shown = [...document.querySelectorAll(name)].filter(each => each.getClientRects().length);
    if (!shown.length) return `${name} is not there`;
    const cut = each => each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 8;
    return shown.filter(cut).map(each => `${name} is cut: ${each.innerText}`).join();
}).filter(Boolean)"""
BELOW_THE_MENU = "() => (each => each.scrollHeight - each.clientHeight)(document.querySelector('.r-nav'))"
LINES_OF_A_KIND = """kind => {
    const list = document.createElement("ul");
    list.className = "r-rows r-stories";
    list.innerHTML = `<li class="r-story"><p class="r-story-word"><svg class="r-icon r-icon-sm"></svg>${kind}</p></li>`;
    document.querySelector("main").append(list);
    const words = document.createRange();
    words.selectNodeContents(list.querySelector("p").lastChild);
    return words.getClientRects().length;
}"""
TITLE = (".r-topbar-title strong", ".r-topbar-title span")
WHO = (".r-country-name", ".r-role", ".r-person-name")
WINDOWS = ((1280, 800), (1366, 768))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_bar_names_exercise_country_seat_and_person_in_full(place: Place, language: str) -> None:
    room = place.room("Tuesday group, spring course")
    base = re.sub(r"(/x/[^/]+).*", r"\1", room.anna.page.url)
    pages = ((room.anna, "desk/", TITLE + WHO), (room.ines, "control/", TITLE), (room.ines, "control/people", TITLE))
    for person, path, names in pages:
        person.page.context.add_cookies([{"name": "language", "value": language, "url": place.address}])
        person.page.goto(f"{base}/{path}")
        for width, height in WINDOWS:
            person.page.set_viewport_size({"width": width, "height": height})
            assert person.page.evaluate(IN_THE_BAR, names) == [], (path, width)
        if person is room.anna:
            person.page.set_viewport_size({"width": 1024, "height": 768})
            assert person.page.evaluate(IN_THE_BAR, (".r-role", ".r-person-name")) == []
            assert person.page.evaluate(BELOW_THE_MENU) <= 0
            assert person.page.evaluate(LINES_OF_A_KIND, "Personnes") == 1
        person.page.context.clear_cookies(name="language")
    room.leave()


BROKEN = """() => [...document.querySelectorAll(".r-nav-list a > span:first-of-type")].filter(each => {
    const words = document.createRange();
    words.selectNodeContents(each);
    return each.getClientRects().length && !each.textContent.trim().includes(" ") && words.getClientRects().length > 1;
}).map(each => each.textContent.trim())"""
LEAST_OF_A_ROW = 0.35
HINT = """() => {
    const field = document.querySelector('input[name="q"]');
    const pen = document.createElement("canvas").getContext("2d");
    const style = getComputedStyle(field);
    pen.font = `${style.fontSize} ${style.fontFamily}`;
    const room = field.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    return room - pen.measureText(field.placeholder).width;
}"""


def test_on_a_narrow_screen_no_word_is_broken_and_rows_have_room(demo: Demo, new_context: NewContext) -> None:
    nele = Trainee(new_context(width=1024).new_page())
    nele.join(demo.address, demo.join_code, name="Nora Okonkwo", seat="Police, Valmora")
    assert nele.page.evaluate(BROKEN) == []
    assert nele.page.evaluate(NARROWEST) >= LEAST_OF_A_ROW
    nele.open_area("Documents")
    for width in (1024, 1280, 1440, 390):
        nele.page.set_viewport_size({"width": width, "height": 768})
        assert nele.page.evaluate(HINT) >= 0, width


ROOM_AT_A_SEAT = (
    """() => Math.min(...[...document.querySelectorAll(".r-seat > .r-grow")].map(each => each.clientWidth))"""
)
LEAST_AT_A_SEAT = 170
OUT_OF_A_SEAT = """() => [...document.querySelectorAll(".r-seat")].filter(
    each => each.scrollWidth > each.clientWidth).map(each => each.innerText)"""


def test_the_buttons_of_a_seat_leave_room_for_its_name(place: Place) -> None:
    room = place.room("Narrow lobby")
    page = room.anna.page
    page.goto(re.sub(r"/desk/.*", "/lobby/", page.url))
    expect(page.get_by_role("button", name=re.compile("^Take this seat as well"))).to_be_visible()
    for width in (640, 1024, 1366):
        page.set_viewport_size({"width": width, "height": 768})
        assert page.evaluate(ROOM_AT_A_SEAT) >= LEAST_AT_A_SEAT, width
        assert page.evaluate(OUT_OF_A_SEAT) == [], width
    room.leave()


def test_all_kinds_of_notice_are_in_sight(demo: Demo, new_context: NewContext) -> None:
    nele = Trainee(new_context().new_page())
    nele.join(demo.address, demo.join_code, name="Nina Okonkwo", seat="Police, Kestria")
    nele.open_area("Messages")
    nele.see("Fast channels give leads")
    assert nele.read_heading() == "Messages"
    nele.follow("Channels and notices")
    hidden = nele.page.locator("fieldset", has_text="Notice").locator(".r-choices").first
    assert hidden.evaluate("each => each.scrollHeight - each.clientHeight") <= 1


ADDRESS = "https://drive.example.org/" + "folders-of-the-account/".replace("/", "-") * 350
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_a_long_text_widens_no_page_is_cut_with_a_word_and_short_on_the_desk(place: Place) -> None:
    room = place.room("Long texts")
    page = room.bram.page
    room.bram.open_area("Messages")
    room.bram.choose("To", re.compile("Central authority, Kestria"))
    field = page.get_by_label("Message", exact=True)
    limit = page.locator(".r-limit")
    field.fill(ADDRESS[:120])
    assert page.evaluate(SIDEWAYS) <= 0
    expect(limit).to_have_count(0)
    field.fill(ADDRESS[:1900])
    assert page.evaluate(SIDEWAYS) <= 0
    field.fill(ADDRESS)
    expect(limit).to_have_text("Only 8000 characters fit: the end of what you put in is missing.")
    field.press("End")
    field.press("Backspace")
    expect(limit).to_have_text("7999 of 8000 characters")
    room.bram.press("Send")
    desk = room.anna.page
    room.anna.open_area("Desk")
    whole = desk.get_by_role("link", name="Read the whole message")
    side = desk.get_by_role("region", name="Messages").bounding_box()
    assert side is not None
    assert side["height"] < 700
    whole.click()
    expect(desk.get_by_role("main").get_by_text(ADDRESS[:7999])).to_be_visible()
    assert desk.evaluate(SIDEWAYS) <= 0
    room.leave()
