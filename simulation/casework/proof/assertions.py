"""What a growing row of papers says: every assertion once, findable by its kind and by either end.

Nothing here looks from one accused: what papers show around a person is a `scene.Scene`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from simulation.casework.documents.document import Assertion, AssertionKind, Document
from simulation.kernel.entities import EntityKind

HOPS = 4
"""Accounts through which money from those who dealt with goods is followed (assumption)."""

CONTACT_TRACES = 2
"""Calls between two people from which they count as in touch for a group (assumption)."""

ENTRUSTED = (AssertionKind.HOLDS, AssertionKind.OWNS)
CONTROLS = (AssertionKind.DIRECTS, AssertionKind.OWNS)
_DEALT = (AssertionKind.CARRIED, AssertionKind.CONSIGNED)
_PREYED = (AssertionKind.EXPLOITED, AssertionKind.HARBOURED, AssertionKind.DECEIVED)

type Kinds = tuple[AssertionKind, ...]
"""Kinds of assertions, any of which is meant."""


class AssertionInPaper(NamedTuple):
    """An assertion, the paper that makes it, and its place among all that the papers say."""

    assertion: Assertion
    document: Document
    place: int


_SUBJECT, _OBJECT = attrgetter("assertion.subject"), attrgetter("assertion.object")


class _Ends:
    """What is said of one kind by one of the two ends, sorted when somebody asks: of most kinds nobody does."""

    def __init__(self, end: Callable[[AssertionInPaper], str]) -> None:
        """Start with nothing read.

        Args:
            end: Says which entity is at that end.
        """
        self._end = end
        self._read = 0
        self._said: dict[str, list[AssertionInPaper]] = defaultdict(list)

    def of(self, keys: AbstractSet[str], said: list[AssertionInPaper]) -> list[AssertionInPaper]:
        """What is said with any of these keys at this end, of all that is said of the kind by now."""
        end = self._end
        for each in said[self._read :]:
            self._said[end(each)].append(each)
        self._read = len(said)
        found = self._said
        return [each for key in keys & found.keys() for each in found[key]]


@dataclass(frozen=True, slots=True)
class Dealings:
    """What papers show whoever is accused.

    Attributes:
        goods: In what something illicit was found.
        movers: Who carried goods or got them, who preyed on people, and who controls such a company.
        accounts: Accounts of the movers.
        phones: Phones of the movers.
        dirty: The movers' accounts, and those that carry their money on.
    """

    goods: frozenset[str]
    movers: frozenset[str]
    accounts: frozenset[str]
    phones: frozenset[str]
    dirty: frozenset[str]


class Assertions:
    """All that some papers say."""

    def __init__(self, papers: Iterable[Document] = ()) -> None:
        """Read papers.

        Args:
            papers: The papers, in order of receipt.
        """
        self.papers: list[Document] = []
        self.kinds: dict[str, EntityKind] = {}
        self.speakers: set[str] = set()
        self.victims: set[str] = set()
        self._count = 0
        self._by_kind: dict[AssertionKind, list[AssertionInPaper]] = defaultdict(list)
        self._by_subject: dict[AssertionKind, _Ends] = {}
        self._by_object: dict[AssertionKind, _Ends] = {}
        self._transfers: set[tuple[str, ...]] = set()
        self._inflows: dict[str, dict[str, int]] = {}
        self._of_kind: dict[EntityKind, set[str]] = {}
        self._dealings: Dealings | None = None
        self._ties: dict[str, dict[str, set[str]]] | None = None
        for paper in papers:
            self.add(paper)

    def add(self, paper: Document) -> None:
        """Read one more paper."""
        self._dealings = self._ties = None
        self._of_kind.clear()
        self.papers.append(paper)
        for entity in paper.mentions:
            self.kinds[entity.key] = entity.kind
        for place, each in enumerate(paper.assertions, self._count):
            kind, subject, obj, _at, amount_minor, traces, source = each
            self._by_kind[kind].append(AssertionInPaper(each, paper, place))
            if source:
                self.speakers.add(source)
            if kind is AssertionKind.IDENTIFIED:
                self.victims.add(subject)
            elif kind is AssertionKind.PAID and traces not in self._transfers:
                self._transfers.add(traces)
                origins = self._inflows.setdefault(obj, {})
                origins[subject] = origins.get(subject, 0) + max(amount_minor, 1)
        self._count += len(paper.assertions)

    def between(
        self, kinds: Kinds, subjects: AbstractSet[str] | None, objects: AbstractSet[str] | None
    ) -> list[AssertionInPaper]:
        """What is said of these kinds from any of the subjects to any of the objects, in no order.

        Args:
            kinds: Kinds of assertions.
            subjects: Keys; None for any entity.
            objects: Keys; None for any entity.
        """
        if subjects is not None and (objects is None or len(subjects) <= len(objects)):
            near = [said for kind in kinds for said in self._from(kind, subjects)]
        elif objects is not None:
            near = [said for kind in kinds for said in self._to(kind, objects)]
        else:
            near = [said for kind in kinds for said in self._by_kind.get(kind, ())]
        return [
            said for said in near if _fits(said.assertion.subject, subjects) and _fits(said.assertion.object, objects)
        ]

    def _from(self, kind: AssertionKind, subjects: AbstractSet[str]) -> list[AssertionInPaper]:
        """What is said of a kind with any of these as the subject, in no order."""
        found = self._by_subject.get(kind) or self._by_subject.setdefault(kind, _Ends(_SUBJECT))
        return found.of(subjects, self._by_kind.get(kind, []))

    def _to(self, kind: AssertionKind, objects: AbstractSet[str]) -> list[AssertionInPaper]:
        """What is said of a kind with any of these as the object, in no order."""
        found = self._by_object.get(kind) or self._by_object.setdefault(kind, _Ends(_OBJECT))
        return found.of(objects, self._by_kind.get(kind, []))

    def of(self, kind: EntityKind) -> AbstractSet[str]:
        """Entities of a kind that the papers print."""
        if kind not in self._of_kind:
            self._of_kind[kind] = {key for key, own in self.kinds.items() if own is kind}
        return self._of_kind[kind]

    def objects(self, kinds: Kinds, subjects: AbstractSet[str], kind: EntityKind) -> set[str]:
        """Objects of a kind of entity that assertions of some kinds give to any of the subjects."""
        return {
            said.assertion.object
            for said_kind in kinds
            for said in self._from(said_kind, subjects)
            if self.kinds.get(said.assertion.object) is kind
        }

    def subjects(self, kinds: Kinds, objects: AbstractSet[str]) -> set[str]:
        """Subjects that assertions of some kinds bring to any of the objects."""
        return {
            said.assertion.subject
            for kind in kinds
            for said in self._by_kind.get(kind, ())
            if said.assertion.object in objects
        }

    def companies(self, people: AbstractSet[str]) -> set[str]:
        """Companies that people direct or own, themselves or through a company above."""
        found = fresh = self.objects(CONTROLS, people, EntityKind.COMPANY)
        while fresh:
            fresh = self.objects(CONTROLS, fresh, EntityKind.COMPANY) - found
            found = found | fresh
        return found

    def controllers(self, keys: AbstractSet[str]) -> set[str]:
        """Who directs or owns any of these, and who is behind a company that does."""
        found = fresh = self.subjects(CONTROLS, keys)
        while fresh:
            above = {key for key in fresh if self.kinds.get(key) is EntityKind.COMPANY}
            fresh = self.subjects(CONTROLS, above) - found if above else set()
            found = found | fresh
        return found

    def called(self, phones: AbstractSet[str]) -> set[str]:
        """Subscribers of phones that were in touch with these phones."""
        kinds = (AssertionKind.CALLED,)
        others = {said.assertion.object for said in self.between(kinds, phones, None)}
        others |= {said.assertion.subject for said in self.between(kinds, None, phones)}
        return self.subjects((AssertionKind.SUBSCRIBES,), others - phones)

    @property
    def dealings(self) -> Dealings:
        """What the papers show whoever is accused."""
        if self._dealings is None:
            self._dealings = self._deal()
        return self._dealings

    def _deal(self) -> Dealings:
        goods = self.subjects((AssertionKind.FOUND,), self.kinds.keys())
        movers = self.subjects(_DEALT, goods) | self.subjects(_PREYED, self.of(EntityKind.PERSON))
        movers |= self.controllers(movers)
        accounts = frozenset(self.objects(ENTRUSTED, movers, EntityKind.ACCOUNT))
        return Dealings(
            goods=frozenset(goods),
            movers=frozenset(movers),
            accounts=accounts,
            phones=frozenset(self.objects((AssertionKind.SUBSCRIBES,), movers, EntityKind.PHONE)),
            dirty=self._followed(accounts, frozenset()),
        )

    def dirty(self, stop: frozenset[str]) -> frozenset[str]:
        """Accounts that carry the money of the movers' accounts, when it is not followed through those in `stop`.

        An account carries it when at least half of what was paid in came from accounts that carry it, so that a shop
        where a front firm buys its paper does not.
        """
        known = self.dealings
        if stop.isdisjoint(known.dirty - known.accounts):
            return known.dirty
        return self._followed(known.accounts, stop)

    def _followed(self, start: frozenset[str], stop: frozenset[str]) -> frozenset[str]:
        reached = set(start)
        for _ in range(HOPS):
            fed = {account for account in self._inflows if self.is_fed(account, reached)} - reached - stop
            if not fed:
                break
            reached |= fed
        return frozenset(reached)

    def is_fed(self, account: str, dirty: AbstractSet[str]) -> bool:
        """Whether at least half of what was paid in, each transfer once, and something, came from these accounts."""
        origins = self._inflows.get(account, {})
        part = sum(amount for origin, amount in origins.items() if origin in dirty)
        return part > 0 and 2 * part >= sum(origins.values())

    @property
    def ties(self) -> dict[str, dict[str, set[str]]]:
        """By person, everybody who acts together with that person, with the papers that show it.

        Two people act together when one takes the other's orders, both control one company, or they called each other
        at least `CONTACT_TRACES` times.
        """
        if self._ties is None:
            self._ties = self._tie()
        return self._ties

    def _tie(self) -> dict[str, dict[str, set[str]]]:
        ties: dict[str, dict[str, set[str]]] = {}

        def tie(one: str, other: str, papers: AbstractSet[str]) -> None:
            ties.setdefault(one, {}).setdefault(other, set()).update(papers)
            ties.setdefault(other, {}).setdefault(one, set()).update(papers)

        for said in self._by_kind.get(AssertionKind.INSTRUCTED, ()):
            if said.assertion.object and EntityKind.NAME not in map(self.kinds.get, said.assertion[1:3]):
                tie(said.assertion.subject, said.assertion.object, {said.document.key})
        for known in self._heads().values():
            people = sorted(known)
            for place, one in enumerate(people):
                for other in people[place + 1 :]:
                    tie(one, other, known[one] | known[other])
        for (one, other), (traces, papers) in self._contacts().items():
            if len(traces) >= CONTACT_TRACES and one != other:
                tie(one, other, papers)
        return ties

    def _heads(self) -> dict[str, dict[str, set[str]]]:
        """By company, the people who direct or own it, themselves or through a company above, with what shows it."""
        heads: dict[str, dict[str, set[str]]] = {}
        for said in self.between(CONTROLS, None, self.of(EntityKind.COMPANY)):
            known = heads.setdefault(said.assertion.object, {})
            known.setdefault(said.assertion.subject, set()).add(said.document.key)
        for known in heads.values():
            above = [each for each in known if self.kinds.get(each) is EntityKind.COMPANY]
            seen = set(above)
            while above:
                papers = known.pop(firm := above.pop())
                for head, shown in list(heads.get(firm, {}).items()):
                    if head in seen:
                        continue
                    known.setdefault(head, set()).update(papers | shown)
                    if self.kinds.get(head) is EntityKind.COMPANY:
                        seen.add(head)
                        above.append(head)
        return heads

    def _contacts(self) -> dict[tuple[str, str], tuple[set[str], set[str]]]:
        """Pairs of people who called each other, with the calls and the papers that show it."""
        users: dict[str, set[str]] = {}
        for said in self._by_kind.get(AssertionKind.SUBSCRIBES, ()):
            users.setdefault(said.assertion.object, set()).add(said.assertion.subject)
        between: dict[tuple[str, str], tuple[set[str], set[str]]] = {}
        for said in self._by_kind.get(AssertionKind.CALLED, ()):
            for one in users.get(said.assertion.subject, ()):
                for other in users.get(said.assertion.object, ()):
                    traces, papers = between.setdefault((min(one, other), max(one, other)), (set(), set()))
                    traces.update(said.assertion.traces)
                    papers.add(said.document.key)
        return between


def _fits(entity: str, allowed: AbstractSet[str] | None) -> bool:
    return bool(entity) and (allowed is None or entity in allowed)
