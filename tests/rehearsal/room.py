"""The room: a server, its wall clock, and the people with their browsers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import NewContext, contexts_of
from tests.browser.people import Trainee, Trainer
from tests.browser.rooms import first_start_link
from tests.rehearsal.languages.tongue import abroad, tongue_of
from tests.rehearsal.story import Story, Team
from tests.rehearsal.wall_clock import WallClock
from tests.webapp.serving import SERVED, Process, free_port
from webapp.visit.languages import COOKIE

NINE = datetime(2031, 3, 5, 9, 0).astimezone().timestamp()
"""When the day begins: nobody's real clock, so that what goes by the real one shows."""


@dataclass(frozen=True, slots=True)
class Device:
    """What somebody looks at."""

    width: int
    height: int
    phone: bool = False


PHONE = Device(390, 844, phone=True)
WALL = Device(1024, 768)
LAPTOP = Device(1366, 768)


@dataclass(frozen=True, slots=True)
class Window:
    """A page that somebody in the room has before them, and the same person's second browser, for a fresh look."""

    who: str
    page: Page
    second: Page

    @contextmanager
    def fresh(self) -> Iterator[Page]:
        """The same address, loaded now by the same person in the second browser, which is put away again."""
        self.second.context.add_cookies(self.page.context.cookies())  # type: ignore[arg-type]  # as they were given
        self.second.goto(self.page.url)
        yield self.second
        self.second.goto("about:blank")


@dataclass(frozen=True, slots=True)
class Guest(Trainee):
    """Somebody of a team, whom we know by name."""

    name: str
    team: Team
    on_phone: bool = False

    def go(self, area: str) -> None:
        """Goes to an area of the desk: by the list at the side, or on a phone by the tabs below."""
        places = self.page.get_by_role("navigation", name="Pages", exact=True)
        if self.on_phone:
            tabs = self.page.get_by_role("navigation", name="Main pages")
            if area in {"Desk", "Requests", "Documents", "Messages"}:
                tabs.get_by_role("link", name=re.compile(rf"{area}$")).click()
                self.arrive()
                return
            tabs.get_by_role("link", name="More").click()
        places.get_by_role("link", name=re.compile(rf"^{area}\b")).click()
        self.arrive()

    def write(self, to: str, text: str) -> None:
        """Writes a message to a seat; without one, to whoever is chosen already."""
        if to:
            self.choose("To", re.compile(f"^{to}$"))
        self.page.get_by_label("Message", exact=True).fill(text)
        self.press("Send")
        self.see(text)

    def answer(self, choice: str, words: str) -> None:
        """Answers the event that is on the screen."""
        self.page.get_by_role("radio", name=choice).check()
        self.page.get_by_label("In your words").fill(words)
        self.press("Answer")
        expect(self.page.get_by_role("heading", name="Your answer")).to_be_visible()


@dataclass(slots=True)
class Room:
    """Everybody, as the day goes on."""

    story: Story
    server: Process
    clock: WallClock
    new_context: NewContext
    code: str = ""
    windows: list[Window] = field(default_factory=list)
    people: dict[str, Guest] = field(default_factory=dict)
    trainer: Trainer | None = None
    projector: Page | None = None
    links: dict[str, str] = field(default_factory=dict)
    draft: str = ""
    answered: set[str] = field(default_factory=set)
    stopped: str = ""
    english: dict[str, str] = field(default_factory=dict)
    """English that people read who read another language, and on which page."""

    @property
    def address(self) -> str:
        """Where the server listens."""
        return f"http://127.0.0.1:{self.server.port}"

    @property
    def inside(self) -> str:
        """The address of the exercise, as the trainer's pages have it."""
        return re.sub(r"(/x/\w+)/.*", r"\1", self.ines.page.url)

    @property
    def ines(self) -> Trainer:
        """The trainer, at the control room."""
        assert self.trainer is not None
        return self.trainer

    @property
    def wall(self) -> Page:
        """What the projector throws on the wall."""
        assert self.projector is not None
        return self.projector

    @property
    def anna(self) -> Guest:
        """Central authority and prosecutor of the team that has to decide first."""
        return self.people["Anna"]

    @property
    def bram(self) -> Guest:
        """Police and financial intelligence of the same team, on a phone."""
        return self.people["Bram"]

    @property
    def cleo(self) -> Guest:
        """Central authority and prosecutor of the partner's team."""
        return self.people["Cleo"]

    @property
    def dora(self) -> Guest:
        """Observer of the partner's team."""
        return self.people["Dora"]

    def browser(self, who: str, device: Device = LAPTOP) -> Page:
        """Somebody opens a browser of their own."""
        mine, second = (
            self.new_context(width=device.width, height=device.height, phone=device.phone) for _ in range(2)
        )
        self.clock.hang(mine)
        self.clock.hang(second)
        language = dict(self.story.languages).get(who.partition(",")[0].partition("’")[0], "")
        if language:
            for context in (mine, second):
                context.add_cookies([{"name": COOKIE, "value": language, "url": self.address}])
        return self._shown(who, mine.new_page(), second.new_page(), language)

    def tab(self, who: str, beside: Page) -> Page:
        """One more tab of the same browser."""
        like = next(window for window in self.windows if window.page.context is beside.context)
        own = tongue_of(beside)
        pages = beside.context.new_page(), like.second.context.new_page()
        return self._shown(who, *pages, own.code if own is not None else "")

    def screen(self, who: str) -> Page:
        """The trainer's second screen, as wide as a projector."""
        self.projector = self.tab(who, self.ines.page)
        for each in (self.projector, self.windows[-1].second):
            each.set_viewport_size({"width": WALL.width, "height": WALL.height})
        return self.projector

    def _shown(self, who: str, page: Page, second: Page, language: str) -> Page:
        if language:
            page, second = (abroad(each, language, self.english) for each in (page, second))
        self.windows.append(Window(who, page, second))
        return page

    def put_away(self, page: Page) -> None:
        """A tab is closed."""
        (window,) = (each for each in self.windows if each.page is page)
        self.windows.remove(window)
        window.page.close()
        window.second.close()

    def lose(self, page: Page) -> None:
        """A laptop is gone, with all that was open on it."""
        gone = [window for window in self.windows if window.page.context is page.context]
        self.windows = [window for window in self.windows if window not in gone]
        for context in (page.context, gone[0].second.context):
            self.clock.browsers.remove(context)
            context.close()

    def keep_pictures(self, folder: Path) -> None:
        """What everybody has before them, as picture and as HTML."""
        for window in self.windows:
            name = re.sub(r"\W+", "-", window.who).strip("-").lower()
            window.page.screenshot(path=folder / f"{name}.png", full_page=True)
            (folder / f"{name}.html").write_text(f"<!-- {window.page.url} -->\n{window.page.content()}", "utf-8")


@contextmanager
def opened(story: Story, browser: Browser, folder: Path) -> Iterator[Room]:
    """A room with its trainer, before anybody else has come."""
    clock = WallClock(folder / "wall-clock", NINE)
    server = Process(folder / "data", free_port(), program=SERVED)
    server.folder.mkdir()
    server.start("--clock", str(clock.file))
    try:
        with contexts_of(browser) as new_context:
            room = Room(story, server, clock, new_context)
            room.trainer = Trainer(room.browser("Ines, the trainer"))
            room.trainer.sign_up(first_start_link(server))
            yield room
    finally:
        server.stop()
