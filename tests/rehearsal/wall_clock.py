"""The clock on the wall of the room: it stands still until the test moves it, for the server and for every browser."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import BrowserContext


@dataclass(slots=True)
class WallClock:
    """Seconds since 1970 in a file that the server reads, and in the browsers of the room."""

    file: Path
    now: float
    browsers: list[BrowserContext] = field(default_factory=list)

    def __post_init__(self) -> None:
        """The server may look from the start."""
        self._show()

    def hang(self, browser: BrowserContext) -> None:
        """One more browser goes by it."""
        self.browsers.append(browser)
        browser.clock.set_fixed_time(self.time())

    def time(self) -> datetime:
        """What it shows."""
        return datetime.fromtimestamp(self.now, UTC)

    def shown(self) -> str:
        """Hours and minutes, as the plan of the day writes them."""
        return f"{self.time().astimezone():%H:%M}"

    def pass_minutes(self, minutes: float) -> None:
        """Lets so many minutes of the room pass."""
        self.now += minutes * 60
        self._show()
        for browser in self.browsers:
            browser.clock.set_fixed_time(self.time())

    def _show(self) -> None:
        beside = self.file.with_suffix(".next")
        beside.write_text(repr(self.now), encoding="ascii")
        os.replace(beside, self.file)  # noqa: PTH105  # whole at every moment: the server reads beside us
