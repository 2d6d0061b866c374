"""What a set of papers shows around one accused: the sets of entities that the rules of proof speak of.

Each set is read off assertions only; what the team's board merges or claims counts for nothing in court.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from simulation.casework.documents.document import OBJECT, SUBJECT, AssertionInPaper, AssertionKind, Document
from simulation.casework.proof.assertions import CONTROLS, ENTRUSTED, SHOW_MOVERS, Assertions, Kinds
from simulation.kernel.entities import EntityKind


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
    THREATENED_PHONE = "threatened_phone"


MEMBERS: Mapping[SetName, frozenset[EntityKind]] = {
    SetName.ANY: frozenset(),
    SetName.ACCUSED: frozenset({EntityKind.PERSON}),
    SetName.ACCUSED_COMPANY: frozenset({EntityKind.COMPANY}),
    SetName.CREW: frozenset({EntityKind.PERSON, EntityKind.COMPANY}),
    SetName.MOVER: frozenset({EntityKind.PERSON, EntityKind.COMPANY}),
    SetName.SPEAKER: frozenset({EntityKind.PERSON}),
    **dict.fromkeys(
        (SetName.ACCUSED_PHONE, SetName.MOVER_PHONE, SetName.THREATENED_PHONE), frozenset({EntityKind.PHONE})
    ),
    **dict.fromkeys(
        (SetName.GOODS, SetName.CASE_GOODS, SetName.CONTAINER), frozenset({EntityKind.CONTAINER, EntityKind.VEHICLE})
    ),
    **dict.fromkeys(
        (
            SetName.ACCUSED_ACCOUNT,
            SetName.VEILED_ACCOUNT,
            SetName.MOVER_ACCOUNT,
            SetName.DIRTY_ACCOUNT,
            SetName.FED_ACCOUNT,
            SetName.PARTNER_ACCOUNT,
            SetName.OUTSIDE_ACCOUNT,
        ),
        frozenset({EntityKind.ACCOUNT}),
    ),
}
"""What kinds of entities a set can hold; of `any` it is not said."""


_FAR = frozenset(
    {
        SetName.ANY,
        SetName.GOODS,
        SetName.CASE_GOODS,
        SetName.CONTAINER,
        SetName.MOVER,
        SetName.MOVER_ACCOUNT,
        SetName.MOVER_PHONE,
        SetName.DIRTY_ACCOUNT,
        SetName.PARTNER_ACCOUNT,
        SetName.OUTSIDE_ACCOUNT,
        SetName.SPEAKER,
    }
)
"""Sets that are read off many papers; the others lie around the accused."""

_PRINTED = frozenset({SetName.ANY, SetName.CONTAINER, SetName.OUTSIDE_ACCOUNT, SetName.SPEAKER})
"""Of these, sets that a paper about others makes larger, but by nobody of whom an earlier paper spoke."""

_HANDLED = (
    AssertionKind.CARRIED,
    AssertionKind.CONSIGNED,
    AssertionKind.MOVED,
    AssertionKind.RELEASED,
    AssertionKind.KNEW,
)


class SetReading(NamedTuple):
    """Which of some entities lay in a set that is read off many papers, when somebody looked."""

    name: SetName
    asked: frozenset[str]
    inside: frozenset[str]


class Scene:
    """What papers show around one accused.

    It holds as long as no paper is added that says something of what lies around the accused; what is read off many
    papers is read again when there are more of them.

    Attributes:
        accused: Key of the person.
        told: What the papers that count say.
        readings: What was asked of sets that are read off many papers, since somebody last emptied it.
        is_wide: Whether other papers than those around the accused were read, since somebody last set this to False.
    """

    def __init__(self, told: Assertions, accused: str) -> None:
        """Look at the papers from the accused.

        Args:
            told: What the papers that count say.
            accused: Key of the person.
        """
        self.accused = accused
        self.told = told
        self.readings: list[SetReading] = []
        self.is_wide = False
        self._near: dict[SetName, frozenset[str]] = {}
        self._far: dict[SetName, frozenset[str]] = {}
        self._together: tuple[frozenset[str], frozenset[str]] | None = None
        self._read = 0

    def between(self, kinds: Kinds, subject: SetName, obj: SetName) -> list[AssertionInPaper]:
        """What the papers say of these kinds from a member of one set to a member of another, in no order.

        A set that is read off all papers is made only where something is said of what lies around the accused.
        """
        told = self.told
        self.is_wide |= subject in _FAR and obj in _FAR
        if not told.says(kinds):
            return []
        if subject not in _FAR:
            near = told.between(kinds, self.members(subject), None)
            if not near or obj is SetName.ANY:
                return near
            wanted = self._inside(obj, near, OBJECT)
            return [said for said in near if said.assertion.object in wanted]
        if obj not in _FAR:
            near = told.between(kinds, None, self.members(obj))
            if not near or subject is SetName.ANY:
                return near
            wanted = self._inside(subject, near, SUBJECT)
            return [said for said in near if said.assertion.subject in wanted]
        return told.between(
            kinds,
            None if subject is SetName.ANY else self.members(subject),
            None if obj is SetName.ANY else self.members(obj),
        )

    def _inside(
        self, name: SetName, near: list[AssertionInPaper], end: Callable[[AssertionInPaper], str]
    ) -> frozenset[str]:
        """Those at one end of what is said near the accused that lie in a set."""
        asked = frozenset(map(end, near))
        inside = asked & self.members(name)
        if name in _FAR and name not in _PRINTED:
            self.readings.append(SetReading(name, asked, inside))
        return inside

    def members(self, name: SetName) -> frozenset[str]:
        """The members of a set; every entity of the papers for `any`."""
        is_fed = name is SetName.FED_ACCOUNT and bool(self.accounts)
        known = self._near
        if is_fed or name in _FAR:
            self._look_far()
            known = self._far
        found = known.get(name)
        if found is None:
            found = known[name] = _MADE[name](self)
        if is_fed:
            self.readings.append(SetReading(name, self.accounts, found))
        return found

    def are_still(self, readings: Iterable[SetReading]) -> bool:
        """Whether the same entities lie in these sets as when somebody looked."""
        return all(each.asked & self.members(each.name) == each.inside for each in readings)

    def _look_far(self) -> None:
        """Forget what was read off many papers, if there are more now."""
        if self._read != len(self.told.papers):
            self._read = len(self.told.papers)
            self._far.clear()
            self._together = None

    def papers(self, keys: frozenset[str]) -> list[Document]:
        """The papers with these keys, in order of receipt."""
        return [paper for paper in self.told.papers if paper.key in keys]

    def group(self) -> tuple[frozenset[str], frozenset[str]]:
        """People who act with the accused (see `Assertions.ties`), and the keys of the papers that show it."""
        self.is_wide = True
        self._look_far()
        if self._together is None:
            self._together = self._gather()
        return self._together

    def _gather(self) -> tuple[frozenset[str], frozenset[str]]:
        reached, papers = {self.accused}, set[str]()
        frontier = [self.accused]
        while frontier:
            for there, documents in self.told.ties.get(frontier.pop(), {}).items():
                papers |= documents
                if there not in reached:
                    reached.add(there)
                    frontier.append(there)
        return frozenset(reached), frozenset(papers)

    # --- what several sets are made from ----------------------------------------------------------------------------

    @cached_property
    def own(self) -> frozenset[str]:
        """The accused alone."""
        return frozenset({self.accused})

    @cached_property
    def companies(self) -> frozenset[str]:
        """Companies that the accused directs or owns, also through others."""
        return frozenset(self.told.companies(self.own))

    @cached_property
    def phones(self) -> frozenset[str]:
        """Phones of the accused."""
        return frozenset(self.told.objects((AssertionKind.SUBSCRIBES,), self.own, EntityKind.PHONE))

    @cached_property
    def accounts(self) -> frozenset[str]:
        """Accounts that the accused, or such a company, holds or owns, and those worked from his or her phones."""
        operated = self.told.objects((AssertionKind.OPERATED,), self.phones, EntityKind.ACCOUNT)
        return frozenset(self.told.objects(ENTRUSTED, self.own | self.companies, EntityKind.ACCOUNT) | operated)

    @cached_property
    def ordered(self) -> frozenset[str]:
        """People who take the orders of the accused."""
        return frozenset(self.told.objects((AssertionKind.INSTRUCTED,), self.own, EntityKind.PERSON))

    @cached_property
    def crew(self) -> frozenset[str]:
        """The accused, those people, and the companies of both."""
        return self.own | self.companies | self.ordered | self.told.companies(self.ordered)

    @cached_property
    def threatened(self) -> frozenset[str]:
        """Those who say that the accused threatened them."""
        return frozenset(self.told.subjects((AssertionKind.THREATENED,), self.own))

    @cached_property
    def around(self) -> frozenset[str]:
        """All by which the papers are asked for a set that lies around the accused."""
        return self.crew | self.phones | self.accounts | self.threatened

    def handled(self) -> frozenset[str]:
        """Goods with which the crew, or what it drives, had to do."""
        told = self.told
        vehicles = told.objects((AssertionKind.KEEPS,), self.crew, EntityKind.VEHICLE)
        loaded = told.objects((AssertionKind.LOADED,), vehicles, EntityKind.CONTAINER)
        return frozenset({said.assertion.object for said in told.between(_HANDLED, self.crew, None)} | loaded)

    def partners_accounts(self) -> frozenset[str]:
        """Accounts of those with whom the accused is in touch, and of their companies."""
        told = self.told
        partners = self.ordered | told.subjects((AssertionKind.INSTRUCTED,), self.own) | told.called(self.phones)
        partners -= self.own
        behind = partners | told.companies(partners)
        return frozenset(told.objects(ENTRUSTED, behind, EntityKind.ACCOUNT)) - self.accounts

    def fed(self) -> frozenset[str]:
        """Accounts of the accused of which most came from dirty ones."""
        return frozenset(each for each in self.accounts if self.told.is_fed(each, self.members(SetName.DIRTY_ACCOUNT)))

    def threatened_phones(self) -> frozenset[str]:
        """Phones of those who say that the accused threatened them."""
        return frozenset(self.told.objects((AssertionKind.SUBSCRIBES,), self.threatened, EntityKind.PHONE))

    def held(self) -> frozenset[str]:
        """Accounts that the accused holds in his or her own name."""
        return frozenset(self.told.objects((AssertionKind.HOLDS,), self.own, EntityKind.ACCOUNT))


_MADE: Mapping[SetName, Callable[[Scene], frozenset[str]]] = {
    SetName.ANY: lambda scene: frozenset(scene.told.kinds),
    SetName.ACCUSED: lambda scene: scene.own,
    SetName.ACCUSED_COMPANY: lambda scene: scene.companies,
    SetName.ACCUSED_ACCOUNT: lambda scene: scene.accounts,
    SetName.ACCUSED_PHONE: lambda scene: scene.phones,
    SetName.VEILED_ACCOUNT: lambda scene: scene.accounts - scene.held(),
    SetName.CREW: lambda scene: scene.crew,
    SetName.GOODS: lambda scene: scene.told.dealings.goods,
    SetName.CASE_GOODS: lambda scene: scene.told.dealings.goods & scene.handled(),
    SetName.CONTAINER: lambda scene: frozenset(scene.told.of(EntityKind.CONTAINER)),
    SetName.MOVER: lambda scene: scene.told.dealings.movers,
    SetName.MOVER_ACCOUNT: lambda scene: scene.told.dealings.accounts,
    SetName.MOVER_PHONE: lambda scene: scene.told.dealings.phones - scene.phones,
    SetName.DIRTY_ACCOUNT: lambda scene: scene.told.dirty(scene.accounts),
    SetName.FED_ACCOUNT: Scene.fed,
    SetName.PARTNER_ACCOUNT: Scene.partners_accounts,
    SetName.OUTSIDE_ACCOUNT: lambda scene: (
        frozenset(scene.told.of(EntityKind.ACCOUNT) | scene.told.of(EntityKind.CASH)) - scene.accounts
    ),
    SetName.SPEAKER: lambda scene: frozenset(scene.told.speakers),
    SetName.THREATENED_PHONE: Scene.threatened_phones,
}
"""How each set is made; an element asks for few of them."""


_OF_COMPANIES = frozenset(CONTROLS)
_OF_PHONES = frozenset({AssertionKind.SUBSCRIBES})
_OF_ACCOUNTS = frozenset({*ENTRUSTED, *CONTROLS, AssertionKind.SUBSCRIBES, AssertionKind.OPERATED})
_OF_CREW = frozenset({*CONTROLS, AssertionKind.INSTRUCTED})
_OF_MONEY = SHOW_MOVERS | _OF_ACCOUNTS | {AssertionKind.PAID}

READ_FROM: Mapping[SetName, frozenset[AssertionKind]] = {
    SetName.ANY: frozenset(),
    SetName.ACCUSED: frozenset(),
    SetName.ACCUSED_COMPANY: _OF_COMPANIES,
    SetName.ACCUSED_ACCOUNT: _OF_ACCOUNTS,
    SetName.ACCUSED_PHONE: _OF_PHONES,
    SetName.VEILED_ACCOUNT: _OF_ACCOUNTS,
    SetName.CREW: _OF_CREW,
    SetName.GOODS: frozenset({AssertionKind.FOUND}),
    SetName.CASE_GOODS: _OF_CREW.union(_HANDLED, (AssertionKind.FOUND, AssertionKind.KEEPS, AssertionKind.LOADED)),
    SetName.CONTAINER: frozenset(),
    SetName.MOVER: SHOW_MOVERS,
    SetName.MOVER_ACCOUNT: SHOW_MOVERS.union(ENTRUSTED),
    SetName.MOVER_PHONE: SHOW_MOVERS | _OF_PHONES,
    SetName.DIRTY_ACCOUNT: _OF_MONEY,
    SetName.FED_ACCOUNT: _OF_MONEY,
    SetName.PARTNER_ACCOUNT: _OF_ACCOUNTS | {AssertionKind.INSTRUCTED, AssertionKind.CALLED},
    SetName.OUTSIDE_ACCOUNT: _OF_ACCOUNTS,
    SetName.SPEAKER: frozenset(AssertionKind),
    SetName.THREATENED_PHONE: _OF_PHONES | {AssertionKind.THREATENED},
}
"""What has to be said in a paper for it to change a set among whoever the paper speaks of.

A paper that says none of this may add to a set of all that is printed, but nobody of whom an earlier paper spoke.
"""
