"""Ways of papers from an entity to what an offence hangs on: the strongest one, found again only when it may differ.

A way depends on the links around the entities that were passed in looking for it, and on nothing else of the file.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from typing import Any

from simulation.exercise.board.views import LinkView
from simulation.players.turn.file_index import Gathered

type Passed = tuple[tuple[str, tuple[LinkView, ...]], ...]
"""Entities around which links were followed, with these links."""

_COST_EVIDENCE, _COST_LEAD, _COST_CONSENT = 1, 3, 9


@dataclass(frozen=True, slots=True)
class _Way:
    """A way as it was found.

    Attributes:
        papers: The papers along it.
        end: What of the offence it leads to, "" when it leads nowhere.
        passed: The entities around which links were followed, with these links.
    """

    papers: tuple[str, ...]
    end: str
    passed: Passed


class Ways:
    """The ways of one file, good for as long as what was gathered from it only grows.

    Attributes:
        around: What lines of work found by following links (see `turn.findings`), with those that they followed.
    """

    def __init__(self, gathered: Gathered) -> None:
        """Start without any.

        Args:
            gathered: What papers and links say.
        """
        self.around: dict[object, dict[str, tuple[Any, Passed]]] = {}
        self._gathered = gathered
        self._known: dict[str, _Way] = {}
        self._steps: dict[str, tuple[LinkView, int, str]] = {}
        self._own: dict[str, tuple[int, str]] = {}

    def chain(self, target: str, anchors: frozenset[str]) -> tuple[str, ...]:
        """Papers that lead from an offence to a target, one that names the target first; () when none does.

        Args:
            target: Key of an entity.
            anchors: What the offence hangs on.
        """
        own = self._own_paper(target)
        if target in anchors:
            return own
        way = self._known.get(target)
        if way is None or not self._holds(way, anchors):
            way = self._known[target] = self._find(target, anchors)
        return tuple(dict.fromkeys((*own, *way.papers))) if way.end else ()

    def _holds(self, way: _Way, anchors: frozenset[str]) -> bool:
        if way.end and way.end not in anchors:
            return False
        links_of = self._gathered.links_of
        return all(entity not in anchors and links_of(entity) is links for entity, links in way.passed)

    def _find(self, target: str, anchors: frozenset[str]) -> _Way:
        heap: list[tuple[int, int, int, tuple[str, ...], str]] = [(0, 0, 0, (), target)]
        passed: dict[str, tuple[LinkView, ...]] = {}
        pushed = 0
        while heap:
            cost, steps, _, papers, here = heapq.heappop(heap)
            if here in anchors:
                return _Way(papers, here, tuple(passed.items()))
            if here in passed:
                continue
            passed[here] = self._gathered.links_of(here)
            for link in passed[here]:
                there = link.b if link.a == here else link.a
                if there and there not in passed:
                    price, paper = self._step(link)
                    pushed += 1
                    heapq.heappush(heap, (cost + price, steps + 1, pushed, (*papers, paper), there))
        return _Way((), "", tuple(passed.items()))

    def _step(self, link: LinkView) -> tuple[int, str]:
        """The strongest paper that supports a link, and its price."""
        known = self._steps.get(link.key)
        if known is None or known[0] is not link:
            paper = min(link.documents, key=self._price)
            known = self._steps[link.key] = (link, self._price(paper), paper)
        return known[1], known[2]

    def _own_paper(self, target: str) -> tuple[str, ...]:
        naming = self._gathered.naming.get(target)
        if not naming:
            return ()
        known = self._own.get(target)
        if known is None or known[0] != len(naming):
            known = self._own[target] = (len(naming), min((paper.key for paper in naming), key=self._price))
        return (known[1],)

    def _price(self, key: str) -> int:
        use = self._gathered.papers[key].document.use
        if use.needs_consent:
            return _COST_CONSENT
        return _COST_EVIDENCE if use.stands else _COST_LEAD
