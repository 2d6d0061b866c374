"""A team's board as its pages show it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import NamedTuple

from simulation.casework.file.board import Board
from simulation.casework.file.case_file import CaseFile
from simulation.casework.file.link_index import LinkIndex
from simulation.casework.file.links import Link, link_key
from simulation.exercise.core.derived import KeptRow


class LinkView(NamedTuple):
    """A link of the board or of the file: solid when a document that is evidence supports it, dashed for a lead."""

    key: str
    a: str
    b: str
    kind: str
    documents: tuple[str, ...]
    is_evidence: bool
    on_board: bool
    is_claim: bool


@dataclass(frozen=True, slots=True)
class BoardView:
    """The team's board.

    Attributes:
        entities: Keys of entities on the board with the claim's key: (entity, claim).
        links: Links between entities of the file; `on_board` when both ends are on it.
        merged: Pairs said to be one.
        version: For `seen`.
    """

    entities: tuple[tuple[str, str], ...]
    links: tuple[LinkView, ...]
    merged: tuple[tuple[str, str], ...]
    version: int


class Drawn:
    """What links are read from: the papers of a file and its board."""

    def __init__(self, file: CaseFile) -> None:
        """Of this file."""
        self._file = file

    @property
    def revision(self) -> int:
        """How often one of them has changed."""
        return self._file.filed.revision + self._file.board.revision

    @property
    def board(self) -> Board:
        """The board."""
        return self._file.board

    @property
    def read_off(self) -> LinkIndex:
        """The links that papers alone show."""
        return self._file.read_off

    def links(self) -> tuple[Link, ...]:
        """All links, read off the papers or claimed."""
        return self._file.links()


class BoardMaker:
    """Makes the board of a file, and of its links those anew that changed."""

    def __init__(self) -> None:
        """Begin with no links."""
        self._read_off = _ReadOff()
        self._drawn: tuple[frozenset[str], frozenset[str]] | None = None
        self._links: KeptRow[Link, LinkView] = KeptRow()

    def __call__(self, drawn_on: Drawn) -> BoardView:
        """The board, and the links between all that the file knows of."""
        board, links = drawn_on.board, drawn_on.links()
        if not board.entities and not board.links:
            return BoardView((), self._read_off.views_of(drawn_on.read_off), board.merged, board.version)
        same = board.same()
        up = {same.get(claim.a, claim.a) for claim in board.entities}
        claimed = {link_key(each.kind, same.get(each.a, each.a), same.get(each.b, each.b)) for each in board.links}
        drawn = frozenset(link.key for link in links if link.a in up and link.b in up) if up else frozenset()
        own = frozenset(link.key for link in links if link.key in claimed) if claimed else frozenset()
        if self._drawn != (drawn, own):
            self._drawn, self._links = (drawn, own), KeptRow()
        return BoardView(
            entities=tuple((claim.a, claim.key) for claim in board.entities),
            links=self._links.show([(link.key, link) for link in links], lambda link: _link(link, drawn, own)),
            merged=board.merged,
            version=board.version,
        )


@dataclass(slots=True)
class _ReadOff:
    """Links that papers alone show, as they were last shown, sorted by key."""

    beginnings: int = 0
    seen: int = 0
    keys: list[str] = field(default_factory=list)
    views: list[LinkView] = field(default_factory=list)
    shown: tuple[LinkView, ...] = ()

    def views_of(self, index: LinkIndex) -> tuple[LinkView, ...]:
        """The links of a file on whose board nothing was drawn: those that changed are shown anew."""
        if self.beginnings != index.beginnings:
            self.beginnings, self.seen, self.keys, self.views = index.beginnings, 0, [], []
        if self.seen == len(index.changed) and self.seen:
            return self.shown
        for key in dict.fromkeys(index.changed[self.seen :]):
            place = bisect_left(self.keys, key)
            view = _link(index.link(key), frozenset(), frozenset())
            if place < len(self.keys) and self.keys[place] == key:
                self.views[place] = view
            else:
                self.keys.insert(place, key)
                self.views.insert(place, view)
        self.seen, self.shown = len(index.changed), tuple(self.views)
        return self.shown


def _link(link: Link, drawn: frozenset[str], own: frozenset[str]) -> LinkView:
    is_claim = link.is_claim or link.key in own
    return LinkView(link.key, link.a, link.b, link.kind, link.documents, link.is_evidence, link.key in drawn, is_claim)
