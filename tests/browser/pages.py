"""The main pages of a joint exercise, by what they are called and where they lie."""

from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.browser.demo import Demo
from tests.browser.people import Trainee, Trainer

TEAM = (
    "desk/", "desk/requests", "desk/requests/new", "desk/documents", "desk/documents/D-001", "desk/board",
    "desk/board?show=table", "desk/measures", "desk/assets", "desk/messages", "desk/meetings", "desk/reports",
    "desk/case", "desk/procedures", "desk/procedures/new/extradition", "desk/procedures/new/joint_team",
    "desk/map", "desk/law", "desk/glossary", "desk/briefing", "lobby/",
)  # fmt: skip
"""Pages of a team."""

CONTROL = (
    "control/", "control/events", "control/requests", "control/points", "control/messages", "control/journal",
    "control/projector", "review/", "lobby/",
)  # fmt: skip
"""Pages of the trainer."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody in the demo, with the pages that this person can open."""

    page: Page
    room: str
    pages: tuple[str, ...]

    def visits(self) -> Iterator[str]:
        """Opens one page after the other, and names it."""
        for name in self.pages:
            answer = self.page.goto(f"{self.room}/{name}")
            assert answer is not None
            assert answer.status == 200, name
            yield name


def room_of(page: Page) -> str:
    """The address of the exercise that a page belongs to."""
    before, _x, after = page.url.partition("/x/")
    return f"{before}/x/{after.split('/')[0]}"


def trainee_of(demo: Demo, page: Page, seat: str) -> Visitor:
    """A person who joins the demo."""
    trainee = Trainee(page)
    trainee.join(demo.address, demo.join_code, name="Anna", seat=seat)
    room = room_of(page)
    return Visitor(page, room, TEAM)


def trainer_of(demo: Demo, page: Page) -> Visitor:
    """The trainer of the demo; the first time through the one-time link."""
    trainer = Trainer(page)
    page.goto(demo.trainer_link)
    if page.get_by_label("The password again").count():
        trainer.sign_up(demo.trainer_link)
    else:
        trainer.sign_in_again(demo.address)
    page.goto(demo.control)
    return Visitor(page, room_of(page), CONTROL)
