"""What is declared of a procedure: where it can stand and whose time that is, who may do what from there, what follows.

A declaration is data. `machine.advance` reads it, and nothing else sets a status.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from simulation.kernel.terms import Holder, Office, Side, TimeKind


class ProcedureKind(StrEnum):
    """The procedures that are not letters of request."""

    EXTRADITION = "extradition"
    JOINT_TEAM = "joint_team"
    FREEZING = "freezing"
    PRESERVATION = "preservation"


@dataclass(frozen=True, slots=True)
class Stay:
    """A status: whose time it is and of which kind.

    Attributes:
        status: The status.
        holder: Who holds the procedure; None once nobody owes anything, which is for good.
        kind: What kind of time it is; None once nobody owes anything.
        days: Days within which the holder is expected to act, None where a court, the channel or a date decides.
        is_private: The requesting side's own affair: the other side does not know of it yet.
        basis: Source of the days, or the reason why the time is protected.
        confidence: Mark of confidence of that (law.md 0).
    """

    status: str
    holder: Holder | None
    kind: TimeKind | None
    days: int | None = None
    is_private: bool = False
    basis: str = ""
    confidence: str = "P"

    @property
    def is_final(self) -> bool:
        """Whether it is an end."""
        return self.holder is None


@dataclass(frozen=True, slots=True)
class Row:
    """What may be done from a status and what follows.

    Attributes:
        origin: From which status.
        action: What is done.
        target: Status that follows; the same as `origin` when the act changes no status.
        side: Who does it.
        basis: Source of the rule.
        confidence: Mark of confidence (law.md 0).
        offices: Seats that may do it; empty for the system.
        needs: Inputs without which it is not possible: `text`, `documents`, or the name of a term.
        may: Inputs that can be given besides.
        is_decision: The act is one of two or more defensible options (design.md 10).
    """

    origin: str
    action: str
    target: str
    side: Side
    basis: str
    confidence: str = "T"
    offices: tuple[Office, ...] = ()
    needs: tuple[str, ...] = ()
    may: tuple[str, ...] = ("text",)
    is_decision: bool = True

    @property
    def changes_status(self) -> bool:
        """Whether it moves the procedure, or only adds to its log."""
        return self.origin != self.target


class Table:
    """The table of one procedure, checked when it is made.

    Attributes: the procedure's `kind`, the status in which it begins (`first`), the row by which it begins (`begins`,
    with the origin ""), its statuses (`stays`) and its `rows`, in order.
    """

    def __init__(self, kind: ProcedureKind, begins: Row, stays: Iterable[Stay], rows: Iterable[Row]) -> None:
        """Index the rows.

        Raises:
            ValueError: A row names a status that is none, leaves an end, or stands twice.
        """
        self.kind = kind
        self.begins = begins
        self.first = begins.target
        self.stays = {stay.status: stay for stay in stays}
        self.rows = tuple(rows)
        self._row: dict[tuple[str, str, Side], Row] = {}
        self._from: dict[str, tuple[Row, ...]] = {}
        for row in self.rows:
            known = row.origin in self.stays and row.target in self.stays
            if not known or (row.origin, row.action, row.side) in self._row:
                raise ValueError(row)
            if self.stays[row.origin].is_final and row.changes_status:
                raise ValueError(row)
            self._row[(row.origin, row.action, row.side)] = row
            self._from[row.origin] = (*self._from.get(row.origin, ()), row)

    def row(self, status: str, action: str, side: Side) -> Row | None:
        """The row of an act, None if there is none."""
        return self._row.get((status, action, side))

    def rows_from(self, status: str) -> tuple[Row, ...]:
        """What may happen from a status, in the table's order."""
        return self._from.get(status, ())
