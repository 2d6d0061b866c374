"""The record of a kind of document: all that is particular to it, and what its custodians can look up for it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Protocol

from simulation.casework.documents.document import AssertionKind, DocumentForm
from simulation.casework.documents.writer import DocumentWriter
from simulation.kernel.agenda import DAY
from simulation.kernel.entities import Entity, EntityKind
from simulation.kernel.traces import Trace, TraceKind

BEFORE_EVERYTHING = -100_000 * DAY
"""Before any record: for registers that are looked up whole."""


class Custodians(Protocol):
    """What custodians hold at this moment, and what the rules for choosing records ask of the world."""

    def about(
        self, subject: str, kinds: Collection[TraceKind], country: str, start: int, end: int
    ) -> tuple[Trace, ...]:
        """Records about an entity in a country, "" for any, of acts in a period."""

    def bank_records(self, account: str, start: int, end: int) -> tuple[Trace, ...]:
        """The payments of an account, with what lay on it after each, and its opening, from its own bank."""

    def bank_payments(self, account: str, start: int, end: int) -> tuple[Trace, ...]:
        """The payments of an account alone, from its own bank, without what lay on it after each."""

    def connections(self, phone: str, start: int, end: int) -> tuple[Trace, ...]:
        """When a phone was connected and what was operated with it, from its provider."""

    def entity(self, key: str) -> Entity:
        """The entity with this key."""

    def is_account_in(self, key: str, country: str) -> bool:
        """Whether this is an account that a bank of the country keeps."""

    def accounts_of(self, holder: str) -> tuple[str, ...]:
        """Accounts in the name of a person or company."""

    def holder_of(self, account: str) -> str | None:
        """In whose name an account is."""

    def phone_of(self, person: str) -> str | None:
        """A person's telephone."""

    def is_noticed(self, trace: Trace) -> bool:
        """Whether somebody who is near has seen what left this trace; the same for every question."""


type Chooses = Callable[[Custodians, str, str, int, int], tuple[Trace, ...]]
"""Which records are handed over: about an entity, in a country, from one second to another."""


def is_named(trace: Trace, target: str, about: set[str]) -> bool:
    """A record that names the target or what comes along with it; who subscribed a number comes with its calls."""
    if trace.kind is TraceKind.SUBSCRIBER:
        return False
    if trace.kind is TraceKind.ACCOUNT_OPENED:
        return target in trace.subjects
    return not about.isdisjoint(trace.subjects)


def is_first_named(trace: Trace, target: str, _about: set[str]) -> bool:
    """A record whose principal is the target."""
    return trace.subjects[0] == target


@dataclass(frozen=True, slots=True, repr=False, kw_only=True)
class DocumentRecord(DocumentForm):
    """A kind of document with all its columns.

    Attributes:
        writer: Prints the records, in order of time; the last argument is the code of the heading.
        prints: Kinds of traces that it prints; others that are handed in are left out.
        belongs: Whether a record belongs into a paper about a target: (record, target, what comes along with it).
        along: A record of such a kind that names the target brings along what stands at this place of it.
        has_particulars: It gives birth, address and nationality of everybody, not only of whom it is about.
        looks_up: Kinds of traces that its custodian looks up when asked for it.
        whole: Its custodian tells all that is known or in force, whatever the period asked for.
        chooses: How its custodian chooses what it hands over, where that is more than to look it up.
        only_about: It exists of such entities alone; None for any.
        held_as: It is about an account or a phone; asked about a person, the answer is those of the person's own.
        targets: What an opening paper of a scenario may be about, as the first part of a key; empty for anything.
        package: The package in which its words lie, as `words.toml`; "" where the catalogue has them.
        says: What it can say of two entities, so that whoever lacks such a statement knows which paper to ask for.
    """

    writer: Callable[[DocumentWriter, list[Trace], str], None]
    prints: frozenset[TraceKind]
    belongs: Callable[[Trace, str, set[str]], bool] = is_named
    along: tuple[TraceKind, int] | None = None
    has_particulars: bool = False
    looks_up: tuple[TraceKind, ...] = ()
    whole: bool = False
    chooses: Chooses | None = None
    only_about: EntityKind | None = None
    held_as: EntityKind | None = None
    targets: frozenset[str] = frozenset()
    package: str = ""
    says: frozenset[AssertionKind] = frozenset()

    @property
    def exists_of(self) -> frozenset[EntityKind]:
        """Kinds of entities that it can be about by itself; empty for anything."""
        named = {"cast": EntityKind.PERSON, "site": EntityKind.PLACE}
        kinds = frozenset(named.get(each) or EntityKind(each) for each in self.targets)
        return kinds if self.only_about is None else frozenset({self.only_about})


def records_for(
    record: DocumentRecord, custodians: Custodians, target: str, country: str, start: int, end: int
) -> tuple[Trace, ...]:
    """What custodians in a country still hold for a paper of this kind."""
    if record.chooses is not None:
        return record.chooses(custodians, target, country, start, end)
    return custodians.about(target, record.looks_up, country, BEFORE_EVERYTHING if record.whole else start, end)
