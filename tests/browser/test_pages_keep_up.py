"""After a jump every open page shows the new move: all of its panels, over slow, broken and dead ways, while people
write."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.conftest import NewContext
from tests.browser.people import Trainee, Trainer
from tests.browser.road import Road, road
from tests.browser.rooms import SEAT, Place, Room, first_start_link
from tests.webapp.serving import Process

NOTICED = 5_000
"""Milliseconds within which a page that is behind has noticed."""

DRAFT = "Half a sentence about the container"

DEAF_TO_TICKS = """window.EventSource = class extends window.EventSource {
    addEventListener(name, hear) { if (name !== "tick") super.addEventListener(name, hear); }
};"""


ANSWERED_AFTER_THE_TICK = """(() => {
    const whole = window.fetch;
    let asked = null;
    window.ticks = 0;
    window.ask = () => new Promise((held) => {
        window.fetch = async (address, how) => {
            if (asked || !String(address).includes("/poll")) return whole(address, how);
            asked = {};
            const answer = await whole(address, how);
            const text = await answer.text();
            await new Promise((release) => { asked.release = release; held(); });
            return new Response(text, {headers: {"Content-Type": "application/json"}});
        };
        window.dispatchEvent(new Event("online"));
    });
    window.EventSource = class extends window.EventSource {
        addEventListener(name, hear) {
            super.addEventListener(name, (event) => {
                if (asked && asked.release && name === "tick") {
                    hear(event);
                    window.ticks += 1;
                    if (window.ticks === 1) asked.release();
                } else if (!(asked && asked.release && window.ticks < 2)) hear(event);
            });
        }
    };
})()"""
"""The browser asks once, as when it is back on the network; that answer comes after the first tick that follows it, and
no beat comes before the second."""


@contextmanager
def reached_by(server: Process, new_context: NewContext) -> Iterator[tuple[Road, Place]]:
    """A server and the way to it, with a trainer who has signed up."""
    with road(server.port) as way:
        trainer = new_context()
        Trainer(trainer.new_page()).sign_up(first_start_link(server))
        yield way, Place(f"http://127.0.0.1:{way.port}", trainer, new_context)


def behind(page: Page) -> dict[str, list[str]]:
    """The panels of a page that show another version than the server has now: theirs and the server's."""
    said: str = page.evaluate(
        """async () => {
            const now = (await (await fetch(document.body.dataset.poll, {headers: {"X-Tick": "1"}})).json()).panels;
            const shown = [...document.querySelectorAll("[data-panel][data-src]")];
            const stale = shown.filter((node) => node.dataset.version !== now[node.dataset.panel]);
            return JSON.stringify(Object.fromEntries(
                stale.map((node) => [node.dataset.src, [node.dataset.version, now[node.dataset.panel]]])));
        }"""
    )
    found: dict[str, list[str]] = json.loads(said)
    return found


