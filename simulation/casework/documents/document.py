"""Papers of a case file as values: typed cells, what each paper asserts, and what it may be used for.

A document holds nothing but what its custodian's records hold. It carries codes, numbers and keys, never markup: the
web and the command line format and translate. Kinds of papers are the scenario's `DocumentKind`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple

from simulation.kernel.entities import Entity, EntityKind
from simulation.kernel.shared import shared
from simulation.scenario.schema.play import DocumentKind


class CellKind(StrEnum):
    """How a cell's value is read and printed."""

    EMPTY = "empty"
    TEXT = "text"
    CODE = "code"
    DATE = "date"
    TIME = "time"
    DAY = "day"
    DURATION = "duration"
    NUMBER = "number"
    GRAMS = "grams"
    AMOUNT = "amount"
    ENTITY = "entity"


class Cell(NamedTuple):
    """One printed value.

    Attributes:
        kind: TEXT is printed as it is; CODE is put into words by the reader's language; DATE and TIME are seconds since
            the scenario's start, printed as a day or as day and hour; DAY is a day of birth, an ISO date; DURATION is
            seconds; AMOUNT is minor units; ENTITY is an entity's key, whose name stands in the document's `mentions`.
        value: A string for TEXT, CODE, DAY, ENTITY and EMPTY (then ""), an integer otherwise.
    """

    kind: CellKind
    value: str | int = ""


EMPTY = Cell(CellKind.EMPTY)
"""A cell with nothing in it."""


class Row(NamedTuple):
    """A line of a paper.

    Attributes:
        cells: As many as the document has columns.
        entities: Keys of the entities that the line prints.
        trace: Key of the trace that the line records.
        section: Code of the part of the paper it stands in, "" for the main table.
    """

    cells: tuple[Cell, ...]
    entities: tuple[str, ...]
    trace: str
    section: str = ""


class AssertionKind(StrEnum):
    """What a paper says of two entities; the comment gives subject and object.

    The direction is the reading direction of the word: the subject `holds` the object.
    """

    HOLDS = "holds"  # person or company, account
    OWNS = "owns"  # beneficial owner, account or company
    PAID = "paid"  # account, account; in statements of people also person, person
    CALLED = "called"  # phone, phone
    SUBSCRIBES = "subscribes"  # person, phone
    MOVED = "moved"  # carrier, container
    CONSIGNED = "consigned"  # company or person to whom it goes, container
    AT = "at"  # container or person, place
    DIRECTS = "directs"  # person, company
    STATED = "stated"  # person who speaks, whom or what it is about
    CARRIED = "carried"  # person or company, container or vehicle
    THREATENED = "threatened"  # person who is threatened, by whom (or "")
    INSTRUCTED = "instructed"  # person who gives orders, person who takes them
    FOUND = "found"  # container or person with illicit goods, place
    RELEASED = "released"  # official, container
    SERVES = "serves"  # person in public office, place of the office
    KNEW = "knew"  # person, what the person knew of
    REPORTED = "reported"  # account, holder: the bank found it unusual
    RECRUITED = "recruited"  # person or company, person who was recruited
    TRANSPORTED = "transported"  # person or company, person who was brought somewhere
    HARBOURED = "harboured"  # person or company, person who was kept somewhere
    COERCED = "coerced"  # person or company, person who was forced, held or kept by a debt
    EXPLOITED = "exploited"  # person or company that profits, person who has to work
    DECEIVED = "deceived"  # person or company, person who was misled
    MISSING = "missing"  # person, place where he or she was last seen
    HELD_AT = "held_at"  # person, site where he or she is held
    IDENTIFIED = "identified"  # person seen as a victim, place or site where that was
    OPERATED = "operated"  # phone, account that was operated with it
    KEEPS = "keeps"  # person or company in whose name it is registered, vehicle
    LOADED = "loaded"  # vehicle, container that it carried
    FORGED = "forged"  # person who made or gave a false paper, person for whom


