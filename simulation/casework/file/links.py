"""Links between entities as the papers show them, and the way from one entity to another over links.

A link is every assertion of one kind between the same two entities, with the papers that support it. The same transfer
in both parties' statements is one transfer.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from simulation.casework.documents.document import Assertion, Document

LINKED = "linked"
"""Kind of a link that a team claims without saying how; the other kinds are those of assertions."""

type Ends = tuple[str, str, str]
"""Kind of assertion, subject and object: what makes a link one link."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two entities and what the file says of them.

    Attributes:
        key: `<kind>/<a>/<b>`.
        a: Subject's key.
        b: Object's key.
        kind: Kind of assertion, or `linked`.
        documents: Keys of the papers that support it, in order of receipt.
        is_evidence: Whether a paper that stands as evidence supports it; False: pencil.
        is_claim: Whether the team drew it; False: read off the papers.
        count: How many traces it rests on, each once.
        amount_minor: Money that went, each transfer once.
        first: Time of the first act, None if no paper gives one.
        last: Time of the last act.
    """

    key: str
    a: str
    b: str
    kind: str
    documents: tuple[str, ...]
    is_evidence: bool
    is_claim: bool = False
    count: int = 0
    amount_minor: int = 0
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class GroundLinks:
    """What one paper chosen as a ground connects, for the nexus check.

    Attributes:
        document: Its key.
        links: Pairs of entity keys, sorted.
        is_lead: It does not stand as evidence.
        needs_consent: Its originator has to be asked before it is shown or cited.
    """

    document: str
    links: tuple[tuple[str, str], ...]
    is_lead: bool
    needs_consent: bool


def link_key(kind: str, a: str, b: str) -> str:
    """Key of the link of this kind from a to b."""
    return f"{kind}/{a}/{b}"


def derive(documents: Iterable[Document], same: Mapping[str, str] | None = None) -> tuple[Link, ...]:
    """All links that papers show, sorted by key.

    Args:
        documents: Papers in order of receipt.
        same: Entities that the team says are another one: key to the key that stands for both.
    """
    one = same or {}
    gathered: dict[Ends, list[tuple[Document, Assertion]]] = {}
    for document in documents:
        for assertion in document.assertions:
            a, b = one.get(assertion.subject, assertion.subject), one.get(assertion.object, assertion.object)
            if a and b and a != b:
                gathered.setdefault((assertion.kind, a, b), []).append((document, assertion))
    return tuple(link_of(*ends, found) for ends, found in sorted(gathered.items()))


def link_of(kind: str, a: str, b: str, found: list[tuple[Document, Assertion]]) -> Link:
    """The link between two entities, from everything that papers say of this kind about them, in order of receipt."""
    amounts = {assertion.traces: assertion.amount_minor for _, assertion in found}
    times = sorted(assertion.at for _, assertion in found if assertion.at is not None)
    return Link(
        key=link_key(kind, a, b),
        a=a,
        b=b,
        kind=kind,
        documents=tuple(dict.fromkeys(document.key for document, _ in found)),
        is_evidence=any(document.use.stands for document, _ in found),
        count=len({trace for _, assertion in found for trace in assertion.traces}),
        amount_minor=sum(amounts.values()),
        first=times[0] if times else None,
        last=times[-1] if times else None,
    )


def grounds_of(documents: Iterable[Document]) -> tuple[GroundLinks, ...]:
    """What each paper connects: the input of the check that links offence and target."""
    return tuple(
        GroundLinks(
            document=document.key,
            links=tuple(sorted({(said.subject, said.object) for said in document.assertions if said.object})),
            is_lead=not document.use.stands,
            needs_consent=document.use.needs_consent,
        )
        for document in documents
    )


def path_between(links: Iterable[Link], start: str, end: str) -> tuple[Link, ...] | None:
    """The way from one entity to another: fewest leads, then fewest links, then by key; links are walked both ways.

    Returns:
        The links in walking order, () when start is end, None when nothing connects the two.
    """
    neighbours: dict[str, list[Link]] = {}
    for link in sorted(links, key=lambda each: each.key):
        neighbours.setdefault(link.a, []).append(link)
        neighbours.setdefault(link.b, []).append(link)
    by_key = {link.key: link for known in neighbours.values() for link in known}
    heap: list[tuple[int, int, tuple[str, ...], str]] = [(0, 0, (), start)]
    reached: set[str] = set()
    while heap:
        leads, steps, keys, here = heapq.heappop(heap)
        if here == end:
            return tuple(by_key[key] for key in keys)
        if here in reached:
            continue
        reached.add(here)
        for link in neighbours.get(here, []):
            there = link.b if link.a == here else link.a
            if there not in reached:
                heapq.heappush(heap, (leads + (not link.is_evidence), steps + 1, (*keys, link.key), there))
    return None
