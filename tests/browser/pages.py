"""Every kind of page of a joint exercise: found by following the links of the pages that come before.

Pages are told apart by their shape: numbers, letters of countries and labels in an address are taken for the same, so
one request's page stands for all. What a new area links to is visited without a line here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from playwright.sync_api import Page

from tests.browser.demo import Demo
from tests.browser.people import Trainee, Trainer

FIRST_TEAM = ("desk/", "desk/requests/new", "desk/board?show=table", "lobby/")
"""Where a member of a team begins."""

FIRST_CONTROL = ("control/", "review/", "lobby/")
"""Where the trainer begins."""

SAME = re.compile(r"^(?:\d+|[A-Z]{3}|[A-Za-z]*-?[A-Z0-9]*\d[A-Z0-9-]*|[A-Z]{3}-[A-Z]{3}-\S+|m?[0-9a-f]{10,18})$")
"""A part of an address that stands for one thing of many: a number, a country, a label, a handle, a person."""

NO_PAGE = re.compile(
    r"\.(?:csv|graphml|json|docx|pdf|xlsx|svg|png|rogatory)$|^shelf/backup$|/part$|/part/|/parts/|/poll$|/progress$"
)
"""Addresses that give a file or a piece of a page."""

ONE_OF = ("desk/law", "desk/procedures/new")
"""Pages whose last part is a word, one of which stands for all."""


def shape(address: str) -> str:
    """What kind of page an address within the exercise leads to."""
    path, _mark, query = address.partition("?")
    parts = ["*" if SAME.match(part) else part for part in path.split("/")]
    if "/".join(parts[:-1]).endswith(ONE_OF):
        parts[-1] = "*"
    shown = "?show=table" if query.startswith("show=table") else ""
    return "/".join(parts) + shown


@dataclass(slots=True)
class Visitor:
    """Somebody in the demo, with the pages to begin with, and if not all, the shapes of those to open."""

    page: Page
    room: str
    first: tuple[str, ...]
    only: frozenset[str] = frozenset()
    seen: dict[str, str] = field(default_factory=dict)

    def visits(self) -> Iterator[str]:
        """Opens one page of each shape after the other, and names it."""
        waiting = list(self.first)
        while waiting:
            name = waiting.pop(0)
            if shape(name) in self.seen or (self.only and shape(name) not in self.only):
                continue
            self.seen[shape(name)] = name
            answer = self.page.goto(f"{self.room}/{name}")
            assert answer is not None
            assert answer.status == 200, name
            yield name
            waiting += self.links()

    def links(self) -> list[str]:
        """Addresses within the exercise to which the page leads, without what leads to no page."""
        found: list[str] = self.page.eval_on_selector_all(
            "a[href]", "all => all.map(each => new URL(each.getAttribute('href'), location.href).href)"
        )  # a link in a drawing has no address of its own
        here = f"{self.room}/"
        inside = (address.partition("#")[0].removeprefix(here) for address in found if address.startswith(here))
        return [name for name in inside if not NO_PAGE.search(name.partition("?")[0])]


def room_of(page: Page) -> str:
    """The address of the exercise that a page belongs to."""
    before, _x, after = page.url.partition("/x/")
    return f"{before}/x/{after.split('/')[0]}"


def trainee_of(demo: Demo, page: Page, seat: str, name: str = "Anna") -> Visitor:
    """A person who joins the demo; it asks a second person of the same name and seat whether they are the first."""
    trainee = Trainee(page)
    trainee.join(demo.address, demo.join_code, name=name, seat=seat)
    return Visitor(page, room_of(page), FIRST_TEAM)


def trainer_of(demo: Demo, page: Page) -> Visitor:
    """The trainer of the demo; the first time through the one-time link."""
    trainer = Trainer(page)
    page.goto(demo.trainer_link)
    if page.get_by_label("The password again").count():
        trainer.sign_up(demo.trainer_link)
    else:
        trainer.sign_in_again(demo.address)
    page.goto(demo.control)
    return Visitor(page, room_of(page), FIRST_CONTROL)
