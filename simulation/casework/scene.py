"""What a set of papers shows around one accused: the sets of entities that the rules of proof speak of.

Each set is read off assertions only; what the team's board merges or claims counts for nothing in court.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from simulation.casework.documents import Assertion, AssertionKind, Document
from simulation.records import EntityKind

HOPS = 4
"""Accounts through which money from those who dealt with goods is followed (assumption)."""

CONTACT_TRACES = 2
"""Calls between two people from which they count as in touch for a group (assumption)."""


class SetName(StrEnum):
    """Sets of entities; their meaning stands at the top of `data/elements.toml`."""

    ANY = "any"
    ACCUSED = "accused"
    ACCUSED_COMPANY = "accused_company"
    ACCUSED_ACCOUNT = "accused_account"
    ACCUSED_PHONE = "accused_phone"
    VEILED_ACCOUNT = "veiled_account"
    CREW = "crew"
    GOODS = "goods"
    CASE_GOODS = "case_goods"
    CONTAINER = "container"
    MOVER = "mover"
    MOVER_ACCOUNT = "mover_account"
    MOVER_PHONE = "mover_phone"
    DIRTY_ACCOUNT = "dirty_account"
    FED_ACCOUNT = "fed_account"
    PARTNER_ACCOUNT = "partner_account"
    OUTSIDE_ACCOUNT = "outside_account"
    SPEAKER = "speaker"


_ENTRUSTED = frozenset({AssertionKind.HOLDS, AssertionKind.OWNS})
_DEALT = frozenset({AssertionKind.CARRIED, AssertionKind.CONSIGNED})
_CONTROLS = frozenset({AssertionKind.DIRECTS, AssertionKind.OWNS})
_PREYED = frozenset({AssertionKind.EXPLOITED, AssertionKind.HARBOURED, AssertionKind.DECEIVED})


@dataclass(frozen=True, slots=True)
class Said:
    """An assertion and the paper that makes it."""

    assertion: Assertion
    document: Document


class Scene:
    """Papers read for one accused."""

    def __init__(self, documents: Iterable[Document], accused: str) -> None:
        """Read the papers.

        Args:
            documents: The papers that count.
            accused: Key of the person.
        """
        self.accused = accused
        self._papers = tuple(documents)
        self._said: tuple[Said, ...] | None = None
        self._by_kind: dict[AssertionKind, list[tuple[int, Said]]] = {}
        self._of_kinds: dict[tuple[AssertionKind, ...], tuple[Said, ...]] = {}
        self._kinds = {entity.key: entity.kind for paper in self._papers for entity in paper.mentions}
        self._found: dict[SetName, frozenset[str]] | None = None
        self._together: tuple[frozenset[str], frozenset[str]] | None = None

    def holds(self, name: SetName, entity: str) -> bool:
        """Whether an entity belongs to a set."""
        return bool(entity) and (name is SetName.ANY or entity in self._sets[name])

    @property
    def said(self) -> tuple[Said, ...]:
        """All that the papers say, read when first asked for."""
        if self._said is None:
            self._said = tuple(Said(assertion, paper) for paper in self._papers for assertion in paper.assertions)
        return self._said

    def of_kinds(self, kinds: tuple[AssertionKind, ...]) -> tuple[Said, ...]:
        """What the papers say of these kinds, in the order in which they say it; read once for all rules that ask."""
        found = self._of_kinds.get(kinds)
        if found is None:
            numbered = sorted((each for kind in dict.fromkeys(kinds) for each in self._index.get(kind, ())), key=_place)
            found = self._of_kinds[kinds] = tuple(said for _, said in numbered)
        return found

    @property
    def _index(self) -> dict[AssertionKind, list[tuple[int, Said]]]:
        """What the papers say by kind, with its place in the whole."""
        if not self._by_kind:
            for place, said in enumerate(self.said):
                self._by_kind.setdefault(said.assertion.kind, []).append((place, said))
        return self._by_kind

    @property
    def _sets(self) -> dict[SetName, frozenset[str]]:
        if self._found is None:
            self._found = self._read()
        return self._found

    def members(self, name: SetName) -> frozenset[str]:
        """The members of a set; every entity of the papers for `any`."""
        return frozenset(self._kinds) if name is SetName.ANY else self._sets[name]

    def group(self) -> tuple[frozenset[str], frozenset[str]]:
        """People who act with the accused, the accused among them, and the keys of the papers that show it.

        Two people act together when one takes the other's orders, both control one company, or they called each other
        at least `CONTACT_TRACES` times.
        """
        if self._together is None:
            self._together = self._gather()
        return self._together

    def _gather(self) -> tuple[frozenset[str], frozenset[str]]:
        ties = self._ties()
        reached, papers = {self.accused}, set[str]()
        frontier = [self.accused]
        while frontier:
            here = frontier.pop()
            for one, other, documents in ties:
                if here in {one, other}:
                    there = other if here == one else one
                    papers |= documents
                    if there not in reached:
                        reached.add(there)
                        frontier.append(there)
        return frozenset(reached), frozenset(papers)

    # --- reading ----------------------------------------------------------------------------------------------------

    def _objects(self, kinds: frozenset[AssertionKind], subjects: set[str], kind: EntityKind) -> set[str]:
        """Objects of a kind of entity that assertions of some kinds give to any of the subjects."""
        return {
            said.assertion.object
            for kind_said in kinds
            for _, said in self._index.get(kind_said, ())
            if said.assertion.subject in subjects and self._kinds.get(said.assertion.object) is kind
        }

    def _subjects(self, kinds: frozenset[AssertionKind], objects: set[str]) -> set[str]:
        return {
            said.assertion.subject
            for kind in kinds
            for _, said in self._index.get(kind, ())
            if said.assertion.object in objects
        }

    def _read(self) -> dict[SetName, frozenset[str]]:
        accused = {self.accused}
        companies = self._objects(_CONTROLS, accused, EntityKind.COMPANY)
        accounts = self._objects(_ENTRUSTED, accused | companies, EntityKind.ACCOUNT)
        held = self._objects(frozenset({AssertionKind.HOLDS}), accused, EntityKind.ACCOUNT)
        phones = self._objects(frozenset({AssertionKind.SUBSCRIBES}), accused, EntityKind.PHONE)
        ordered = self._objects(frozenset({AssertionKind.INSTRUCTED}), accused, EntityKind.PERSON)
        crew = accused | companies | ordered | self._objects(_CONTROLS, ordered, EntityKind.COMPANY)
        goods = self._subjects(frozenset({AssertionKind.FOUND}), set(self._kinds))
        containers = {key for key, kind in self._kinds.items() if kind is EntityKind.CONTAINER}
        handled = _DEALT | {AssertionKind.MOVED, AssertionKind.RELEASED, AssertionKind.KNEW}
        case_goods = goods & {
            said.assertion.object
            for said in self.said
            if said.assertion.kind in handled and said.assertion.subject in crew
        }
        movers = self._subjects(_DEALT, goods)
        movers |= self._subjects(_PREYED, {key for key, kind in self._kinds.items() if kind is EntityKind.PERSON})
        movers |= self._subjects(_CONTROLS, movers)
        mover_accounts = self._objects(_ENTRUSTED, movers, EntityKind.ACCOUNT)
        partners = ordered | self._subjects(frozenset({AssertionKind.INSTRUCTED}), accused) | self._called(phones)
        partners -= accused
        behind = partners | self._objects(_CONTROLS, partners, EntityKind.COMPANY)
        dirty, fed = self._followed(mover_accounts, accounts)
        every_account = {key for key, kind in self._kinds.items() if kind is EntityKind.ACCOUNT}
        return {
            SetName.ACCUSED: frozenset(accused),
            SetName.ACCUSED_COMPANY: frozenset(companies),
            SetName.ACCUSED_ACCOUNT: frozenset(accounts),
            SetName.ACCUSED_PHONE: frozenset(phones),
            SetName.VEILED_ACCOUNT: frozenset(accounts - held),
            SetName.CREW: frozenset(crew),
            SetName.GOODS: frozenset(goods),
            SetName.CASE_GOODS: frozenset(case_goods),
            SetName.CONTAINER: frozenset(containers),
            SetName.MOVER: frozenset(movers),
            SetName.MOVER_ACCOUNT: frozenset(mover_accounts),
            SetName.MOVER_PHONE: frozenset(
                self._objects(frozenset({AssertionKind.SUBSCRIBES}), movers, EntityKind.PHONE) - phones
            ),
            SetName.DIRTY_ACCOUNT: frozenset(dirty),
            SetName.FED_ACCOUNT: frozenset(fed),
            SetName.PARTNER_ACCOUNT: frozenset(self._objects(_ENTRUSTED, behind, EntityKind.ACCOUNT) - accounts),
            SetName.OUTSIDE_ACCOUNT: frozenset(every_account - accounts),
            SetName.SPEAKER: frozenset(said.assertion.source for said in self.said if said.assertion.source),
        }

    def _called(self, phones: set[str]) -> set[str]:
        """Subscribers of phones that were in touch with these phones."""
        others: set[str] = set()
        for said in self.of_kinds((AssertionKind.CALLED,)):
            ends = {said.assertion.subject, said.assertion.object}
            if ends & phones:
                others |= ends - phones
        return self._subjects(frozenset({AssertionKind.SUBSCRIBES}), others)

    def _inflows(self) -> dict[str, dict[str, int]]:
        """Money into each account by the account it came from, each transfer once; no amount counts as one unit."""
        seen: set[tuple[str, ...]] = set()
        inflows: dict[str, dict[str, int]] = {}
        for said in self.of_kinds((AssertionKind.PAID,)):
            each = said.assertion
            if each.traces not in seen:
                seen.add(each.traces)
                origins = inflows.setdefault(each.object, {})
                origins[each.subject] = origins.get(each.subject, 0) + max(each.amount_minor, 1)
        return inflows

    def _followed(self, start: set[str], stop: set[str]) -> tuple[set[str], set[str]]:
        """Accounts that carry the money of `start`, and those among `stop` that are fed by it.

        An account carries it when at least half of what was paid in came from accounts that carry it, so that a shop
        where a front firm buys its paper does not; money is not followed through the accounts in `stop`.
        """
        inflows = self._inflows()
        reached = set(start)
        for _ in range(HOPS):
            fed = {account for account, origins in inflows.items() if _is_fed(origins, reached)} - reached - stop
            if not fed:
                break
            reached |= fed
        return reached, {account for account in sorted(stop) if _is_fed(inflows.get(account, {}), reached - {account})}

    def _ties(self) -> list[tuple[str, str, set[str]]]:
        """Pairs of people who act together, with the papers that show it, in a fixed order."""
        users: dict[str, set[str]] = {}
        heads: dict[str, dict[str, set[str]]] = {}
        calls: dict[tuple[str, str], tuple[set[str], set[str]]] = {}
        ties: list[tuple[str, str, set[str]]] = []
        for said in self.said:
            each, paper = said.assertion, said.document.key
            if each.kind is AssertionKind.SUBSCRIBES:
                users.setdefault(each.object, set()).add(each.subject)
            elif each.kind is AssertionKind.CALLED:
                traces, papers = calls.setdefault((each.subject, each.object), (set(), set()))
                traces.update(each.traces)
                papers.add(paper)
            elif each.kind in _CONTROLS and self._kinds.get(each.object) is EntityKind.COMPANY:
                heads.setdefault(each.object, {}).setdefault(each.subject, set()).add(paper)
            elif each.kind is AssertionKind.INSTRUCTED and each.object:
                ties.append((each.subject, each.object, {paper}))
        for known in heads.values():
            people = sorted(known)
            ties += [(a, b, known[a] | known[b]) for place, a in enumerate(people) for b in people[place + 1 :]]
        between: dict[tuple[str, str], tuple[set[str], set[str]]] = {}
        for (caller, called), (traces, papers) in calls.items():
            for one in users.get(caller, set()):
                for other in users.get(called, set()):
                    known_traces, known_papers = between.setdefault((min(one, other), max(one, other)), (set(), set()))
                    known_traces |= traces
                    known_papers |= papers
        ties += [
            (a, b, papers) for (a, b), (traces, papers) in between.items() if len(traces) >= CONTACT_TRACES and a != b
        ]
        return sorted(ties, key=lambda tie: (tie[0], tie[1], sorted(tie[2])))


def _place(numbered: tuple[int, Said]) -> int:
    return numbered[0]


def _is_fed(origins: dict[str, int], dirty: set[str]) -> bool:
    """Whether at least half of what was paid in, and something, came from these accounts."""
    part = sum(amount for origin, amount in origins.items() if origin in dirty)
    return part > 0 and 2 * part >= sum(origins.values())
