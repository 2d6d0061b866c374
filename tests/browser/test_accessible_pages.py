"""Nothing serious for people who use a keyboard or a screen reader, in light and dark; every page fits every
window, turned round too. Each page is opened once and looked at in every way.
"""

import re
from collections.abc import Sequence

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.conftest import NewContext
from tests.browser.demo import Demo
from tests.browser.geometry import misfits
from tests.browser.pages import Visitor, shape, trainee_of, trainer_of

SERIOUS = {"serious", "critical"}
WIDE: ViewportSize = {"width": 1366, "height": 768}


def serious(page: Page, rules: Sequence[str] = ()) -> list[str]:
    """What axe finds that is serious or worse, by all its rules or by some."""
    options: dict[str, object] = {"resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = {"type": "rule", "values": list(rules)}
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{page.url}: {each['id']}: {each['nodes'][0]['html'][:160]} (and {len(each['nodes']) - 1} more)"
        for each in found
        if each["impact"] in SERIOUS
    ]


def looked_at(page: Page) -> list[str]:
    """What is wrong with a page: in light and dark, and in every window."""
    problems = serious(page)
    page.emulate_media(color_scheme="dark")
    problems += [f"dark: {line}" for line in serious(page, ("color-contrast",))]
    page.emulate_media(color_scheme="light")
    problems += misfits(page)
    page.set_viewport_size(WIDE)
    return problems


def test_a_visitor_finds_nothing_in_the_way(demo: Demo, new_context: NewContext) -> None:
    page = new_context().new_page()
    problems: list[str] = []
    for name in ("/", demo.join_link.removeprefix(demo.address), "/sign-in"):
        page.goto(f"{demo.address}{name}")
        problems += looked_at(page)
    assert not problems, "\n".join(problems)


def test_a_page_stands_for_all_of_its_kind() -> None:
    assert (
        shape("desk/requests/VAL-KES-014/letter")
        == shape("desk/requests/KES-SOV-D2/letter")
        == "desk/requests/*/letter"
    )
    assert shape("desk/documents/D-012?find=x") == "desk/documents/*"
    assert shape("control/countries/VAL") == "control/countries/*"
    assert shape("control/events/0f8af105bc") == shape("control/events/86abf85000") != shape("control/events/new")
    assert shape("desk/law/channels") == shape("desk/law/grounds")
    assert shape("at/VAL/desk/law/channels") == shape("at/KES/desk/law/grounds")
    assert shape("review/decisions/578fe4e8a5581e9f20") == "review/decisions/*" == shape("review/decisions/7")
    assert shape("control/people/m29002135adcd") == "control/people/*"
    assert shape("desk/board?show=table") != shape("desk/board")


def test_nothing_is_in_the_way_of_a_trainee(demo: Demo, new_context: NewContext) -> None:
    visitor = trainee_of(demo, new_context().new_page(), "Central authority, Kestria")
    put_on_board(visitor)
    visitor.first = (*visitor.first, "desk/digest")  # nothing has happened on the first day, so no link leads there
    problems = [line for _name in visitor.visits() for line in looked_at(visitor.page)]
    assert not problems, "\n".join(problems)
    assert set(visitor.seen) >= {f"desk/{name}" for name in DESK}


def test_nothing_is_in_the_way_where_another_seat_finds_other_things(demo: Demo, new_context: NewContext) -> None:
    visitor = trainee_of(demo, new_context().new_page(), "Prosecutor, Kestria")
    visitor.first = (opened_draft(visitor), *visitor.first)
    visitor.only = frozenset(f"desk/{name}" for name in OF_A_SEAT)
    problems = [line for _name in visitor.visits() for line in looked_at(visitor.page)]
    assert not problems, "\n".join(problems)
    assert len(visitor.seen) > len(OF_A_SEAT) // 2
    assert "desk/requests/*/form" in visitor.seen


def test_the_board_is_read_by_keyboard(demo: Demo, new_context: NewContext) -> None:
    visitor = trainee_of(demo, new_context().new_page(), "Police, Kestria")
    put_on_board(visitor)
    page = visitor.page
    page.goto(f"{visitor.room}/desk/board?show=graph")
    page.locator("#board-graph").focus()
    page.keyboard.press("ArrowRight")
    first = page.locator("#board-at").inner_text()
    page.keyboard.press("ArrowDown")
    second = page.locator("#board-at").inner_text()
    assert first != second
    page.keyboard.press("Enter")
    expect(page.locator("#board-side").get_by_role("heading").first).to_contain_text(second.rpartition(",")[0])
    assert not serious(page)


def test_the_own_team_is_in_sight_in_a_low_window(demo: Demo, new_context: NewContext) -> None:
    page = trainee_of(demo, new_context().new_page(), "Financial intelligence unit, Valmora", "Cara").page
    page.set_viewport_size(WIDE)
    team = page.locator(".r-nav-foot")
    expect(team).to_contain_text("Take this seat as well")
    box = team.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= WIDE["height"], "the card of the team is cut off"


def put_on_board(visitor: Visitor) -> None:
    """The first entities of the file go on the board, so that there is one to look at."""
    for number in (1, 2, 3, 4):
        visitor.page.goto(f"{visitor.room}/desk/entities/{number}")
        put = visitor.page.get_by_role("button", name="Put on the board")
        if put.count():  # another test may have put it there
            put.click()


def opened_draft(visitor: Visitor) -> str:
    """The form of a request that the visitor begins."""
    page = visitor.page
    page.goto(f"{visitor.room}/desk/requests/new")
    page.get_by_role("radio", name="Bank records").check()
    page.get_by_role("radio", name=re.compile("Isandre")).check()
    page.get_by_role("checkbox", name=re.compile(r"[A-Z]{2}\d\d( \d{4})+")).first.check()
    page.get_by_role("button", name="Open the draft").click()
    page.wait_for_url("**/form*")
    return page.url.removeprefix(f"{visitor.room}/").partition("#")[0]


def test_nothing_is_in_the_way_of_a_trainer(demo: Demo, new_context: NewContext) -> None:
    visitor = trainer_of(demo, new_context().new_page())
    problems = [line for _name in visitor.visits() for line in looked_at(visitor.page)]
    assert not problems, "\n".join(problems)
    assert set(visitor.seen) >= {f"control/{name}" for name in CONTROL} | {"review/"}


DESK = (
    "", "requests", "requests/new", "requests/*", "requests/*/letter", "documents", "documents/*", "board",
    "board?show=table", "entities/*", "measures", "assets", "messages", "meetings", "reports", "case", "channels",
    "procedures", "procedures/new/*", "map", "law", "law/*", "glossary", "briefing", "digest",
)  # fmt: skip
"""Pages of a desk that have to be among those that were found."""

OF_A_SEAT = (
    "", "requests/new", "requests/*", "requests/*/form", "documents/*", "measures", "assets", "case", "channels",
    "procedures/*", "entities/*",
)  # fmt: skip
"""Pages of a desk on which each seat finds other forms."""

CONTROL = ("", "events", "requests", "points", "messages", "needs", "journal", "projector", "countries/*")
"""Pages of the control room that have to be among those that were found."""
