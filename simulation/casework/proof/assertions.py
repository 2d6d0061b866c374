"""What a growing row of papers says: every assertion once, findable by its kind and by either end.

Nothing here looks from one accused: what papers show around a person is a `scene.Scene`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import islice

from simulation.casework.documents.document import AssertionInPaper, AssertionKind, ByEntity, Document, Said, summed
from simulation.kernel.entities import EntityKind

HOPS = 4
"""Accounts through which money from those who dealt with goods is followed (assumption)."""

CONTACT_TRACES = 2
"""Calls between two people from which they count as in touch for a group (assumption)."""

ENTRUSTED = (AssertionKind.HOLDS, AssertionKind.OWNS)
CONTROLS = (AssertionKind.DIRECTS, AssertionKind.OWNS)
_DEALT = (AssertionKind.CARRIED, AssertionKind.CONSIGNED)
_PREYED = (AssertionKind.EXPLOITED, AssertionKind.HARBOURED, AssertionKind.DECEIVED)

SHOW_TIES = frozenset({AssertionKind.INSTRUCTED, AssertionKind.CALLED, AssertionKind.SUBSCRIBES, *CONTROLS})
"""What is said that shows who acts together; nothing else changes it."""

SHOW_MOVERS = frozenset({AssertionKind.FOUND, *_DEALT, *_PREYED, *CONTROLS})
"""What is said that shows who deals with goods or preys on people."""

_SHOW_DEALINGS = SHOW_MOVERS | {AssertionKind.SUBSCRIBES, *ENTRUSTED}
_SHOW_CARRIERS = _SHOW_DEALINGS | {AssertionKind.PAID}

type Kinds = tuple[AssertionKind, ...]
"""Kinds of assertions, any of which is meant."""


class _Ends:
    """What is said of one kind by one of the two ends, sorted when somebody asks: of most kinds nobody does."""

    def __init__(self, end: Callable[[Said, AssertionKind], ByEntity], kind: AssertionKind) -> None:
        """Start with nothing read.

        Args:
            end: What a paper says of a kind, by the entity at that end.
            kind: The kind.
        """
        self._end, self._kind = end, kind
        self._read = 0
        self._said: dict[str, list[AssertionInPaper]] = defaultdict(list)

    def of(self, keys: AbstractSet[str], papers: list[Document]) -> list[AssertionInPaper]:
        """What is said with any of these keys at this end, in all papers that say something of the kind by now."""
        found = self._said
        if self._read < len(papers):
            for paper in islice(papers, self._read, None):
                for key, said in self._end(paper.said, self._kind).items():
                    found[key] += said
            self._read = len(papers)
        return [each for key in keys & found.keys() for each in found[key]]


@dataclass(frozen=True, slots=True)
class Dealings:
    """What papers show whoever is accused.

    Attributes:
        goods: In what something illicit was found.
        movers: Who carried goods or got them, who preyed on people, and who controls such a company.
        accounts: Accounts of the movers.
        phones: Phones of the movers.
    """

    goods: frozenset[str]
    movers: frozenset[str]
    accounts: frozenset[str]
    phones: frozenset[str]


class _Flows:
    """Money that papers show moving between accounts, each transfer once.

    Attributes:
        inward: By account, what came in from each other account, in minor units.
        onward: By account, to which others something went.
    """

    def __init__(self) -> None:
        """Start with nothing read."""
        self.inward: dict[str, dict[str, int]] = {}
        self.onward: dict[str, set[str]] = {}
        self._read = 0
        self._transfers: set[tuple[str, ...]] = set()

    def take_in(self, papers: list[Document]) -> None:
        """Read what is new of all papers that speak of payments."""
        for paper in islice(papers, self._read, None):
            transfers, sums = paper.said.paid
            if not self._transfers.isdisjoint(transfers):
                sums = summed(each for traces, each in transfers.items() if traces not in self._transfers)
            self._transfers.update(transfers)
            for (origin, destination), amount in sums.items():
                origins = self.inward.setdefault(destination, {})
                origins[origin] = origins.get(origin, 0) + amount
                self.onward.setdefault(origin, set()).add(destination)
        self._read = len(papers)

    def is_fed(self, account: str, dirty: AbstractSet[str]) -> bool:
        """Whether at least half of what came in, and something, came from others of these accounts."""
        origins = self.inward.get(account, {})
        part = sum(amount for origin, amount in origins.items() if origin in dirty and origin != account)
        return part > 0 and 2 * part >= sum(origins.values())

    def followed(self, start: frozenset[str], stop: frozenset[str]) -> frozenset[str]:
        """These accounts, and those that carry their money on, not followed through those in `stop`."""
        reached, fresh = set(start), set(start)
        for _ in range(HOPS):
            near = {to for account in fresh for to in self.onward.get(account, ())} - reached - stop
            fresh = {account for account in near if self.is_fed(account, reached)}
            if not fresh:
                break
            reached |= fresh
        return frozenset(reached)


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
        self._places: dict[str, int] = {}
        self._saying: dict[AssertionKind, list[Document]] = defaultdict(list)
        self._by_subject: dict[AssertionKind, _Ends] = {}
        self._by_object: dict[AssertionKind, _Ends] = {}
        self._flows = _Flows()
        self._of_kind: dict[EntityKind, set[str]] = {}
        self._dealings: Dealings | None = None
        self._dirty: frozenset[str] | None = None
        self._ties: dict[str, dict[str, set[str]]] | None = None
        for paper in papers:
            self.add(paper)

    def add(self, paper: Document) -> None:
        """Read one more paper."""
        said = paper.said
        if not SHOW_TIES.isdisjoint(said.by_kind):
            self._ties = None
        if not _SHOW_DEALINGS.isdisjoint(said.by_kind):
            self._dealings = None
        if not _SHOW_CARRIERS.isdisjoint(said.by_kind):
            self._dirty = None
        self._of_kind.clear()
        self._places[paper.key] = len(self.papers)
        self.papers.append(paper)
        self.kinds |= said.kinds
        self.speakers |= said.speakers
        for kind in said.by_kind:
            self._saying[kind].append(paper)

    def place(self, said: AssertionInPaper) -> tuple[int, int]:
        """Where something stands among all that the papers say: the paper's place, and its own in the paper."""
        return self._places[said.document.key], said.place

    def says(self, kinds: Kinds) -> bool:
        """Whether a paper says anything of these kinds."""
        return not self._saying.keys().isdisjoint(kinds)

    @property
    def victims(self) -> set[str]:
        """Who was identified as a victim."""
        return {said.assertion.subject for said in self._all(AssertionKind.IDENTIFIED)}

    def _all(self, kind: AssertionKind) -> Iterator[AssertionInPaper]:
        """What is said of a kind, in the order of the papers."""
        for paper in self._saying.get(kind, ()):
            yield from paper.said.by_kind[kind]

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
            near = [said for kind in kinds for said in self._all(kind)]
        if not near:
            return near
        if subjects is None:
            near = [said for said in near if said.assertion.subject]
        else:
            near = [said for said in near if said.assertion.subject in subjects]
        if objects is None:
            return [said for said in near if said.assertion.object]
        return [said for said in near if said.assertion.object in objects]

    def _from(self, kind: AssertionKind, subjects: AbstractSet[str]) -> list[AssertionInPaper]:
        """What is said of a kind with any of these as the subject, in no order."""
        found = self._by_subject.get(kind) or self._by_subject.setdefault(kind, _Ends(Said.by_subject, kind))
        return found.of(subjects, self._saying.get(kind, []))

    def _to(self, kind: AssertionKind, objects: AbstractSet[str]) -> list[AssertionInPaper]:
        """What is said of a kind with any of these as the object, in no order."""
        found = self._by_object.get(kind) or self._by_object.setdefault(kind, _Ends(Said.by_object, kind))
        return found.of(objects, self._saying.get(kind, []))

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
        return {said.assertion.subject for kind in kinds for said in self._to(kind, objects)}

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
        return Dealings(
            goods=frozenset(goods),
            movers=frozenset(movers),
            accounts=frozenset(self.objects(ENTRUSTED, movers, EntityKind.ACCOUNT)),
            phones=frozenset(self.objects((AssertionKind.SUBSCRIBES,), movers, EntityKind.PHONE)),
        )

    @property
    def carriers(self) -> frozenset[str]:
        """The movers' accounts, and those that carry their money on."""
        if self._dirty is None:
            self._dirty = self._paid().followed(self.dealings.accounts, frozenset())
        return self._dirty

    def dirty(self, stop: frozenset[str]) -> frozenset[str]:
        """Accounts that carry the money of the movers' accounts, when it is not followed through those in `stop`.

        An account carries it when at least half of what was paid in came from accounts that carry it, so that a shop
        where a front firm buys its paper does not.
        """
        accounts = self.dealings.accounts
        return self.carriers if stop.isdisjoint(self.carriers - accounts) else self._paid().followed(accounts, stop)

    def is_fed(self, account: str, dirty: AbstractSet[str]) -> bool:
        """Whether at least half of what was paid in, each transfer once, and something, came from others of these."""
        return self._paid().is_fed(account, dirty)

    def _paid(self) -> _Flows:
        """Who paid whom how much, as all papers say by now."""
        self._flows.take_in(self._saying.get(AssertionKind.PAID, []))
        return self._flows

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

        for said in self._all(AssertionKind.INSTRUCTED):
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
        for said in self._all(AssertionKind.SUBSCRIBES):
            users.setdefault(said.assertion.object, set()).add(said.assertion.subject)
        between: dict[tuple[str, str], tuple[set[str], set[str]]] = {}
        for said in self._all(AssertionKind.CALLED):
            for one in users.get(said.assertion.subject, ()):
                for other in users.get(said.assertion.object, ()):
                    traces, papers = between.setdefault((min(one, other), max(one, other)), (set(), set()))
                    traces.update(said.assertion.traces)
                    papers.add(said.document.key)
        return between