_ABOUT_SUBJECT = frozenset(
    {
        AssertionKind.FOUND,
        AssertionKind.REPORTED,
        AssertionKind.MISSING,
        AssertionKind.HELD_AT,
        AssertionKind.IDENTIFIED,
    }
)

_ABOUT_OBJECT = frozenset(
    {
        AssertionKind.RECRUITED,
        AssertionKind.TRANSPORTED,
        AssertionKind.HARBOURED,
        AssertionKind.COERCED,
        AssertionKind.EXPLOITED,
        AssertionKind.DECEIVED,
    }
)


class Assertion(NamedTuple):
    """One thing that a paper says, as type and keys.

    Attributes:
        kind: What is said.
        subject: Key of the first entity.
        object: Key of the second, "" when the paper names only one.
        at: When it was so, in seconds since the scenario's start; None if the paper gives no time.
        amount_minor: Money that went, 0 when it is not about money.
        traces: Keys of the traces that it rests on.
        source: Key of the person whose word it is; "" for a record.
    """

    kind: AssertionKind
    subject: str
    object: str
    at: int | None
    amount_minor: int
    traces: tuple[str, ...]
    source: str = ""


BENEFIT = "benefit"
"""Particular of a statement: what the speaker was promised for it."""


class Origin(StrEnum):
    """How a paper came into the file; values of the three channels equal those of `Route`."""

    HOME = "home"
    MLA = "mla"
    POLICE = "police"
    FIU = "fiu"
    SPONTANEOUS = "spontaneous"


class Consent(StrEnum):
    """Where the originator's consent to use in court stands."""

    NONE_NEEDED = "none_needed"
    NEEDED = "needed"
    GIVEN = "given"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Use:
    """What a paper may be used for (design.md 1.5): channel, sender's conditions, formalities met.

    Attributes:
        is_evidence: Obtained in a form that courts accept; False: it tells where to look.
        origin: The way it came.
        consent: Originator's consent to use in court.
        purposes: Offence keys of the receiving country for which it was given; empty: no limit.
        formalities: Formalities that were met, `F1` to `F8` (law.md 5.4).
        conditions: Codes of further conditions of the sender.
        incited: It was obtained by incitement, or follows from what was.
        rewards: Keys of reports of paid informants, and of statements given for a benefit, without which it would not
            have been obtained.
        owner: Code of the country that alone can consent to its use, also where the forum weighs police information
            freely: it came from somebody who cannot allow it, for a decision alone, or was obtained for that country;
            "" where its sender can.
    """

    is_evidence: bool
    origin: Origin
    consent: Consent = Consent.NONE_NEEDED
    purposes: tuple[str, ...] = ()
    formalities: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    incited: bool = False
    rewards: tuple[str, ...] = ()
    owner: str = ""

    @property
    def stands(self) -> bool:
        """Whether it counts as evidence on the board: obtained as such, or consent has made it so."""
        return self.consent is not Consent.REFUSED and (self.is_evidence or self.consent is Consent.GIVEN)

    @property
    def needs_consent(self) -> bool:
        """Whether the originator has still to be asked before others may see or use it."""
        return self.consent in {Consent.NEEDED, Consent.REFUSED}


@shared
@dataclass(frozen=True, slots=True, repr=False, kw_only=True)
class DocumentForm:
    """What court and page ask of a kind of paper; each paper has that of its kind.

    Attributes:
        kind: Its code.
        issuer: Office of a country that issues it: `letterhead.<country>.<issuer>` of the scenario. "" where its
            custodian does.
        is_record: A record of a custodian's business, which a certificate brings before a court of another country.
        is_secured: It is about things that were secured: whoever had them in hand has to be known without a gap.
        is_spoken: A person's word: who spoke has to come to court.
        is_of_bank: It shows how money moved, in a bank's word.
        covers_time: Its rows cover a stretch of time, which the sheet prints.
        is_prose: Printed as running text.
    """

    kind: DocumentKind
    issuer: str = ""
    is_record: bool = False
    is_secured: bool = False
    is_spoken: bool = False
    is_of_bank: bool = False
    covers_time: bool = False
    is_prose: bool = False

    def __repr__(self) -> str:
        """Its code: papers are digested by how they are written, the same in every process."""
        return self.kind


