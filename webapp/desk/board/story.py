"""The board as a story: one way over its links, step by step, with what stands beside it, in lanes by country."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from simulation.casework.documents.document import AssertionKind
from simulation.casework.file.links import Link, path_between
from simulation.exercise.board.views import LinkView
from simulation.kernel.entities import EntityKind
from webapp.desk.board.names import BoardNames
from webapp.desk.board.rows import BoardLinks, link_address
from webapp.desk.board.story_drawing import NARROW, WIDE, Drawer, StoryDrawing, address_of, shortened
from webapp.desk.documents.marks import PaperMark, paper_marks
from webapp.desk.readable import is_target

MOST = 20
"""So many stand in a story's drawing at most; the others are named below it."""
FEW = 8
"""So many stand in it on a phone where nothing is linked; else those on the way alone."""


@dataclass(frozen=True, slots=True)
class StoryStep:
    """A step of the way, as the list tells it."""

    number: int
    from_text: str
    link_text: str
    to_text: str
    when: str
    is_evidence: bool
    documents: tuple[PaperMark, ...]
    url: str
    part: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """A step that rests on leads alone, and whom a paper could be asked about that would close it."""

    number: int
    papers: tuple[PaperMark, ...]
    asks: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Story:
    """What the page tells.

    Attributes:
        title: Like `From QZZU 326162 to House in Merridale`; "" when nothing is linked.
        start: Number of where it begins, "" for none.
        goal: Number of where it ends.
        steps: The way.
        none_found: Two were asked for and nothing connects them.
        wide: The drawing for a screen.
        narrow: The same for a phone.
        beside: Names on the board that are in no drawing.
        shown: How many are drawn, and how many stand on the board.
    """

    title: str
    start: str
    goal: str
    steps: tuple[StoryStep, ...]
    gaps: tuple[Gap, ...]
    none_found: bool
    wide: StoryDrawing
    narrow: StoryDrawing
    beside: tuple[tuple[str, str], ...]
    summary: str


