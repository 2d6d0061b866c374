"""The drawing of a story: names in the lanes of their countries, all links between two as one line, its words free."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlencode

from flask import url_for

from simulation.casework.file.links import LINKED, Link
from simulation.exercise.board.views import LinkView
from simulation.kernel.entities import EntityKind
from webapp.desk.board.lanes import Covered, Lanes, Place, arrange, clipped, words_at
from webapp.desk.board.names import BoardNames
from webapp.desk.board.rows import BoardLinks, link_address
from webapp.desk.readable import CODES, entity_kind

LETTERS = 20
"""Letters of a name that fit under its mark."""
WIDE, NARROW = (5, 800), (2, 344)
"""Columns and width of the drawing for a screen and for a phone."""
FREE = 30
"""Free space between a mark and the end of a line."""


@dataclass(frozen=True, slots=True)
class StoryNode:
    """Somebody or something in the drawing."""

    number: int
    kind: str
    name: str
    line: str
    full: str
    is_evidence: bool
    on_way: bool
    is_chosen: bool
    url: str
    part: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """All links between two, as one line: from the first to the second, or both ways."""

    x1: int
    y1: int
    x2: int
    y2: int
    is_evidence: bool
    step: int
    arrow: bool
    full: str
    text: str
    text_x: int
    text_y: int
    badge_x: int
    badge_y: int
    url: str
    part: str


@dataclass(frozen=True, slots=True)
class StoryLane:
    """The lane of a country."""

    name: str
    y: int
    height: int


@dataclass(frozen=True, slots=True)
class StoryDrawing:
    """The drawing, ready for the page."""

    width: int
    height: int
    lanes: tuple[StoryLane, ...]
    lines: tuple[DrawnLine, ...]
    nodes: tuple[StoryNode, ...]


@dataclass(frozen=True)
class Drawer:
    """Draws a part of a team's board; `kept` is what of the page's address stays when something is chosen."""

    names: BoardNames
    links: BoardLinks
    kept: Mapping[str, str]

    def draw(
        self,
        drawn: Sequence[str],
        order: Sequence[str],
        views: Sequence[LinkView],
        way: Sequence[Link],
        chosen: str,
        size: tuple[int, int],
    ) -> StoryDrawing:
        """The drawing of some of the board.

        Args:
            drawn: Keys of who is drawn.
            order: Keys of those on the way.
            views: Links of the board.
            way: The way, step by step.
            chosen: Key of who is chosen, "" for nobody.
            size: Columns and width.
        """
        columns, width = size
        at = {key: place for place, key in enumerate(drawn)}
        pairs = _pairs(view for view in views if view.a in at and view.b in at)
        countries = self._lanes(drawn)
        lanes = arrange(
            tuple(tuple(at[key] for key in keys) for keys in countries.values()),
            tuple((at[a], at[b]) for a, b in pairs),
            columns,
            width,
        )
        steps = {frozenset((each.a, each.b)): number for number, each in enumerate(way, start=1)}
        taken = [place.covers for place in lanes.places]
        ordered = sorted(pairs.items(), key=lambda item: steps.get(frozenset(item[0]), 99))
        lines = tuple(self._line(ends, found, at, lanes, steps, taken) for ends, found in ordered)
        solid = {key for view in views if view.is_evidence for key in (view.a, view.b)}
        nodes = tuple(
            replace(
                self._node(key, lanes.places[place]),
                is_evidence=key in solid,
                on_way=key in order,
                is_chosen=key == chosen,
            )
            for place, key in enumerate(drawn)
        )
        return StoryDrawing(
            width,
            max(lanes.height, 160),
            tuple(
                StoryLane(self.names.reader.country(code), top, high)
                for code, (top, high) in zip(countries, lanes.tops, strict=True)
            ),
            lines,
            nodes,
        )

    def _lanes(self, drawn: Sequence[str]) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for key in drawn:
            found.setdefault(self.names.all_of(key)[0].country, []).append(key)
        return found

    def _node(self, key: str, place: Place) -> StoryNode:
        entity, reader = self.names.all_of(key)[0], self.names.reader
        number = self.names.number(key) or 0
        full = self.names.label(key)
        name = f"{entity.label[:4]} …{entity.label[-4:]}" if entity.kind is EntityKind.ACCOUNT else entity.label
        holder = self._holders.get(key, "") if entity.kind in CODES else ""
        line = holder or reader.entities.mark_of(entity) or entity_kind(entity.kind)
        return StoryNode(
            number,
            entity.kind.value,
            shortened(name),
            shortened(line, LETTERS + 3),
            f"{full}, {entity_kind(entity.kind)}, {reader.country(entity.country)}",
            is_evidence=True,
            on_way=False,
            is_chosen=False,
            url=address_of(self.kept, entity=number),
            part=url_for("desk.entity_part", number=number),
            x=place.x,
            y=place.y,
        )

    @cached_property
    def _holders(self) -> Mapping[str, str]:
        """Whose accounts and phones are, as the file says."""
        return {
            link.b: self.names.label(link.a)
            for link in self.names.reader.view.board.links
            if link.kind in {"holds", "subscribes"} and self.names.all_of(link.a)
        }

    def _line(
        self,
        ends: tuple[str, str],
        found: Sequence[LinkView],
        at: Mapping[str, int],
        lanes: Lanes,
        steps: Mapping[frozenset[str], int],
        taken: list[Covered],
    ) -> DrawnLine:
        a, b = ends
        one, other = lanes.places[at[a]], lanes.places[at[b]]
        step = steps.get(frozenset(ends), 0)
        strongest = max(found, key=lambda each: (bool(self.links.amount(each)), each.is_evidence))
        papers = [label for label in map(self.names.reader.documents.label_of, strongest.documents) if label]
        text = ", ".join(filter(None, (self.links.text(strongest), papers[0] if papers else "")))
        told = "; ".join(
            f"{self.names.label(each.a)} {self.links.full_text(each)} {self.names.label(each.b)}" for each in found
        )
        address = link_address(strongest, self.names)
        badge = words_at(one, other, 3, taken, needed=True) if step else None
        spot = words_at(one, other, len(text), taken, needed=False)
        x1, y1, x2, y2 = clipped(one, other, FREE)
        return DrawnLine(
            x1,
            y1,
            x2,
            y2,
            is_evidence=any(each.is_evidence for each in found),
            step=step,
            arrow=all(each.a == a and each.kind != LINKED for each in found),
            full=told,
            text=text if spot else "",
            text_x=spot[0] if spot else 0,
            text_y=spot[1] if spot else 0,
            badge_x=badge[0] if badge else 0,
            badge_y=badge[1] if badge else 0,
            url=address_of(self.kept, link=address),
            part=url_for("desk.link_part", link=address),
        )


def address_of(kept: Mapping[str, str], **chosen: str | int | None) -> str:
    """The board's address with what is chosen on it."""
    values = {key: str(value) for key, value in {**kept, **chosen}.items() if value is not None}
    return f"{url_for('desk.board')}?{urlencode(values)}#board-side"


def shortened(name: str, letters: int = LETTERS) -> str:
    """A name as far as it fits."""
    return name if len(name) <= letters else f"{name[: letters - 1]}…"


def _pairs(views: Iterable[LinkView]) -> dict[tuple[str, str], list[LinkView]]:
    """Links by the two that they connect, in the direction of the first of them."""
    found: dict[tuple[str, str], list[LinkView]] = {}
    for view in views:
        ends = (view.b, view.a) if (view.b, view.a) in found else (view.a, view.b)
        found.setdefault(ends, []).append(view)
    return found
