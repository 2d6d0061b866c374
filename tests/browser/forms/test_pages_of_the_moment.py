"""After a jump, an undo or the end of the warm-up every open page shows what its address shows now, and nothing that
somebody typed is lost."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.people import Trainee, Trainer
from tests.browser.rooms import SEAT, Place, Room

OF_A_TEAM = ("documents", "money", "case", "map", "requests/new", "measures", "start")
OF_CONTROL = ("requests", "events")
SOON = 10_000
"""Milliseconds within which an open page has become new: it noticed, waited for its turn and was fetched."""

OLD = "This page shows the exercise as it was before"
NEW = "This page was brought up to date."


def reading(page: Page) -> str:
    """What a page says in its main part and beside it, without the seconds of a countdown."""
    said: str = page.evaluate(
        """() => {
            const whole = (document.querySelector(".r-content") || document.querySelector("#main")).cloneNode(true);
            whole.querySelectorAll("[data-ends]").forEach((each) => each.remove());
            return whole.textContent;
        }"""
    )
    return " ".join(said.split())


def beside(page: Page, address: str) -> Page:
    """A further page in the browser of somebody."""
    opened = page.context.new_page()
    opened.goto(address)
    opened.evaluate("window.stays = true")
    return opened


def as_loaded_again(page: Page, fresh: Page, within: int) -> tuple[str, str]:
    """What a page shows and what its address shows, as soon as both agree or when the time is over."""
    shown, wanted = "", ""
    for _ in range(within // 1000):
        fresh.goto(page.url)
        wanted = reading(fresh)
        for _ in range(4):
            shown = reading(page)
            if shown == wanted:
                return shown, wanted
            page.wait_for_timeout(250)
    return shown, wanted


def become_new(pages: list[Page], within: int = SOON) -> None:
    """Waits until each page reads as when it is loaded again, and was not loaded again for it.

    What the address shows is looked at again each second, for an automatic colleague may act meanwhile.
    """
    left: dict[str, tuple[str, str]] = {}
    for page in pages:
        fresh = page.context.new_page()
        shown, wanted = as_loaded_again(page, fresh, within)
        if shown != wanted:
            left[page.url] = (shown, wanted)
        assert page.evaluate("window.stays"), f"{page.url} was loaded again"
        fresh.close()
    assert left == {}


@pytest.fixture
def room(place: Place) -> Iterator[Room]:
    """A room in its first move."""
    made = place.room("Pages of the moment")
    yield made
    made.leave()


def desk_of(person: Trainee) -> str:
    """The address of a desk."""
    return re.sub(r"/desk/.*", "/desk/", person.page.url)


def test_pages_that_are_open_during_a_jump_read_as_when_they_are_loaded_again(room: Room) -> None:
    desk = desk_of(room.anna)
    pages = [beside(room.anna.page, desk + each) for each in OF_A_TEAM]
    person = pages[-1].locator(".r-cast a").first.get_attribute("href")
    pages.append(beside(room.anna.page, re.sub(r"/x/.*", "", desk) + (person or "")))
    control = re.sub(r"/control/.*", "/control/", room.ines.page.url)
    pages += [beside(room.ines.page, control + each) for each in OF_CONTROL]
    before = [reading(each) for each in pages]
    room.ines.jump()
    become_new(pages)
    changed = [each.url.rpartition("/")[2] for each, was in zip(pages, before, strict=True) if reading(each) != was]
    assert {"documents", "start", "requests", "events"} <= set(changed)
    for page in pages:
        page.close()


def test_what_was_typed_stays_and_a_bar_offers_the_new_page(room: Room) -> None:
    page = beside(room.anna.page, desk_of(room.anna) + "documents")
    other = beside(room.anna.page, desk_of(room.anna) + "documents")
    field = page.get_by_role("searchbox").first
    field.click()
    field.press_sequentially("Half a na")
    room.ines.jump()
    bar = page.get_by_role("main").get_by_text(OLD)
    expect(bar).to_be_visible()
    expect(bar).to_contain_text("What you typed is kept")
    expect(page.locator("#r-live")).to_contain_text(OLD)
    expect(field).to_be_focused()
    field.press_sequentially("me")
    expect(field).to_have_value("Half a name")
    become_new([other])
    page.get_by_role("button", name="Load this page again").click()
    expect(bar).to_be_hidden()
    expect(field).to_have_value("Half a name")
    become_new([page])
    expect(page.locator("#r-live")).to_contain_text(NEW)
    for each in (page, other):
        each.close()


def test_scroll_and_focus_and_what_was_opened_stay(room: Room) -> None:
    page = beside(room.anna.page, desk_of(room.anna) + "requests/new")
    group = page.locator("main details[data-kind]:not([open])").first
    kind = group.get_attribute("data-kind")
    group = page.locator(f"main details[data-kind={kind}]")
    group.locator("summary").first.click()
    group.locator("summary").first.focus()
    page.evaluate("window.scrollTo(0, 300)")
    top = page.evaluate("window.scrollY")
    assert top > 0
    room.ines.jump()
    become_new([page])
    expect(group).to_have_attribute("open", "")
    expect(group.locator("summary").first).to_be_focused()
    assert abs(page.evaluate("window.scrollY") - top) < 40
    page.close()


def test_a_page_is_fetched_once_and_again_when_the_way_failed(room: Room) -> None:
    page = beside(room.anna.page, desk_of(room.anna) + "documents")
    asked: list[str] = []

    def lose_the_first(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) == 1:
            route.abort()
        else:
            route.continue_()

    page.route(re.compile(r"/desk/documents$"), lose_the_first)
    room.ines.jump()
    become_new([page])
    page.wait_for_timeout(3_000)
    assert len(asked) == 2
    page.close()


def test_a_page_whose_stream_is_dead_becomes_new_by_asking(room: Room) -> None:
    page = room.anna.page.context.new_page()
    page.route(re.compile("/live/.*/stream"), lambda route: route.abort())
    page.goto(desk_of(room.anna) + "documents")
    page.evaluate("window.stays = true")
    room.ines.jump()
    become_new([page], 2 * SOON)
    page.close()


def test_pages_of_the_warm_up_end_with_it(place: Place) -> None:
    """Whoever waits on "Start here" gets the case; a practice paper's address leads to no other paper."""
    ines = Trainer(place.trainer.new_page())
    ines.page.goto(place.address)
    code = ines.make_exercise(title="Warm", preset=re.compile("^Half a day"), seed=4)
    anna = Trainee(place.new_context().new_page())
    anna.join(place.address, code, name="Anna", seat=f"{SEAT}, Kestria")
    start = beside(anna.page, desk_of(anna) + "start")
    ines.see("1 joined")
    ines.press("Open the warm-up")
    expect(start.get_by_text("the warm-up does not count")).to_be_visible(timeout=SOON)
    become_new([start])
    papers = beside(anna.page, desk_of(anna) + "documents")
    paper = beside(anna.page, papers.locator("main a[href*='/documents/D-']").first.evaluate("each => each.href"))
    title = paper.get_by_role("heading", level=1).inner_text()
    ines.press("Open the first move")
    expect(start.get_by_text("One thing to do now")).to_be_visible(timeout=SOON)
    become_new([start, papers])
    expect(paper.get_by_text("The warm-up is over: the first move has begun.")).to_be_visible(timeout=SOON)
    expect(paper).to_have_url(desk_of(anna))
    expect(paper.get_by_text(title)).to_be_hidden()
    for each in (ines.page, anna.page, start, papers, paper):
        each.close()


def test_what_was_told_of_an_undone_act_goes_and_all_read_that_the_trainer_went_back(room: Room) -> None:
    room.anna.open_request("SOV-KES-02")
    card = room.anna.act("Ask for clarification")
    card.get_by_role("checkbox").first.check()
    card.get_by_label("Question").fill("Which account do you mean?")
    card.get_by_role("button", name=re.compile("^Ask ")).click()
    told = room.anna.page.locator("#flashes").get_by_text("SOV-KES-02")
    expect(told).to_be_visible()
    room.ines.follow("Journal")
    room.ines.page.get_by_role("main").get_by_role("link", name="Go back to here").first.click()
    room.ines.page.get_by_role("main").locator("form button").first.click()
    for person in (room.anna, room.bram):
        expect(person.page.get_by_text(re.compile("^Your trainer went back to a moment on Day 1, "))).to_be_visible(
            timeout=SOON
        )
    expect(told).to_be_hidden(timeout=SOON)
    room.ines.follow("Control room")
    room.ines.jump()
    expect(room.bram.page.get_by_text("Your trainer went back")).to_be_hidden(timeout=SOON)
