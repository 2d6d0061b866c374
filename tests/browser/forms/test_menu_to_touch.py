"""In a real browser: what the menu offers is large enough to hit, with a pointer and with a finger."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.demo import Demo
from tests.browser.people import Trainee

HEIGHTS = "() => [...document.querySelectorAll('.r-nav-list a')].map(each => each.getBoundingClientRect().height)"


@pytest.mark.parametrize(("is_touched", "height", "least"), [(False, 810, 32), (True, 768, 44)])
def test_an_entry_of_the_menu_can_be_hit(
    demo: Demo, browser: Browser, *, is_touched: bool, height: int, least: int
) -> None:
    context = browser.new_context(
        locale="en-GB", viewport={"width": 1024, "height": height}, has_touch=is_touched, is_mobile=is_touched
    )
    person = Trainee(context.new_page())
    seat = "Financial intelligence unit, Isandre" if is_touched else "Prosecutor, Valmora"
    person.join(demo.address, demo.join_code, name=f"Menu {least}", seat=seat)
    heights = person.page.evaluate(HEIGHTS)
    assert heights
    assert min(heights) >= least
    context.close()


def test_the_menu_of_a_phone_offers_the_languages(demo: Demo, browser: Browser) -> None:
    context = browser.new_context(
        locale="en-GB", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    person = Trainee(context.new_page())
    person.join(demo.address, demo.join_code, name="Menu 390", seat="Police, Isandre")
    person.page.get_by_role("link", name="More").click()
    expect(person.page.get_by_role("button", name="Français")).to_be_visible()
    context.close()