class AssertionInPaper(NamedTuple):
    """An assertion, the paper that makes it, and its place among all that the paper says."""

    assertion: Assertion
    document: Document
    place: int


type ByEntity = Mapping[str, Sequence[AssertionInPaper]]
"""What is said, by the entity of which it is said."""


type Payment = tuple[str, str, int]
"""Who paid whom how much, in minor units, at least 1."""


class Paid(NamedTuple):
    """What a paper says of payments.

    Attributes:
        transfers: Each by the traces that it rests on.
        sums: What went from one to another in all of them, in minor units.
    """

    transfers: Mapping[tuple[str, ...], Payment]
    sums: Mapping[tuple[str, str], int]


def summed(payments: Iterable[Payment]) -> dict[tuple[str, str], int]:
    """What went from one to another in some payments, in minor units."""
    found: dict[tuple[str, str], int] = {}
    for origin, destination, amount in payments:
        found[origin, destination] = found.get((origin, destination), 0) + amount
    return found


@shared
class Said:
    """What one paper says, by kind and by either end.

    Attributes:
        kinds: Kind of each entity that it prints.
        speakers: Whose word it gives.
        by_kind: What it says of each kind, in the order of its lines.
        ends: Of whom or what it says something.
    """

    __slots__ = ("_by_object", "_by_subject", "_paid", "by_kind", "ends", "kinds", "speakers")

    def __init__(self, paper: Document) -> None:
        """Sort what a paper says."""
        self.kinds: dict[str, EntityKind] = {entity.key: entity.kind for entity in paper.mentions}
        self.speakers = frozenset(each.source for each in paper.assertions if each.source)
        self.ends = frozenset(end for each in paper.assertions for end in (each.subject, each.object))
        self.by_kind: dict[AssertionKind, list[AssertionInPaper]] = {}
        self._by_subject: dict[AssertionKind, ByEntity] = {}
        self._by_object: dict[AssertionKind, ByEntity] = {}
        self._paid: Paid | None = None
        for place, each in enumerate(paper.assertions):
            self.by_kind.setdefault(each.kind, []).append(AssertionInPaper(each, paper, place))

    @property
    def paid(self) -> Paid:
        """What it says of payments."""
        if self._paid is None:
            found: dict[tuple[str, ...], Payment] = {}
            for said, _paper, _place in self.by_kind.get(AssertionKind.PAID, ()):
                found.setdefault(said.traces, (said.subject, said.object, max(said.amount_minor, 1)))
            self._paid = Paid(found, summed(found.values()))
        return self._paid

    def by_subject(self, kind: AssertionKind) -> ByEntity:
        """What it says of a kind, by who or what comes first."""
        known = self._by_subject.get(kind)
        if known is None:
            known = self._by_subject[kind] = _grouped(self.by_kind.get(kind, []), SUBJECT)
        return known

    def by_object(self, kind: AssertionKind) -> ByEntity:
        """What it says of a kind, by who or what comes second."""
        known = self._by_object.get(kind)
        if known is None:
            known = self._by_object[kind] = _grouped(self.by_kind.get(kind, []), OBJECT)
        return known


SUBJECT, OBJECT = attrgetter("assertion.subject"), attrgetter("assertion.object")
"""Who or what comes first, and second, in something said."""


def _grouped(said: Iterable[AssertionInPaper], end: Callable[[AssertionInPaper], str]) -> ByEntity:
    found: dict[str, list[AssertionInPaper]] = {}
    for each in said:
        found.setdefault(end(each), []).append(each)
    return found


