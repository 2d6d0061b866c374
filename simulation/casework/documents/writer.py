"""A paper while it is being written, and how single values are printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from simulation.casework.documents.document import EMPTY, Assertion, AssertionKind, Cell, CellKind, Row, detail
from simulation.kernel.entities import Entity
from simulation.kernel.traces import Trace

type Words = Callable[[str], str]
"""Words of the scenario for a key such as `statement.<key>`."""


SUBSTANCE = Cell(CellKind.CODE, "substance")
"""What the drugs of the scenario are, in the scenario's word for it."""


@dataclass(slots=True)
class DocumentWriter:
    """What a paper is made of while it is being written."""

    target: Entity
    lookup: Mapping[str, Entity]
    words: Words
    columns: tuple[str, ...] = ()
    heading: list[tuple[str, Cell]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    said: list[Assertion] = field(default_factory=list)
    printed: set[str] = field(default_factory=set)
    exculpates: set[str] = field(default_factory=set)
    once: set[tuple[AssertionKind, str, str]] = field(default_factory=set)

    def entity(self, key: str) -> Cell:
        """Print an entity."""
        self.printed.add(key)
        return Cell(CellKind.ENTITY, key)

    def holder(self, account: str) -> str | None:
        """Who holds an account, as banks pass it on with a payment."""
        holder = detail(self.lookup[account], "holder") if account in self.lookup else None
        return holder if isinstance(holder, str) and holder in self.lookup else None

    def line(self, trace: Trace, *cells: Cell, section: str = "", also: tuple[str, ...] = ()) -> None:
        """Write one line; `also` are entities that it names besides those with cells of their own."""
        named = [str(value) for kind, value in cells if kind is CellKind.ENTITY]
        if also:
            besides = [name for name in also if name]
            self.printed.update(besides)
            named += besides
        self.rows.append(Row(cells, tuple(dict.fromkeys(named)), trace.key, section))

    def say(self, kind: AssertionKind, subject: str, obj: str, trace: Trace, *, amount: int = 0, by: str = "") -> None:
        """Assert something that a line shows; what is asserted is named by the paper."""
        if subject:
            self.printed.add(subject)
        if obj:
            self.printed.add(obj)
        self.said.append(Assertion(kind, subject, obj, trace.time, amount, (trace.key,), by))

    def say_once(self, kind: AssertionKind, subject: str, obj: str, trace: Trace) -> None:
        """Assert something that many lines show, with the first of them."""
        if (kind, subject, obj) not in self.once:
            self.once.add((kind, subject, obj))
            self.say(kind, subject, obj, trace)


def number(trace: Trace, name: str) -> int:
    """A whole number that a record holds, 0 when it has none of this name."""
    value = trace.fact(name)
    return value if isinstance(value, int) else 0


def text(trace: Trace, name: str) -> Cell:
    """A value printed as the custodian wrote it."""
    value = trace.fact(name)
    return EMPTY if value is None or value == "" else Cell(CellKind.TEXT, str(value))


def code(trace: Trace, name: str) -> Cell:
    """A value that readers put into words."""
    value = trace.fact(name)
    return EMPTY if value is None or value == "" else Cell(CellKind.CODE, str(value))


def date(trace: Trace) -> Cell:
    """The day of a record."""
    return Cell(CellKind.DATE, trace.time)


def time_of_day(trace: Trace) -> Cell:
    """Day and hour of a record."""
    return Cell(CellKind.TIME, trace.time)


def particular(entity: Entity, name: str) -> Cell:
    """A printed particular of an entity, if it has one of this name."""
    value = detail(entity, name)
    if value is None:
        return EMPTY
    return Cell(CellKind.DAY if name == "born" else CellKind.TEXT, str(value))
