"""Whether the chosen grounds connect what is asked for with the offence: a way over their links, target by target.

Grounds are documents that the seat chose from its file; their typed links are read, never their words, and none is
suggested or ranked.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class EvidenceLink:
    """A document that a request relies on.

    Attributes:
        document: Its key.
        links: Pairs of entity keys that it connects.
        is_lead: It is information, not evidence.
        needs_consent: Its originator has to agree before it is passed on, and has not.
    """

    document: str
    links: tuple[tuple[str, str], ...]
    is_lead: bool = False
    needs_consent: bool = False


class LinkStep(NamedTuple):
    """One link of a chain and the document that supports it."""

    origin: str
    target: str
    document: str
    is_lead: bool


@dataclass(frozen=True, slots=True)
class LinkChain:
    """How a target hangs together with the offence.

    Attributes:
        target: Entity key.
        is_linked: Whether anything links it.
        steps: The links from an object of the offence to the target; empty when the target is itself one.
    """

    target: str
    is_linked: bool
    steps: tuple[LinkStep, ...] = ()

    @property
    def path(self) -> tuple[str, ...]:
        """Entity keys from the offence's object to the target; empty when nothing links it."""
        if not self.is_linked:
            return ()
        return (*(step.origin for step in self.steps), self.target)

    @property
    def leads(self) -> tuple[LinkStep, ...]:
        """The links that rest on a lead."""
        return tuple(step for step in self.steps if step.is_lead)


def link_chain(
    grounds: tuple[EvidenceLink, ...], offence_objects: tuple[str, ...], targets: tuple[str, ...]
) -> tuple[LinkChain, ...]:
    """For each target the chain with the fewest leads, then the fewest links; ties by key.

    Args:
        grounds: The documents relied on.
        offence_objects: Entities that the offence is about: goods seized, containers, persons charged.
        targets: What the request asks about.
    """
    edges: dict[str, list[LinkStep]] = {}
    for ground in sorted(grounds, key=lambda ground: ground.document):
        for one, other in ground.links:
            edges.setdefault(one, []).append(LinkStep(one, other, ground.document, ground.is_lead))
            edges.setdefault(other, []).append(LinkStep(other, one, ground.document, ground.is_lead))
    reached = _reach(edges, offence_objects)
    return tuple(LinkChain(target, is_linked=target in reached, steps=reached.get(target, ())) for target in targets)


def _reach(edges: dict[str, list[LinkStep]], origins: tuple[str, ...]) -> dict[str, tuple[LinkStep, ...]]:
    """Best way from any origin to every entity that can be reached."""
    best: dict[str, tuple[LinkStep, ...]] = {}
    heap: list[tuple[int, int, tuple[str, ...], str, tuple[LinkStep, ...]]] = [
        (0, 0, (), origin, ()) for origin in sorted(set(origins))
    ]
    heapq.heapify(heap)
    while heap:
        leads, length, names, here, steps = heapq.heappop(heap)
        if here in best:
            continue
        best[here] = steps
        for step in edges.get(here, ()):
            if step.target not in best:
                trail = (*names, f"{step.origin}>{step.target}|{step.document}")
                heapq.heappush(heap, (leads + step.is_lead, length + 1, trail, step.target, (*steps, step)))
    return best