@shared
@dataclass(frozen=True, slots=True)
class Document:
    """A paper as its custodian issued it.

    Attributes:
        key: Causal key, the same in every branch.
        form: What follows from its kind.
        custodian: Who issued it, as printed.
        country: Code of the country it comes from.
        dated: When it was issued, in seconds since the scenario's start.
        about: Key of the entity it is about.
        period: First second and end of what it covers; None if it has no period.
        heading: Printed particulars above the table: code and value.
        columns: Codes of the table's columns.
        rows: Lines in time order, one a trace.
        mentions: Every entity it prints, with label and country, in order of key.
        assertions: What it says, in the order of its lines.
        exculpates: Keys of people in whose favour it speaks.
        use: What it may be used for.
    """

    key: str
    form: DocumentForm
    custodian: str
    country: str
    dated: int
    about: str
    period: tuple[int, int] | None
    heading: tuple[tuple[str, Cell], ...]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    mentions: tuple[Entity, ...]
    assertions: tuple[Assertion, ...]
    exculpates: tuple[str, ...]
    use: Use
    _said: Said | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def said(self) -> Said:
        """What it says, sorted when somebody first looks."""
        if self._said is None:
            object.__setattr__(self, "_said", Said(self))
        return self._said or Said(self)

    @property
    def kind(self) -> DocumentKind:
        """Kind of paper."""
        return self.form.kind

    def mention(self, key: str) -> Entity | None:
        """The entity as this paper prints it, None when the paper does not name it."""
        return next((entity for entity in self.mentions if entity.key == key), None)

    @property
    def grants_benefit(self) -> bool:
        """Whether it is a statement for which the speaker was promised something (UNTOC 26), as it says itself."""
        return any(name == BENEFIT for name, _ in self.heading)

    def names(self, key: str) -> bool:
        """Whether the paper prints this entity."""
        return key in self.said.kinds

    def called(self, names: Mapping[str, str]) -> Document:
        """The same paper with some entities under other keys, their labels as printed.

        Two that come under one key are mentioned once, and nothing is said of the two of them.

        Args:
            names: Other key by key.
        """
        if not names or names.keys().isdisjoint({*self.exculpates, *(entity.key for entity in self.mentions)}):
            return self

        def key(old: str) -> str:
            return names.get(old, old)

        def cell(old: Cell) -> Cell:
            return old._replace(value=key(str(old.value))) if old.kind is CellKind.ENTITY else old

        mentions: dict[str, Entity] = {}
        for entity in sorted(self.mentions, key=lambda each: len(each.details)):
            mentions[key(entity.key)] = replace(entity, key=key(entity.key))
        said = (
            each._replace(subject=key(each.subject), object=key(each.object), source=key(each.source))
            for each in self.assertions
        )
        return replace(
            self,
            about=key(self.about),
            heading=tuple((name, cell(value)) for name, value in self.heading),
            rows=tuple(
                row._replace(
                    cells=tuple(map(cell, row.cells)),
                    entities=tuple(dict.fromkeys(map(key, row.entities))),
                )
                for row in self.rows
            ),
            mentions=tuple(mentions[name] for name in sorted(mentions)),
            assertions=tuple(each for each in said if each.subject != each.object),
            exculpates=tuple(sorted(set(map(key, self.exculpates)))),
        )

    def with_use(self, use: Use) -> Document:
        """The same paper under another rule of use; how it was obtained clings to it."""
        own = self.use
        return replace(self, use=replace(use, incited=use.incited or own.incited, rewards=use.rewards or own.rewards))

    def limited_by(self, use: Use) -> Document:
        """The same paper within the purposes and conditions of another rule of use as well as its own.

        Its own purposes stand where the two have none in common.
        """
        own = self.use
        both = tuple(each for each in own.purposes if each in use.purposes)
        purposes = both or own.purposes or use.purposes
        conditions = tuple(dict.fromkeys((*use.conditions, *own.conditions)))
        return self.with_use(replace(own, purposes=purposes, conditions=conditions))


def offence_object(kind: str, subject: str, obj: str) -> str:
    """What an offence hangs on: goods found, an account reported, a person who suffered; "" if nothing."""
    if kind in _ABOUT_SUBJECT:
        return subject
    return obj if kind in _ABOUT_OBJECT else ""


def detail(entity: Entity, name: str) -> str | int | None:
    """A printed particular of an entity, None when it has none of this name."""
    return next((value for key, value in entity.details if key == name), None)