def keeps_up(page: Page, within: int = NOTICED) -> None:
    """Waits until nothing on a page is behind."""
    left = behind(page)
    for _ in range(within // 250):
        if not left:
            break
        page.wait_for_timeout(250)
        left = behind(page)
    assert left == {}


def panels_of(page: Page) -> set[str]:
    """The names of a page's panels."""
    names: list[str] = page.eval_on_selector_all("[data-panel][data-src]", "all => all.map((one) => one.dataset.panel)")
    return set(names)


def shows_move(page: Page, number: int) -> None:
    """Waits until the clock of a page is in a move."""
    expect(page.get_by_text(re.compile(rf"Move {number} of \d+")).first).to_be_visible()


@pytest.fixture
def room(place: Place) -> Iterator[Room]:
    """A room in its first move."""
    made = place.room("Pages keep up")
    yield made
    made.leave()


def test_a_jump_names_many_panels_at_once_and_all_are_fetched(room: Room) -> None:
    page = room.anna.page
    page.goto(page.url)
    page.evaluate("window.stays = true")
    assert panels_of(page) >= {"clock", "seats", "frame", "work", "requests", "digest", "messages", "map"}
    day = page.locator(".r-clock-day").first.inner_text()
    room.ines.jump()
    expect(page.locator(".r-clock-day").first).not_to_have_text(day, timeout=NOTICED)
    keeps_up(page)
    shows_move(page, 2)
    assert page.evaluate("window.stays"), "the page was loaded again"


def test_the_bell_and_the_counts_follow_what_comes(room: Room) -> None:
    page = room.anna.page
    bell = page.locator("header").get_by_role("link", name="Messages")
    before = int(bell.inner_text().strip() or 0)
    for number in (1, 2):
        room.bram.open_area("Messages")
        room.bram.choose("To", re.compile("^Central authority, Kestria$"))
        room.bram.page.get_by_label("Message", exact=True).fill(f"Question {number}")
        room.bram.press("Send")
    expect(bell).to_have_text(str(before + 2))
    links = page.get_by_role("navigation", name="Pages").get_by_role("link", name=re.compile("^Messages"))
    expect(links).to_contain_text(str(before + 2))
    room.anna.open_area("Messages")
    expect(page.locator("header").get_by_role("link", name="Messages")).to_have_text("")


def test_a_fetch_that_fails_is_tried_again_and_the_page_says_so_when_it_goes_on(room: Room) -> None:
    page = room.anna.page
    page.goto(page.url)
    dropped: list[str] = []

    def drop(route: Route) -> None:
        dropped.append(route.request.url)
        route.abort()

    page.route(re.compile("/live/team/parts"), drop)
    room.ines.jump()
    expect(page.get_by_text("Connection lost. Your text is kept.")).to_be_visible()
    assert len(dropped) > 1
    page.unroute(re.compile("/live/team/parts"))
    expect(page.get_by_text("Connection lost. Your text is kept.")).to_be_hidden()
    keeps_up(page)


def test_one_lost_answer_costs_seconds(room: Room) -> None:
    page = room.anna.page
    page.goto(page.url)
    lost: list[str] = []

    def lose_the_first(route: Route) -> None:
        if lost:
            route.continue_()
        else:
            lost.append(route.request.url)
            route.abort()

    page.route(re.compile("/live/team/parts"), lose_the_first)
    room.ines.jump()
    shows_move(page, 2)
    keeps_up(page)
    assert lost


def test_an_answer_that_never_comes_costs_seconds(room: Room) -> None:
    page = room.anna.page
    page.goto(page.url)
    held: list[Route] = []

    def hold_the_first(route: Route) -> None:
        if held:
            route.continue_()
        else:
            held.append(route)

    page.route(re.compile("/live/team/parts"), hold_the_first)
    room.ines.jump()
    keeps_up(page, 2 * NOTICED)
    assert held


def test_an_answer_that_stops_halfway_costs_seconds(room: Room) -> None:
    """Its head came, and of its body nothing more."""
    page = room.anna.page
    page.add_init_script(
        """(() => {
            const whole = window.fetch;
            window.fetch = (address, how) => {
                if (window.stopped || !String(address).includes("/parts")) return whole(address, how);
                window.stopped = true;
                const body = new ReadableStream({
                    start(told) { how.signal.addEventListener("abort", () => told.error(how.signal.reason)); }
                });
                return Promise.resolve(new Response(body, {headers: {"Content-Type": "application/json"}}));
            };
        })()"""
    )
    page.goto(page.url)
    room.ines.jump()
    keeps_up(page, 2 * NOTICED)
    assert page.evaluate("window.stopped")


def test_a_tick_is_not_missed_for_good_because_asking_failed(room: Room) -> None:
    """The stream swallows every tick; the beats go on, and the first two times that the page asks nobody answers."""
    page = room.anna.page
    page.add_init_script(DEAF_TO_TICKS)
    page.goto(page.url)
    failed: list[str] = []

    def fail_twice(route: Route) -> None:
        if len(failed) < 2:
            failed.append(route.request.url)
            route.abort()
        else:
            route.continue_()

    page.route(re.compile("/live/team/poll"), fail_twice)
    room.ines.jump()
    shows_move(page, 2)
    page.unroute(re.compile("/live/team/poll"))
    keeps_up(page, 2 * NOTICED)
    assert len(failed) == 2


def test_an_old_answer_that_comes_after_a_tick_hides_nothing(room: Room) -> None:
    """The page asked before the jump and is answered just after the tick; then the stream tells of something else."""
    page = room.anna.page
    page.add_init_script(ANSWERED_AFTER_THE_TICK)
    page.goto(page.url)
    page.evaluate("window.ask()")
    room.ines.jump()
    page.wait_for_function("window.ticks > 0")
    room.anna.page.wait_for_timeout(1_500)  # longer than a page waits before it fetches
    room.bram.open_area("Messages")
    room.bram.choose("To", re.compile("^Central authority, Kestria$"))
    room.bram.page.get_by_label("Message", exact=True).fill("Something else")
    room.bram.press("Send")
    page.wait_for_function("window.ticks > 1")
    shows_move(page, 2)
    keeps_up(page, 2 * NOTICED)


def test_a_page_whose_stream_is_blocked_keeps_up_by_asking(place: Place) -> None:
    def block(context: BrowserContext) -> BrowserContext:
        context.route(re.compile("/live/.*/stream"), lambda route: route.abort())
        return context

    made = Place(place.address, place.trainer, lambda: block(place.new_context())).room("Asking")
    page = made.anna.page
    page.goto(page.url)
    made.ines.jump()
    shows_move(page, 2)
    keeps_up(page, 2 * NOTICED)
    made.leave()


def test_a_tick_that_never_came_is_missed(room: Room) -> None:
    """The stream swallows every tick and lets the beats through: the sum tells that something is missing."""
    page = room.anna.page
    page.add_init_script(DEAF_TO_TICKS)
    page.goto(page.url)
    room.ines.jump()
    shows_move(page, 2)
    keeps_up(page, 2 * NOTICED)


def test_what_somebody_writes_stays_where_it_is_while_everything_else_goes_on(room: Room) -> None:
    page = room.anna.page
    room.anna.open_area("Messages")
    field = page.get_by_label("Message", exact=True)
    field.click()
    field.press_sequentially(DRAFT)
    room.ines.jump()
    shows_move(page, 2)
    keeps_up(page)
    expect(field).to_have_value(DRAFT)
    expect(field).to_be_focused()
    field.press_sequentially(" and its seal")
    expect(field).to_have_value(f"{DRAFT} and its seal")


def test_a_slow_server_leaves_no_page_behind(server: Process, new_context: NewContext) -> None:
    with reached_by(server, new_context) as (way, place):
        made = place.room("Slow")
        made.ines.follow("People")
        made.ines.press("Open joining")
        made.ines.see("Joining is open.")
        made.ines.follow("Control room")
        phone = Trainee(new_context(width=390, height=844).new_page())
        code = made.ines.page.locator(".r-joincode").first.inner_text()
        phone.join(place.address, code, name="Carla", seat=f"{SEAT}, Isandre")
        wall = place.trainer.new_page()
        wall.goto(made.ines.page.url.partition("/control")[0] + "/control/projector/clock")
        desks = [made.anna.page, made.bram.page, phone.page]
        for page in desks:
            page.goto(page.url)
        made.anna.open_area("Messages")
        field = made.anna.page.get_by_label("Message", exact=True)
        field.fill(DRAFT)
        way.delay = 1.5
        made.ines.jump()
        for page in (*desks, wall):
            shows_move(page, 2)
        way.delay = 0.0
        for page in (*desks, wall, made.ines.page):
            keeps_up(page, 2 * NOTICED)
        expect(field).to_have_value(DRAFT)


def test_a_way_that_went_dead_is_noticed(server: Process, new_context: NewContext) -> None:
    """Its connections stay open and carry nothing: only that no beat comes tells it."""
    with reached_by(server, new_context) as (way, place):
        made = place.room("Dead")
        page = made.anna.page
        page.goto(page.url)
        own = Trainer(made.ines.page)
        own.page.goto(own.page.url.replace(f":{way.port}", f":{server.port}"))  # the trainer sits at the server itself
        way.dead = True
        own.jump()
        expect(page.get_by_text("Connection lost. Your text is kept.")).to_be_visible(timeout=60_000)
        way.dead = False
        way.cut()
        shows_move(page, 2)
        keeps_up(page, 4 * NOTICED)
        expect(page.get_by_text("Connection lost. Your text is kept.")).to_be_hidden()


def test_a_page_that_one_comes_back_to_is_up_to_date(room: Room) -> None:
    page = room.anna.page
    page.goto(page.url)
    page.goto(re.sub("/x/.*", "/join", page.url))
    room.ines.jump()
    page.go_back()
    shows_move(page, 2)
    keeps_up(page)


def test_a_page_of_the_review_says_that_the_exercise_went_on(place: Place) -> None:
    room = place.room("Read meanwhile")
    page = room.ines.page.context.new_page()
    for path in ("review/", "review/decisions"):
        page.goto(re.sub(r"/control/.*", f"/{path}", room.ines.page.url))
        news = page.locator(".r-news-page")
        expect(news).to_have_count(0)
        before = page.locator("body").get_attribute("data-moment")
        room.ines.jump()
        expect(news).to_be_visible()
        news.get_by_role("button", name="Load this page again").click()
        expect(news).to_have_count(0)
        expect(page.locator("body")).not_to_have_attribute("data-moment", before or "")
        room.ines.page.goto(re.sub(r"/control/.*", "/control/", room.ines.page.url))
    page.close()
    room.leave()
