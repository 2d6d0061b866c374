"""Words have room: the bar cuts neither a name nor the minutes, and on a phone what waits is read across the card."""

from tests.browser.conftest import NewContext
from tests.browser.demo import Demo
from tests.browser.people import Trainee

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
