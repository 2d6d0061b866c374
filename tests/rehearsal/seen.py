"""What people see, and what nobody may see at any moment of the day; nothing here looks behind a page."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import unified_diff

from playwright.sync_api import Page

from tests.rehearsal.languages.tongue import Tongue, tongue_of
from tests.rehearsal.room import Room, Window

MOVES = 6
"""Moves of half a day."""

CATCH_UP = 15.0
"""Seconds within which every open page shows what a fresh one shows: a page notices within five that it lags (which
tests/browser/test_pages_keep_up.py holds), then has to fetch and show it, on a machine that two such days keep busy."""

MOST_LINES = 14
"""Lines of a difference that are told."""

Texts = dict[str, list[str]]
"""What stands in each part of a page that renews itself, piece by piece."""

PARTS = """() => {
  const words = root => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.data.replace(/\\s+/g, " ").trim();
      const holder = node.parentElement;
      if (text && !holder.closest(".visually-hidden, script, style") && holder.checkVisibility()) found.push(text);
    }
    return found;
  };
  const parts = {};
  const put = (name, node) => {
    let key = name;
    for (let more = 2; key in parts; more += 1) key = `${name} (${more})`;
    parts[key] = words(node);
  };
  document.querySelectorAll("[data-panel]").forEach(node => put(node.dataset.panel, node));
  document.querySelectorAll("header").forEach(node => put("the top bar", node));
  document.querySelectorAll("nav").forEach(node => put(`the list “${node.getAttribute("aria-label") || ""}”`, node));
  return parts;
}"""
"""Lamps tell who is here by a hidden word; they follow the heartbeat and not the tick, so that they are left out."""

BEYOND = re.compile(r"\bMove (\d+) of (\d+)\b")
COUNTDOWN = re.compile(r"^(\d+ min|time is up)(?: left)?$")
COUNTED = "() => [...document.querySelectorAll('[data-ends]')].filter(n => n.checkVisibility()).map(n => n.innerText)"
CLOCK_TIME = re.compile(r"\b([01]\d|2[0-3]):[0-5]\d\b")


class SeenError(AssertionError):
    """People see what is not so; the day goes on all the same."""


def insist(*complaints: Iterable[str]) -> None:
    """Nobody has anything to complain of.

    Raises:
        SeenError: Somebody has.
    """
    told = [line for each in complaints for line in each]
    if told:
        raise SeenError("\n" + "\n".join(told))


def parts_of(page: Page) -> Texts:
    """What the page shows, part by part."""
    found: Texts = page.evaluate(PARTS)
    return found


def seen_on(page: Page) -> str:
    """Everything that the page shows, in its order."""
    return page.locator("body").inner_text()


def where(window: Window) -> str:
    """Whose page, and which."""
    return f"{window.who} ({window.page.url.partition('/x/')[2].partition('/')[2] or window.page.url})"


def difference(expected: list[str], shown: list[str]) -> str:
    """What a fresh page shows and this one does not (-), and the other way round (+)."""
    lines = [
        line for line in unified_diff(expected, shown, lineterm="", n=1) if not line.startswith(("---", "+++", "@@"))
    ]
    more = f"\n    ... {len(lines) - MOST_LINES} more lines" if len(lines) > MOST_LINES else ""
    return "\n".join(f"    {line}" for line in lines[:MOST_LINES]) + more


def in_time(room: Room, *looks: Callable[[], list[str]], seconds: float = CATCH_UP) -> list[str]:
    """Looks at several things again and again until nobody complains, or time is up; what is left then."""
    deadline = time.monotonic() + seconds
    while True:
        complaints = [look() for look in looks]
        if not any(complaints) or time.monotonic() > deadline:
            return [line for each in complaints for line in each]
        room.ines.page.wait_for_timeout(100)


@dataclass(frozen=True, slots=True)
class Expected:
    """What a window has to show, as a fresh page of the same person shows it."""

    window: Window
    fresh: Texts

    def complaints(self) -> list[str]:
        """Where the window differs now."""
        shown = parts_of(self.window.page)
        return [
            f"{where(self.window)}, {part}: a fresh page shows -, this one +\n"
            + difference(self.fresh.get(part, []), shown.get(part, []))
            for part in sorted(self.fresh.keys() | shown.keys())
            if self.fresh.get(part) != shown.get(part)
        ]


def like_fresh_ones(room: Room) -> list[str]:
    """Every open page shows in each live part what a page that is loaded now shows, without being loaded again."""
    return in_time(room, *[expected(window).complaints for window in room.windows])


def expected(window: Window) -> Expected:
    """What a fresh page of the same person shows now."""
    with window.fresh() as page:
        return Expected(window, parts_of(page))


def stay_open(room: Room) -> None:
    """Marks every page, so that one that was loaded again is noticed."""
    for window in room.windows:
        window.page.evaluate("window.stays = true")


def loaded_again(room: Room, *but: Page) -> list[str]:
    """Pages that were loaded again since they were marked."""
    return [
        f"{where(window)}: the page was loaded again"
        for window in room.windows
        if window.page not in but and not window.page.evaluate("window.stays === true")
    ]


def show(room: Room, *texts: str) -> list[str]:
    """Every window shows each of these."""

    def missing() -> list[str]:
        return [
            f"{where(window)}: “{text}” is not seen"
            for window in room.windows
            for text in texts
            if text not in seen_on(window.page)
        ]

    return in_time(room, missing)


def hide(room: Room, *texts: str, windows: Iterable[Window] | None = None) -> list[str]:
    """No window shows any of these."""
    return [
        f"{where(window)}: “{text}” is seen"
        for window in (room.windows if windows is None else windows)
        for text in texts
        if text in seen_on(window.page)
    ]


def minutes_left(room: Room, minutes: int) -> list[str]:
    """Every window counts down and shows so many minutes; 0 or less: it says that time is up, and not before."""
    wanted = f"{minutes} min" if minutes > 0 else "time is up"

    def counted(window: Window) -> set[str]:
        texts, tongue = window.page.evaluate(COUNTED), tongue_of(window.page)
        if tongue is not None:
            texts = [in_english(text, tongue) for text in texts]
        return {found[1] for text in texts if (found := COUNTDOWN.match(text))}

    def wrong() -> list[str]:
        found = {where(window): counted(window) for window in room.windows}
        return [
            f"{who}: “{wanted}” is due, {sorted(shown)} is shown" for who, shown in found.items() if shown != {wanted}
        ]

    return in_time(room, wrong)


def in_english(text: str, tongue: Tongue) -> str:
    """A countdown of another language as English has it; any other text as it stands."""
    if tongue.says(text, "time is up"):
        return "time is up"
    left, plain = tongue.pattern(re.compile(r"\d+ min left")), " ".join(text.split())
    return f"{re.findall('[0-9]+', plain)[0]} min" if left.fullmatch(plain) else text


def impossible(room: Room) -> list[str]:
    """What can be true at no moment: a move beyond the last, and a coming move whose time has passed."""
    told = []
    for window in room.windows:
        text = seen_on(window.page)
        told += [
            f"{where(window)}: “Move {move} of {moves}”"
            for move, moves in BEYOND.findall(text)
            if int(moves) != MOVES or int(move) > MOVES
        ]
        told += [f"{where(window)}: planned at {at}, and it is {room.clock.shown()}" for at in past(room, window.page)]
    return told


def past(room: Room, page: Page) -> list[str]:
    """Times of the plan that lie behind and belong to what is still to come."""
    plan = page.get_by_role("list", name="Plan of the day")
    if not plan.count():
        return []
    steps = plan.first.get_by_role("listitem").all_inner_texts()
    current = next((n for n, text in enumerate(steps) if re.search(r"\bnow\b", text)), None)
    if current is None:
        return []
    times = [found[0] for text in steps[current + 1 :] if (found := CLOCK_TIME.search(text))]
    return [each for each in times if each < room.clock.shown()]
