"""How much somebody reads: the words of a page's main part that stand open, as a person counts them."""

from __future__ import annotations

import re
from html.parser import HTMLParser

WORD = re.compile(r"\w[\w'’.,-]*")
NEVER = {"svg", "script", "style", "option", "template"}
EMPTY = {"input", "br", "img", "use", "link", "meta", "hr", "path", "rect", "circle"}


class _Reading(HTMLParser):
    """Walks a page; `stop` is a word in a class: what stands behind the end of the first such element is not read."""

    def __init__(self, stop: str) -> None:
        """Nothing is read yet."""
        super().__init__()
        self.words: list[str] = []
        self.stop, self.is_over = stop, False
        self._open: list[tuple[str, bool, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Goes into an element."""
        if tag in EMPTY:
            return
        given = dict(attrs)
        classes = (given.get("class") or "").split()
        hidden = tag in NEVER or "visually-hidden" in classes or "hidden" in given
        folded = any(each == "details" for each, _hidden, _stops in self._open[-1:]) and tag != "summary"
        closed = folded and not self._is_open_fold
        self._open.append((tag, hidden or closed, bool(self.stop) and self.stop in classes))
        if tag == "details":
            self._is_open_fold = "open" in given

    _is_open_fold = False

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Passes by what holds nothing."""

    def handle_endtag(self, tag: str) -> None:
        """Comes out of it."""
        if all(each != tag for each, _hidden, _stops in self._open):
            return
        while self._open:
            name, _hidden, stops = self._open.pop()
            self.is_over = self.is_over or stops
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        """Reads what stands there."""
        inside = any(tag == "main" for tag, _hidden, _stops in self._open)
        if inside and not self.is_over and not any(hidden for _tag, hidden, _stops in self._open):
            self.words += WORD.findall(data)


def words_seen(page: str, until: str = "") -> int:
    """The words of a page's main part, without what is folded, hidden, or a choice of a list.

    Args:
        page: The page.
        until: Class of the element with which reading ends; none for the whole page.
    """
    reading = _Reading(until)
    reading.feed(page)
    return len(reading.words)
