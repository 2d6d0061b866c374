"""Words stay whole where room is short: the plan of a long day, the table of who is here, the names of a team."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import render_template_string
from playwright.sync_api import Browser, FloatRect, Locator, Page

import webapp
from tests.webapp.conftest import blank
from tests.webapp.house import House

__all__ = ["blank"]

CSS = Path(webapp.__file__).parent / "static" / "css"
BROKEN = """() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  while (walk.nextNode()) {
    const node = walk.currentNode;
    if (node.parentElement.closest(".visually-hidden")) continue;
    for (const word of node.data.matchAll(/[^\\s-]+-?/g)) {
      const range = document.createRange();
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const tops = new Set([...range.getClientRects()].map(box => Math.round(box.top)));
      if (tops.size > 1) found.push(word[0]);
    }
  }
  return found;
}"""
"""Words that stand on more than one line; after a hyphen a line may end."""


@dataclass(frozen=True)
class Cell:
    """A part of the day."""

    label: str
    state: str = "coming"
    time_text: str = "13:33"
    day_text: str = ""
    minutes: int = 0


@dataclass(frozen=True)
class Person:
    """Somebody at a seat."""

    name: str
    presence: str = "here"
    has_pen: bool = True
    you: bool = False
    id: str = "p"


@dataclass(frozen=True)
class Seat:
    """A seat of a country."""

    label: str = "Police"
    people: tuple[Person, ...] = ()
    automatic: bool = False
    own: bool = True
    offices: tuple[str, ...] = ("police",)
    also_url: str = ""
    does: str = ""


@dataclass(frozen=True)
class Row:
    """A country in the table of who is here."""

    seats: tuple[Seat, ...]
    code: str = "LMR"
    name: str = "Lomara"
    due_text: str = "3 due this move"
    url: str = "/x"
    readers: tuple[object, ...] = ()
    seat_urls: tuple[()] = ()


def place(part: Locator) -> FloatRect:
    """Where a part stands."""
    found = part.bounding_box()
    assert found is not None
    return found


@pytest.fixture
def drawn(blank: House, browser: Browser) -> Iterator[Callable[..., Page]]:
    """Draws a piece of a page as wide as is said, and gives its page."""
    sheets = "".join((CSS / f"{name}.css").read_text("utf-8") for name in ("tokens", "layout", "components"))
    context = browser.new_context(viewport={"width": 1024, "height": 768})

    def draw(source: str, width: int, **values: object) -> Page:
        with blank.app.test_request_context("/"):
            piece = render_template_string(source, **values)
        page = context.new_page()
        page.set_content(f"<style>{sheets}</style><body style='margin:0'><div style='width:{width}px'>{piece}</div>")
        return page

    yield draw
    context.close()


def long_day() -> list[Cell]:
    """A day of fourteen moves, with what is around them."""
    moves = [Cell(f"Move {n}", day_text=f"day {36 * n}", minutes=28) for n in range(1, 15)]
    moves[0] = Cell("Move 1", "now", day_text="day 1", minutes=28)
    moves.insert(7, Cell("Break", "break", minutes=15))
    return [Cell("Briefing", "done"), Cell("Warm-up", "done"), *moves, Cell("Hot wash", minutes=30), Cell("End", "end")]


@pytest.mark.parametrize("width", [634, 820, 1100])
def test_a_long_day_breaks_no_word_and_keeps_its_end_in_view(drawn: Callable[..., Page], width: int) -> None:
    page = drawn(
        '{% from "components/control.html" import plan_of_the_day %}{{ plan_of_the_day(cells) }}',
        width,
        cells=long_day(),
    )
    assert page.evaluate(BROKEN) == []
    box = place(page.locator("li").last)
    assert box["x"] + box["width"] <= width
    assert len({round(place(each)["y"]) for each in page.locator("li").all()}) == 1


def test_the_table_of_presence_breaks_no_word(drawn: Callable[..., Page]) -> None:
    seats = (
        Seat(automatic=True), Seat(people=(Person("Omar"),)), Seat(automatic=True), Seat(people=(Person("x" * 60),))
    )  # fmt: skip
    page = drawn(
        '{% from "components/control.html" import presence_table %}{{ presence_table(heads, rows) }}',
        340,
        heads=("Authority", "Prosecutor", "Police", "FIU"),
        rows=(Row(seats),),
    )
    assert set(page.evaluate(BROKEN)) <= {"x" * 60}
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 1024


@dataclass(frozen=True)
class Clock:
    """Office hours as the header tells them, in French."""

    state: str = "running"
    heading: str = "Phase 1 sur 14"
    day_text: str = "Jour 1, lun. 3 mars"
    state_text: str = "Heures de bureau"
    ends_at: int = 1_800_000_000_000
    now: int = 1_800_000_000_000 - 29 * 60_000
    note: str = "la date ne bouge pas"
    check: str = ""
    said: str = ""
    is_paused: bool = False


HEADER = """{% from "components/frame.html" import move_clock, frame_person %}
<header class="r-topbar"><a class="r-brand"><svg width="28" height="28"></svg></a>
<div class="r-clock-slot">{{ move_clock(clock) }}</div>
<a class="r-topbar-due">2 échéances dans cette phase</a><span class="r-topbar-spacer"></span>
<div class="r-topbar-person"><span class="r-tile">VAL</span><span class="r-sitting">
<span class="r-sitting-line"><span class="r-person-name"><bdi>Élodie</bdi></span></span>
<span class="r-sitting-line"><span class="r-country-name">Valmora</span>
<span class="r-role r-role-short">Autorité, Procureur</span></span></span></div>
<div class="r-topbar-tools">{% for n in range(3) %}<button class="r-tool"></button>{% endfor %}</div></header>"""


def test_minutes_left_are_in_sight_beside_two_offices(drawn: Callable[..., Page]) -> None:
    page = drawn(HEADER, 1024, clock=Clock())
    bar, note = (place(page.locator(each).first) for each in (".r-topbar", ".r-clock-note"))
    assert note["y"] + note["height"] <= bar["y"] + bar["height"], "the minutes stand in the bar"
    assert page.locator(".r-clock-note").nth(1).bounding_box() is None, "nothing stands below it"
    tools = place(page.locator(".r-topbar-tools"))
    assert tools["x"] + tools["width"] <= 1024


@pytest.mark.parametrize("name", ["M" * 60, "Maximiliana Featherstonehaugh-Wellington of the Northern Fle"])
def test_a_long_name_is_whole_in_the_list_of_a_team(drawn: Callable[..., Page], name: str) -> None:
    seat = Seat(people=(Person("Anna", you=True), Person(name, has_pen=False, id="q")))
    page = drawn(
        '{% from "components/frame.html" import seat_list %}{{ seat_list((seat,), "c1", "/x") }}',
        176,
        seat=seat,
    )
    right = "each => each.map(one => one.getBoundingClientRect().right)"
    assert max(page.locator("bdi, button").evaluate_all(right)) <= 176


def test_a_part_without_anything_leaves_no_band(drawn: Callable[..., Page]) -> None:
    page = drawn(
        '<main class="r-stack"><div data-panel="digest"></div>'
        '<div data-panel="work"><p id="work" style="margin:0">Work</p></div></main>',
        600,
    )
    assert place(page.locator("#work"))["y"] == 0


def test_a_mark_beside_long_words_keeps_its_size(drawn: Callable[..., Page]) -> None:
    page = drawn(
        '{% from "components/core.html" import mark %}<span class="r-row" style="flex-wrap:nowrap">{{ mark("dashed") }}'
        "<span>{{ words }}</span></span>",
        200,
        words="Send one message on your channel to your counterpart abroad " * 2,
    )
    assert place(page.locator(".r-mark"))["width"] == 12
