"""The table of reactions: who says what to which sign, by which rule."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Literal

from pydantic import Field, model_validator

from simulation.kernel.data_tables import table_rows
from simulation.kernel.field_types import FrozenModel
from simulation.kernel.offices import OfficeTask

PACKAGE = "simulation.exercise.reactions"
"""Where the table and its words lie."""

WHICH = ("", ".again", ".more", ".last")
"""What stands behind the code of a reaction for its first text, its second, and so on."""


class ReactionRow(FrozenModel):
    """A row of the table; the meaning of each column stands at its top."""

    code: str
    signs: Annotated[tuple[str, ...], Field(min_length=1)]
    sender: str
    days: Annotated[int, Field(ge=1, le=20)]
    texts: Annotated[int, Field(ge=1, le=len(WHICH))]
    offices: OfficeTask | None = None
    cites: str = ""
    source: str = ""
    on_ground: Mapping[str, str] = {}
    confidence: Literal["T", "S", "M", "P"]

    @model_validator(mode="after")
    def _has_a_rule(self) -> ReactionRow:
        if not self.cites and not self.source:
            raise ValueError(f"reaction {self.code} has no rule")
        return self


@cache
def reactions() -> tuple[ReactionRow, ...]:
    """The table, in its order."""
    return table_rows(PACKAGE, "reactions", "reactions", ReactionRow)


@cache
def by_sign() -> Mapping[str, ReactionRow]:
    """The row of each sign."""
    return {sign: row for row in reactions() for sign in row.signs}


@cache
def by_code() -> Mapping[str, ReactionRow]:
    """The rows by code."""
    return {row.code: row for row in reactions()}


ABROAD = frozenset({"contact_point", "police_abroad", "court_abroad"})
"""Who speaks for the other country; everybody else speaks at home."""


def is_from_abroad(sign: str) -> bool:
    """Whether somebody of the other country reacts to a sign: only to what has reached that country."""
    row = by_sign().get(sign)
    return row is not None and row.sender in ABROAD
