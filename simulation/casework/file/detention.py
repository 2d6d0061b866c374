"""Who is held, by which right, until when: each right has a clock, and whoever is held past it is let go by a rule.

A person may be held by several rights at once, e.g. for an own case and for a surrender; each stands on something of
its own (an order, a charge, a procedure), and the last one to fall lets the person go.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Annotated

from pydantic import Field

from simulation.casework.file.changes import Rows
from simulation.kernel.data_tables import table_rows
from simulation.kernel.field_types import FrozenModel
from simulation.kernel.registers import Register


class Right(StrEnum):
    """By which right somebody is held; the rows of `data/detention.toml`."""

    ARREST = "arrest"
    INQUIRY = "inquiry"
    REMAND = "remand"
    CHARGED = "charged"
    SENTENCE = "sentence"
    OTHER_CASE = "other_case"
    PROVISIONAL = "provisional_arrest"
    SURRENDER = "surrender_detention"
    TO_BE_COLLECTED = "to_be_collected"
    SURRENDERED = "surrendered"


NOT_PLAYED = ""
"""Basis of a right that stands on the ordinary courts' case, which is not played."""

LOAD = "goods_illicit"
"""Element of every offence that is about the load for which an ordinary court convicts."""

BEFORE_CHARGE = frozenset({Right.ARREST, Right.INQUIRY, Right.REMAND, Right.SURRENDERED})
"""Rights that hold somebody who is not charged yet, so that the own authorities charge or let go."""


class ReleaseRule(StrEnum):
    """By which rule a right to hold somebody falls."""

    NO_GROUNDS = "no_grounds"
    NO_EVIDENCE = "no_evidence"
    NOT_CHARGED = "not_charged_in_time"
    NOT_TRIED = "not_tried_in_time"
    ACQUITTED = "acquitted"
    DISMISSED = "dismissed"
    NO_PRISON = "no_prison"
    SERVED = "served"
    ORDERED = "ordered"
    NO_PAPERS = "no_papers"
    NO_SURRENDER = "no_surrender"
    NOT_DECIDED = "not_decided_in_time"
    NOT_COLLECTED = "not_collected"
    HANDED_OVER = "handed_over"
    ANOTHER_RIGHT = "another_right"


class DetentionRow(FrozenModel):
    """A row of the table; the meaning of each column stands at its top."""

    code: Right
    days: Annotated[int, Field(ge=1, le=400)]
    most: Annotated[int, Field(ge=0, le=400)]
    court: bool
    source: Annotated[str, Field(min_length=10)]
    confidence: Annotated[str, Field(pattern="^[TSMP]$")]


@cache
def detention_rows() -> dict[Right, DetentionRow]:
    """The table, by right."""
    return {row.code: row for row in table_rows("simulation.casework", "detention", "detention", DetentionRow)}


@dataclass(frozen=True, slots=True)
class Detention:
    """A right by which a country holds somebody.

    Attributes:
        person: Key, as the own file names the person.
        basis: What it stands on: key of an order, a charge or a procedure; "" for a case that is not played.
        right: Which right it is now.
        taken: When it began, in seconds since the scenario's start.
        since: When it was last given.
        until: The second at which its clock ends.
        ended: When it fell; None while it stands.
        rule: By which rule; None while it stands.
    """

    person: str
    basis: str
    right: Right
    taken: int
    since: int
    until: int
    ended: int | None = None
    rule: ReleaseRule | None = None

    @property
    def key(self) -> str:
        """By what the file keeps it."""
        return f"{self.person}|{self.basis}"


@dataclass(frozen=True, slots=True)
class LoadConviction:
    """An ordinary court has convicted somebody who was taken with a load.

    Attributes:
        person: Key, as the own file names the person.
        taken: When he or she was taken: the judgment is about loads up to then.
        at: When it was given, in seconds since the scenario's start.
    """

    person: str
    taken: int
    at: int


class Detentions(Rows[Detention]):
    """Rights by which a country holds or held people.

    Attributes:
        convictions: What ordinary courts have judged, each arrest with a load by itself, served or not.
    """

    def __init__(self, concerned: list[str]) -> None:
        """Start with nobody."""
        super().__init__(concerned)
        self.convictions: Register[str, LoadConviction] = Register()

    def standing(self, person: str) -> tuple[Detention, ...]:
        """Those by which a person is held now, in the order in which they began."""
        return tuple(row for row in self.rows.values() if row.person == person and row.ended is None)

    def is_held(self, person: str) -> bool:
        """Whether the country holds a person."""
        return any(row.person == person and row.ended is None for row in self.rows.values())

    def give(self, person: str, basis: str, right: Right, now: int, until: int) -> Detention:
        """Enter a right, or the next one on the same basis: its beginning stays.

        A sentence for a case that is not played is an ordinary court's, which convicts of a load.
        """
        before = self.rows.get(f"{person}|{basis}")
        taken = before.taken if before is not None and before.ended is None else now
        row = Detention(person, basis, right, taken, now, until)
        self.concerned.append(person)
        self.rows[row.key] = row
        if basis == NOT_PLAYED and right is Right.SENTENCE:
            self.convictions[f"{person}|{taken}"] = LoadConviction(person, taken, now)
        return row

    def end(self, row: Detention, rule: ReleaseRule, now: int) -> None:
        """Enter that a right has fallen."""
        self.concerned.append(row.person)
        self.rows[row.key] = replace(row, ended=now, rule=rule)
