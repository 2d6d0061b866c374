"""Nothing serious for people who use a keyboard or a screen reader; nothing cut off on phones or turned round."""

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import NewContext
from tests.browser.demo import Demo
from tests.browser.pages import Visitor, trainee_of, trainer_of

SERIOUS = {"serious", "critical"}
OVERFLOW = """() => {
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wide <= 1) return "";
  const edge = document.documentElement.clientWidth;
  const culprits = [...document.body.querySelectorAll("*")].filter(each => {
    const box = each.getBoundingClientRect();
    return box.width && (box.right > edge + 1 || box.left < -1);
  });
  return wide + " px: " + culprits.slice(0, 3).map(each => each.tagName + "." + each.className).join(", ");
}"""


def serious(page: Page) -> list[str]:
    """What axe finds that is serious or worse."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{page.url}: {each['id']}: {each['nodes'][0]['html'][:160]} (and {len(each['nodes']) - 1} more)"
        for each in found
        if each["impact"] in SERIOUS
    ]


def test_a_visitor_finds_nothing_in_the_way(demo: Demo, new_context: NewContext) -> None:
    page = new_context().new_page()
    problems: list[str] = []
    for name in ("/", demo.join_link.removeprefix(demo.address), "/sign-in"):
        page.goto(f"{demo.address}{name}")
        problems += serious(page)
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("who", ["trainee", "trainer"])
def test_axe_finds_nothing_serious(
    demo: Demo, new_context: NewContext, who: str, scheme: Literal["light", "dark"]
) -> None:
    visitor = visitor_of(demo, new_context(scheme=scheme).new_page(), who, f"{who} {scheme}")
    problems = [line for _name in visitor.visits() for line in serious(visitor.page)]
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("who", ["trainee", "trainer"])
def test_nothing_is_cut_off_on_a_phone(demo: Demo, new_context: NewContext, who: str) -> None:
    visitor = visitor_of(demo, new_context(width=390, height=844).new_page(), who, f"{who} phone")
    found = {name: visitor.page.evaluate(OVERFLOW) for name in visitor.visits()}
    assert not {name: wide for name, wide in found.items() if wide}


def test_nothing_is_cut_off_from_right_to_left(demo: Demo, new_context: NewContext) -> None:
    visitor = visitor_of(demo, new_context().new_page(), "trainee", "trainee turned")
    found = {}
    for name in visitor.visits():
        visitor.page.evaluate("document.documentElement.dir = 'rtl'")
        found[name] = visitor.page.evaluate(OVERFLOW)
    assert not {name: wide for name, wide in found.items() if wide}


def visitor_of(demo: Demo, page: Page, who: str, case: str) -> Visitor:
    """A trainee at a seat of this case, or the trainer."""
    seats = {
        "trainee light": "Central authority, Kestria",
        "trainee dark": "Prosecutor, Kestria",
        "trainee phone": "Central authority, Sorvane",
        "trainee turned": "Central authority, Isandre",
    }
    return trainer_of(demo, page) if who == "trainer" else trainee_of(demo, page, seats[case])
