"""The control room at the sizes of a trainer's laptop: its title, its board and its next event are in sight."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewContext
from tests.browser.rooms import Place, Room

CUT = """() => [...document.querySelectorAll(".r-topbar-title > *, .r-control-page .r-kanban")]
  .filter(each => each.clientWidth === 0 || each.scrollWidth > each.clientWidth
    || each.scrollHeight > each.clientHeight + 4).map(each => each.className)"""


@pytest.fixture(scope="module")
def room(place: Place) -> Iterator[Room]:
    """An exercise in its second move."""
    found = place.room("Tuesday, day group 2")
    found.ines.jump()
    yield found
    found.leave()


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1366, 768), (1440, 900), (1600, 900)])
def test_title_and_board_are_whole(room: Room, width: int, height: int) -> None:
    page = room.ines.page
    page.set_viewport_size({"width": width, "height": height})
    for address in ("", "points", "journal"):
        page.goto(re.sub(r"/control/.*", f"/control/{address}", page.url))
        expect(page.locator(".r-topbar-title")).to_contain_text("Tuesday, day group 2")
        assert page.evaluate(CUT) == [], address
        assert page.locator(".r-topbar").evaluate("bar => bar.getBoundingClientRect().height") < 60, address


def test_the_next_event_is_in_sight_and_what_the_jump_brought_stands(room: Room) -> None:
    page = room.ines.page
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(re.sub(r"/control/.*", "/control/", page.url))
    row = page.locator('[data-panel="injects"] tr.is-current')
    expect(row).to_be_visible()
    box = row.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 768
    expect(page.get_by_role("heading", name="What the jump and this move brought")).to_be_visible()


def test_on_a_phone_the_board_needs_no_sideways_scroll(room: Room) -> None:
    page = room.ines.page
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(re.sub(r"/control/.*", "/control/", page.url))
    sizes = page.locator(".r-kanban").evaluate("each => [each.scrollWidth, each.clientWidth]")
    assert sizes[0] <= sizes[1]


def test_who_knocks_comes_into_the_open_lobby_and_reads_a_whole_report_on_a_phone(
    place: Place, new_context: NewContext
) -> None:
    room = place.room("Knocking")
    lobby = room.ines.page
    lobby.goto(re.sub(r"/control/.*", "/lobby/", lobby.url))
    expect(lobby.get_by_text("waits at the door")).to_have_count(0)
    code = lobby.locator("dt", has_text="Exercise code").locator("+ dd").inner_text()
    late = new_context(width=390, height=844, phone=True).new_page()
    late.goto(place.address)
    late.get_by_label("Exercise code").fill(code)
    late.get_by_role("button", name="Go on").click()
    late.get_by_label("Name").fill("Late")
    late.get_by_role("button", name="Choose a seat").click()
    late.get_by_role("button", name=re.compile(r": Police, Financial.*, Isandre$")).click()
    expect(lobby.get_by_text("Late waits at the door")).to_be_visible()
    lobby.get_by_role("link", name="See who waits").click()
    lobby.get_by_role("button", name=re.compile(r"Admit\b.*Late")).click()
    expect(lobby.get_by_text("Nobody waits.")).to_be_visible()
    expect(late).not_to_have_url(re.compile("/lobby/waiting"))
    lobby.goto(re.sub(r"/control/.*", "/control/", lobby.url))
    room.ines.jump()
    late.goto(re.sub(r"/(lobby|desk)/.*", "/desk/reports", late.url))
    late.get_by_role("link", name=re.compile("Suspicious")).first.click()
    table = late.locator(".r-card-scroll", has=late.get_by_text("What is unusual")).first
    expect(table).to_be_visible()
    sizes = table.evaluate("each => [each.scrollWidth, each.clientWidth]")
    assert sizes[0] <= sizes[1]
    room.leave()
