"""Exercises that have begun, with people at them, on a server whose trainer has signed up."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import BrowserContext, expect

from tests.browser.people import Trainee, Trainer
from tests.webapp.serving import Process

SEAT = "Central authority, Prosecutor"
PEOPLE = ("Anna", "Bram", "Cleo")
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
ACTION = re.compile(r'action="([^"]+)"')


def first_start_link(server: Process) -> str:
    """The link that the console shows on a first start."""
    return next(found[0] for line in server.said if (found := re.search(r"http://\S+/first/\S+", line)))


@dataclass(frozen=True, slots=True)
class Room:
    """People at an exercise that has begun: the trainer, and one person each in two countries, or in more."""

    ines: Trainer
    anna: Trainee
    bram: Trainee
    others: tuple[Trainee, ...] = ()

    def leave(self) -> None:
        """Everybody closes the page."""
        for person in (self.ines, self.anna, self.bram, *self.others):
            person.page.close()


@dataclass(frozen=True, slots=True)
class Place:
    """Where exercises are made: a server, and the browser in which its trainer is signed in."""

    address: str
    trainer: BrowserContext
    new_context: Callable[[], BrowserContext]

    def room(
        self, title: str, scenario: str = "Blue current", countries: tuple[str, ...] = ("Kestria", "Sorvane")
    ) -> Room:
        """An exercise that has begun; Anna, Bram and those after them sit in these countries."""
        ines = Trainer(self.trainer.new_page())
        chosen = f"scenario={scenario.lower().replace(' ', '-')}&preset=half_day_14"
        ines.page.goto(f"{self.address}/exercises/new?{chosen}")
        join = f"{self.address}/join/{ines.make_chosen(title=title, seed=4).replace(' ', '')}"
        seated = []
        for name, country in zip(PEOPLE, countries, strict=False):
            browser = self.new_context()
            seated.append((browser, take_seat(browser, join, name, f"{SEAT}, {country}")))
        ines.see(f"{len(seated)} joined")
        ines.press("Open the first move")
        ines.follow("Control room")
        anna, bram, *others = (at_desk(browser, here) for browser, here in seated)
        return Room(ines, anna, bram, tuple(others))


def take_seat(context: BrowserContext, join: str, name: str, seat: str) -> str:
    """Joins with the forms that a browser would send, and draws no page; tests of joining do it by hand.

    Args:
        context: The browser of whoever joins.
        join: Address of the exercise for those who join.
        name: What the person is called.
        seat: Label of the seat, with its country.

    Returns:
        Address of the exercise for those who are in it.
    """
    known = TOKEN.search(context.request.get(join).text())
    assert known is not None
    seats = context.request.post(join, form={"csrf_token": known[1], "name": name}).text()
    form = next(each for each in seats.split("<form")[1:] if f": {seat}" in html.unescape(each))
    action, token = ACTION.search(form), TOKEN.search(form)
    assert action is not None
    assert token is not None
    address = join.partition("/join/")[0]
    there = context.request.post(f"{address}{action[1]}", form={"csrf_token": token[1]})
    assert there.ok, there.text()
    return there.url.partition("/lobby")[0]


def at_desk(context: BrowserContext, exercise: str) -> Trainee:
    """Somebody who has joined, before the desk."""
    trainee = Trainee(context.new_page())
    trainee.page.goto(f"{exercise}/desk/")
    expect(trainee.page.get_by_role("heading", name="What needs you now")).to_be_visible()
    return trainee


def placed(server: Process, new_context: Callable[[], BrowserContext]) -> Place:
    """A server whose trainer has signed up."""
    trainer = new_context()
    Trainer(trainer.new_page()).sign_up(first_start_link(server))
    return Place(f"http://127.0.0.1:{server.port}", trainer, new_context)
