"""On a phone: every matter that waits shows that it opens, and the bar names the country."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.conftest import NewContext
from tests.browser.demo import Demo
from tests.browser.people import Trainee

ARROWS = """() => [...document.querySelectorAll(".r-work")].slice(1).map(
    row => row.querySelector(".r-work-title a") && getComputedStyle(row, "::before").borderTopWidth)"""
CURE = """() => {
    const list = document.createElement("ul");
    list.className = "r-rows r-stories";
    list.innerHTML = `<li class="r-story"><div class="r-story-body"><dl class="r-causes">
        <dt>Why</dt><dd>It was late</dd><dt>What would have prevented this</dt><dd class="is-cure">An answer</dd>
    </dl></div></li>`;
    document.querySelector("main").append(list);
    return list.innerText;
}"""
MIDDLES = """() => [...document.querySelectorAll(".form-check")]
    .filter(each => each.getClientRects().length).map(each => {
    const words = document.createRange();
    words.selectNodeContents(each.querySelector("label"));
    const [box, line] = [each.querySelector("input").getBoundingClientRect(), words.getClientRects()[0]];
    return Math.abs(box.top + box.height / 2 - line.top - line.height / 2);
})"""


def test_a_phone_says_of_each_matter_that_it_opens_and_of_each_cure_what_it_is(
    demo: Demo, new_context: NewContext
) -> None:
    lena = Trainee(new_context(width=390, height=844, phone=True).new_page())
    lena.join(demo.address, demo.join_code, name="Lena", seat="Central authority, Kestria")
    expect(lena.page.locator(".r-topbar-person .r-tile")).to_have_text("KES")
    arrows = [each for each in lena.page.evaluate(ARROWS) if each is not None]
    assert arrows
    assert set(arrows) == {"2px"}
    said = lena.page.evaluate(CURE)
    assert "What would have prevented this" in said
    assert "It was late" not in said
    lena.page.goto(re.sub(r"/desk/.*", "/desk/requests/new", lena.page.url))
    assert max(lena.page.evaluate(MIDDLES)) <= 1


def test_the_open_menu_leaves_the_clock_in_sight(demo: Demo, new_context: NewContext) -> None:
    lasse = Trainee(new_context(width=390, height=844, phone=True).new_page())
    lasse.join(demo.address, demo.join_code, name="Lasse", seat="Police, Sorvane")
    page = lasse.page
    page.get_by_role("navigation", name="Main pages").get_by_role("link", name="More").click()
    menu = page.get_by_role("navigation", name="Pages", exact=True)
    clock = page.get_by_role("group", name="Exercise clock")
    for place in (menu.get_by_role("link", name="Desk"), menu.get_by_role("link", name="Glossary")):
        place.scroll_into_view_if_needed()
        expect(place).to_be_in_viewport()
        clock.click(trial=True, timeout=5_000)  # nothing lies over it
    menu.get_by_role("link", name="Close").click()
    expect(menu).to_be_hidden()
    expect(page.get_by_role("heading", name="What needs you now")).to_be_visible()
