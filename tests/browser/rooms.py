"""Exercises that have begun, with people at them, on a server whose trainer has signed up."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import BrowserContext

from tests.browser.people import Trainee, Trainer
from tests.webapp.serving import Process

SEAT = "Central authority, Prosecutor"


def first_start_link(server: Process) -> str:
    """The link that the console shows on a first start."""
    return next(found[0] for line in server.said if (found := re.search(r"http://\S+/first/\S+", line)))


@dataclass(frozen=True, slots=True)
class Room:
    """People at an exercise that has begun: the trainer, and one person each in Kestria and in Sorvane."""

    ines: Trainer
    anna: Trainee
    bram: Trainee

    def leave(self) -> None:
        """Everybody closes the page."""
        for person in (self.ines, self.anna, self.bram):
            person.page.close()


@dataclass(frozen=True, slots=True)
class Place:
    """Where exercises are made: a server, and the browser in which its trainer is signed in."""

    address: str
    trainer: BrowserContext
    new_context: Callable[[], BrowserContext]

    def room(
        self, title: str, scenario: str = "Blue current", countries: tuple[str, str] = ("Kestria", "Sorvane")
    ) -> Room:
        """An exercise that has begun; Anna and Bram sit in these countries."""
        ines = Trainer(self.trainer.new_page())
        ines.page.goto(self.address)
        code = ines.make_exercise(title=title, preset=re.compile("^Half a day"), seed=4, scenario=scenario)
        anna, bram = (Trainee(self.new_context().new_page()) for _ in range(2))
        anna.join(self.address, code, name="Anna", seat=f"{SEAT}, {countries[0]}")
        bram.join(self.address, code, name="Bram", seat=f"{SEAT}, {countries[1]}")
        ines.see("2 joined")
        ines.press("Open the first move")
        ines.follow("Control room")
        return Room(ines, anna, bram)


def placed(server: Process, new_context: Callable[[], BrowserContext]) -> Place:
    """A server whose trainer has signed up."""
    trainer = new_context()
    Trainer(trainer.new_page()).sign_up(first_start_link(server))
    return Place(f"http://127.0.0.1:{server.port}", trainer, new_context)