@dataclass(frozen=True)
class StoryTeller:
    """Makes a story from the board of a team."""

    names: BoardNames
    links: BoardLinks
    evidence_only: bool
    kept: Mapping[str, str]
    """What of the page's address stays when something is chosen."""

    def tell(self, start: str, goal: str, *, everything: bool, entity: str = "", link: str = "") -> Story:
        """The way between two, or the longest there is, and what stands beside it.

        Args:
            start: Key where it begins, "" for any.
            goal: Key where it ends, "" for any.
            everything: All that stands on the board is drawn.
            entity: Key of the node that is chosen.
            link: Address of the link that is chosen.
        """
        up = self.names.up
        views = self.links.on_board(evidence_only=self.evidence_only)
        asked = bool(start and goal)
        acts = tuple(view for view in views if view.kind != AssertionKind.STATED)
        ends, way = next(
            (
                (ends, way)
                for links, anywhere in ((acts, False), (acts, True), (views, True))
                for ends, way in (self._way(up, links, start, goal, anywhere=anywhere),)
                if way
            ),
            self._way(up, views, start, goal, anywhere=True),
        )
        order = _walked(ends[0], way) if ends and way is not None else ()
        drawn = tuple(up) if everything else self._drawn(up, views, order)
        drawer = Drawer(self.names, self.links, self.kept)
        few = drawn if everything else order or drawn[:FEW]
        wide = drawer.draw(drawn, order, views, way or (), entity, WIDE)
        narrow = drawer.draw(few, order, views, way or (), entity, NARROW)
        by_key = {view.key: view for view in views}
        steps = tuple(self._step(n, by_key[each.key], link) for n, each in enumerate(way or (), start=1))
        known = ends or ("", "")
        return Story(
            title=_("From %(start)s to %(goal)s", start=self.names.label(known[0]), goal=self.names.label(known[1]))
            if steps
            else "",
            start=str(self.names.number(known[0]) or ""),
            goal=str(self.names.number(known[1]) or ""),
            steps=steps,
            gaps=tuple(
                self._gap(n, by_key[each.key]) for n, each in enumerate(way or (), start=1) if not each.is_evidence
            ),
            none_found=asked and way is None,
            wide=wide,
            narrow=narrow,
            beside=tuple(
                (self.names.label(key), address_of(self.kept, entity=self.names.number(key)))
                for key in up
                if key not in drawn
            ),
            summary=_("%(shown)s of %(all)s entities drawn", shown=len(drawn), all=len(up)),
        )

    def _way(
        self, up: Sequence[str], views: Sequence[LinkView], start: str, goal: str, *, anywhere: bool
    ) -> tuple[tuple[str, str] | None, tuple[Link, ...] | None]:
        """From where to where it goes, and over which links; None for no way."""
        asked = bool(start and goal)
        first = up if anywhere and not start else self._first(up, start)
        ends = (self.names.one(start), self.names.one(goal)) if asked else _longest(up, views, first)
        return ends, path_between(map(_as_link, views), *ends) if ends else None

    def _first(self, up: Sequence[str], start: str) -> tuple[str, ...]:
        """Where a story may begin: where somebody said, else at goods, else anywhere."""
        if start:
            return (self.names.one(start),)
        goods = tuple(key for key in up if self.names.all_of(key)[0].kind is EntityKind.CONTAINER)
        return goods or tuple(up)

    def _drawn(self, up: Sequence[str], views: Sequence[LinkView], order: Sequence[str]) -> tuple[str, ...]:
        """Those on the way, then their neighbours, the best linked first, then others, up to the most."""
        degree: dict[str, int] = dict.fromkeys(up, 0)
        near: set[str] = set()
        for view in views:
            for one, other in ((view.a, view.b), (view.b, view.a)):
                degree[one] = degree.get(one, 0) + 1
                if other in order:
                    near.add(one)
        place = {key: at for at, key in enumerate(up)}
        others = sorted(
            (key for key in up if key not in order), key=lambda key: (key not in near, -degree[key], place[key])
        )
        return (*order, *others)[: max(MOST, len(order))]

    def _step(self, number: int, view: LinkView, chosen: str) -> StoryStep:
        row, address = self.links.row(view), link_address(view, self.names)
        return StoryStep(
            number,
            self.names.label(view.a),
            self.links.full_text(view),
            self.names.label(view.b),
            row.when if row is not None else "",
            view.is_evidence,
            paper_marks(view.documents, self.names.reader),
            address_of(self.kept, link=address),
            url_for("desk.link_part", link=address),
            is_chosen=address == chosen,
        )

    def _gap(self, number: int, view: LinkView) -> Gap:
        """What could be asked so that a step rests on evidence: about each end that has records, where it lies."""
        reader = self.names.reader
        asks = []
        for key in (view.a, view.b):
            entity = self.names.all_of(key)[0]
            if is_target(entity) and entity.country != reader.view.country:
                label = _(
                    "Ask %(country)s about %(name)s",
                    country=reader.country(entity.country),
                    name=shortened(entity.label),
                )
                asks.append((label, url_for("desk.new_request", target=self.names.number(key))))
        return Gap(number, paper_marks(view.documents, reader), tuple(asks))


def _as_link(view: LinkView) -> Link:
    return Link(view.key, view.a, view.b, view.kind, view.documents, view.is_evidence, view.is_claim)


def _walked(start: str, way: Sequence[Link]) -> tuple[str, ...]:
    """Who is met on a way, in order."""
    met = [start]
    for link in way:
        met.append(link.b if link.a == met[-1] else link.a)
    return tuple(met)


def _longest(up: Sequence[str], views: Sequence[LinkView], starts: Sequence[str]) -> tuple[str, str] | None:
    """The two that are farthest apart and still connected, the first by the order of the board; None without links."""
    near: dict[str, list[str]] = {}
    for view in views:
        near.setdefault(view.a, []).append(view.b)
        near.setdefault(view.b, []).append(view.a)
    place = {key: at for at, key in enumerate(up)}
    best: tuple[int, str, str] | None = None
    for start in starts:
        far = {start: 0}
        queue = [start]
        for here in queue:
            for there in near.get(here, ()):
                if there not in far:
                    far[there] = far[here] + 1
                    queue.append(there)
        goal = min(far, key=lambda key: (-far[key], place.get(key, 0)))
        if far[goal] and (best is None or far[goal] > best[0]):
            best = (far[goal], start, goal)
    return best[1:] if best is not None else None
