"""The links of a growing file: each new paper changes only the links of what it speaks of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice

from simulation.casework.documents.document import Assertion, Document
from simulation.casework.file.links import Ends, Link, link_key


class LinkIndex:
    """What `links.derive` gives, kept up to date paper by paper; derived, so it is not copied.

    Attributes:
        changed: Keys of links in the order in which they were made or made anew.
        beginnings: How often all was read from the beginning: then `changed` begins anew.
    """

    def __init__(self) -> None:
        """Start with no papers."""
        self.beginnings = 0
        self._begin(0)

    def _begin(self, version: int) -> None:
        self.beginnings += 1
        self.changed: list[str] = []
        self._read = 0
        self._version = version
        self._tied: dict[Ends, _Tied] = {}
        self._keys: list[str] = []
        self._links: list[Link] = []

    def links(self, documents: Iterable[Document], version: int, same: Mapping[str, str]) -> tuple[Link, ...]:
        """All links that papers show, sorted by key.

        Args:
            documents: Papers in order of receipt.
            version: As long as it is the same, papers were only added and the same entities are one.
            same: Entities that the team says are another one: key to the key that stands for both.
        """
        if version != self._version:
            self._begin(version)
        touched: dict[Ends, _Tied] = {}
        for document in islice(documents, self._read, None):
            self._read += 1
            for assertion in document.assertions:
                kind, a, b = assertion[:3]
                if same:
                    a, b = same.get(a, a), same.get(b, b)
                if a and b and a != b:
                    ends: Ends = (kind, a, b)
                    tied = self._tied.get(ends)
                    if tied is None:
                        tied = self._tied[ends] = _Tied()
                    tied.add(document, assertion)
                    touched[ends] = tied
        for ends, tied in touched.items():
            self._put(tied.link(*ends))
        return tuple(self._links)

    def link(self, key: str) -> Link:
        """The link with this key as it was last made."""
        return self._links[bisect_left(self._keys, key)]

    def _put(self, link: Link) -> None:
        place = bisect_left(self._keys, link.key)
        if place < len(self._keys) and self._keys[place] == link.key:
            self._links[place] = link
        else:
            self._keys.insert(place, link.key)
            self._links.insert(place, link)
        self.changed.append(link.key)

    def __getstate__(self) -> dict[str, object]:
        """Nothing goes into a copy: it is made anew from the papers."""
        return LinkIndex().__dict__


@dataclass(slots=True)
class _Tied:
    """All that papers say of one kind about the same two entities, summed up as in `links.link_of`."""

    documents: dict[str, None] = field(default_factory=dict)
    stands: bool = False
    traces: set[str] = field(default_factory=set)
    amounts: dict[tuple[str, ...], int] = field(default_factory=dict)
    amount: int = 0
    first: int | None = None
    last: int | None = None

    def add(self, document: Document, said: Assertion) -> None:
        """Take in one more assertion."""
        self.documents[document.key] = None
        self.stands = self.stands or document.use.stands
        self.traces.update(said.traces)
        self.amount += said.amount_minor - self.amounts.get(said.traces, 0)
        self.amounts[said.traces] = said.amount_minor
        if said.at is not None:
            self.first = said.at if self.first is None else min(self.first, said.at)
            self.last = said.at if self.last is None else max(self.last, said.at)

    def link(self, kind: str, a: str, b: str) -> Link:
        """The link that they make."""
        return Link(
            key=link_key(kind, a, b),
            a=a,
            b=b,
            kind=kind,
            documents=tuple(self.documents),
            is_evidence=self.stands,
            count=len(self.traces),
            amount_minor=self.amount,
            first=self.first,
            last=self.last,
        )
