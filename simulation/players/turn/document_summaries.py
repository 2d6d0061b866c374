"""What one paper says, summed up once: who is named, who paid whom how much, who called whom how often."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from simulation.casework.documents.document import AssertionKind, Document
from simulation.casework.file.last_seen import sightings

TELLS_WHOSE = frozenset({AssertionKind.SUBSCRIBES, AssertionKind.HOLDS, AssertionKind.OWNS, AssertionKind.DIRECTS})
"""Kinds of statements that say whose their object is."""

KEPT = 8192
"""Papers whose summary is kept; a summary is a function of its paper alone, so this changes no decision."""


@dataclass(frozen=True, slots=True)
class Flow:
    """Money from one account to another as one paper shows it.

    Attributes:
        payer: Account that paid.
        payee: Account that was paid.
        amount_minor: Sum in minor units.
        last: Time of the last payment, in seconds since the scenario's start.
    """

    payer: str
    payee: str
    amount_minor: int
    last: int


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """The summary of a paper.

    Attributes:
        names: Keys of all entities that it prints.
        flows: Payments by pair of accounts.
        calls: Calls by pair of phones: (caller, called, number).
        first: Time of the first act that it records, None when it gives no time.
        last: Time of the last one.
        seen: By entity that it puts somewhere, when that was last and where; the date of issue where it gives no time.
        whose: Of what it says whose that is, with the kind of statement.
    """

    names: frozenset[str]
    flows: tuple[Flow, ...]
    calls: tuple[tuple[str, str, int], ...]
    first: int | None
    last: int | None
    seen: tuple[tuple[str, tuple[int, str]], ...]
    whose: frozenset[tuple[AssertionKind, str]]


class ByIdentity[T]:
    """A value as a key of a memory: the same object by its own key, never compared in full."""

    __slots__ = ("key", "value")

    def __init__(self, key: str, value: T) -> None:
        """Wrap it.

        Args:
            key: A key that equal values share.
            value: The value.
        """
        self.key = key
        self.value = value

    def __hash__(self) -> int:
        return self.key.__hash__()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ByIdentity) and other.value is self.value


def summary_of(document: Document) -> DocumentSummary:
    """The summary of a paper."""
    return _sum_up(ByIdentity(document.key, document))


@lru_cache(maxsize=KEPT)
def _sum_up(paper: ByIdentity[Document]) -> DocumentSummary:
    document = paper.value
    flows: dict[tuple[str, str], tuple[int, int]] = {}
    calls: dict[tuple[str, str], int] = {}
    times: list[int] = []
    for said in document.assertions:
        if said.at is not None:
            times.append(said.at)
        pair = (said.subject, said.object)
        if said.kind is AssertionKind.PAID:
            amount, last = flows.get(pair, (0, said.at or 0))
            flows[pair] = (amount + said.amount_minor, max(last, said.at or 0))
        elif said.kind is AssertionKind.CALLED:
            calls[pair] = calls.get(pair, 0) + 1
    return DocumentSummary(
        names=frozenset(entity.key for entity in document.mentions),
        flows=tuple(Flow(payer, payee, amount, last) for (payer, payee), (amount, last) in flows.items()),
        calls=tuple((caller, called, count) for (caller, called), count in calls.items()),
        first=min(times, default=None),
        last=max(times, default=None),
        seen=tuple(sightings(document).items()),
        whose=frozenset((said.kind, said.object) for said in document.assertions if said.kind in TELLS_WHOSE),
    )
