"""Legal texts on a page: each element marked as one has, within it, where it stands and how sure we are."""

from __future__ import annotations

from html.parser import HTMLParser

TEXT, SOURCE = "r-law-text", "r-law-source"
VOID = frozenset({"input", "br", "img", "hr", "meta", "link", "source", "col", "wbr", "area", "base", "embed", "track"})


class _Reader(HTMLParser):
    """Follows the open elements; `bare` are marked ones that closed without a source, `seen` all that closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, frozenset[str]]] = []
        self.marked: list[tuple[int, str, bool]] = []
        self.bare: list[str] = []
        self.seen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        classes = frozenset((dict(attrs).get("class") or "").split())
        self.open.append((tag, classes))
        if TEXT in classes:
            self.marked.append((len(self.open), "", False))

    def handle_endtag(self, tag: str) -> None:
        while self.open:
            name, _ = self.open.pop()
            if self.marked and self.marked[-1][0] == len(self.open) + 1:
                _, text, has_source = self.marked.pop()
                self.seen += 1
                if not has_source:
                    self.bare.append(" ".join(text.split())[:80])
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        within = bool(data.strip()) and any(SOURCE in classes for _, classes in self.open)
        self.marked = [(depth, text + data, has or within) for depth, text, has in self.marked]


def unsourced(page: str) -> tuple[int, list[str]]:
    """How many legal texts a page has, and those without a source."""
    reader = _Reader()
    reader.feed(page)
    return reader.seen, reader.bare
