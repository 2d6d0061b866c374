"""The board without a mouse: put up, walked, opened, linked, a way told; nothing in the way of a screen reader."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.people import Trainee
from tests.browser.rooms import Place

MOST_TABS = 160
ENTITIES = 9


@pytest.fixture(scope="module")
def anna(place: Place) -> Iterator[Trainee]:
    made = place.room("Board by keyboard")
    yield made.anna
    made.leave()


def reach(page: Page, wanted: Locator) -> None:
    """Walks with the tab key until something has the focus."""
    for _press in range(MOST_TABS):
        page.keyboard.press("Tab")
        if wanted.evaluate("each => each === document.activeElement"):
            return
    raise AssertionError(f"not reached by keyboard: {wanted}")


def focused(page: Page) -> str:
    """What the focused node of the drawing is called."""
    return str(page.evaluate("document.activeElement.getAttribute('aria-label') || ''"))


def test_the_board_is_worked_by_keyboard_alone(anna: Trainee) -> None:
    page = anna.page
    desk = page.url.partition("/desk")[0] + "/desk"
    for number in range(1, ENTITIES + 1):
        page.goto(f"{desk}/entities/{number}")
        reach(page, page.get_by_role("button", name="Put on the board"))
        page.keyboard.press("Enter")
        page.wait_for_url("**/board?**")
    page.goto(f"{desk}/board")
    nodes = page.locator(".r-lanes-wide a[data-node]")
    expect(nodes).to_have_count(ENTITIES)
    reach(page, nodes.first)
    first = focused(page)
    met = {first}
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "ArrowRight"):
        page.keyboard.press(key)
        met.add(focused(page))
    assert len(met) > 1, "arrow keys do not walk"
    here = focused(page)
    page.keyboard.press("Enter")
    side = page.locator("#board-side")
    expect(side.get_by_role("link", name="What can be done")).to_be_visible()
    expect(side).to_be_focused()
    page.keyboard.press("Escape")
    assert focused(page) == here
    page.keyboard.press("l")
    kind = side.get_by_label("Kind")
    expect(kind).to_be_focused()
    reach(page, side.get_by_label("With", exact=True))
    page.keyboard.press("ArrowDown")
    reach(page, side.get_by_role("button", name="Draw the link", exact=True))
    page.keyboard.press("Enter")
    page.wait_for_url("**/board?entity=**")
    page.goto(f"{desk}/board")
    steps = page.locator(".r-storylist li > a:first-of-type")
    assert steps.count()
    reach(page, steps.first)
    if steps.count() > 1:
        page.keyboard.press("ArrowDown")
        expect(steps.nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    expect(side.get_by_role("heading", name="Selected link")).to_be_visible()
    page.goto(f"{desk}/board")
    reach(page, page.get_by_label("To", exact=True))
    page.keyboard.press("ArrowDown")
    reach(page, page.get_by_role("button", name="Show the path"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/board?*goal=*")


@pytest.mark.parametrize("query", ["", "?all=yes", "?show=table", "?show=graph"])
def test_nothing_on_the_board_is_in_the_way_of_a_screen_reader(anna: Trainee, query: str) -> None:
    page = anna.page
    page.goto(page.url.partition("/desk")[0] + f"/desk/board{query}")
    found = Axe().run(page).response["violations"]
    assert not [(each["id"], each["nodes"][0]["html"]) for each in found if each["impact"] in {"serious", "critical"}]
