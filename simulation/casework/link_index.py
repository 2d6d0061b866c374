"""The links of a growing file: each new paper changes only the links of what it speaks of."""

from __future__ import annotations

from collections.abc import Mapping
from operator import is_

from simulation.casework.documents import Assertion, Document
from simulation.casework.links import Ends, Link, link_of


class LinkIndex:
    """What `links.derive` gives, kept up to date paper by paper; derived, so it is not copied."""

    def __init__(self) -> None:
        """Start with no papers."""
        self._papers: tuple[Document, ...] = ()
        self._same: dict[str, str] = {}
        self._said: dict[Ends, list[tuple[Document, Assertion]]] = {}
        self._links: dict[str, Link] = {}
        self._order: list[str] = []

    def links(self, documents: tuple[Document, ...], same: Mapping[str, str]) -> tuple[Link, ...]:
        """All links that papers show, sorted by key.

        Args:
            documents: Papers in order of receipt.
            same: Entities that the team says are another one: key to the key that stands for both.
        """
        known = len(self._papers)
        is_longer = all(map(is_, self._papers, documents))
        if len(documents) < known or not is_longer or self._same != same:
            self._said.clear()
            self._links.clear()
            self._order.clear()
            self._same = dict(same)
            known = 0
        touched: dict[Ends, None] = {}
        for document in documents[known:]:
            for assertion in document.assertions:
                a, b = same.get(assertion.subject, assertion.subject), same.get(assertion.object, assertion.object)
                if a and b and a != b:
                    ends: Ends = (assertion.kind, a, b)
                    self._said.setdefault(ends, []).append((document, assertion))
                    touched[ends] = None
        for ends in touched:
            link = link_of(*ends, self._said[ends])
            if link.key not in self._links:
                self._order.append(link.key)
            self._links[link.key] = link
        self._order.sort()
        self._papers = documents
        return tuple(self._links[key] for key in self._order)

    def __getstate__(self) -> dict[str, object]:
        """Nothing goes into a copy: it is made anew from the papers."""
        return {"_papers": (), "_same": {}, "_said": {}, "_links": {}, "_order": []}
