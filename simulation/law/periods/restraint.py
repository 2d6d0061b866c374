"""For how long money stays blocked, and on which ground: the rows that courts and pages read (law.md 7.3)."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import Annotated

from pydantic import Field

from simulation.law.rows import LawRow, Said, rows


class RestraintGround(StrEnum):
    """On what money stays blocked, from the weakest; `HEARING` is the time in which a court hears an owner."""

    SHORT = "short"
    ANNOUNCED = "announced"
    SUSPICION = "suspicion"
    LETTER = "letter"
    PROGRESS = "progress"
    SHOWN = "shown"
    HEARING = "hearing"


class RestraintRow(LawRow):
    """How long money stays blocked on a ground.

    Attributes:
        id: The ground.
        days: Days at most, from the order that froze it; None where only the law of the place limits them.
        name: For pages.
        text: What it says, in our words.
        lacks: What would carry it further.
    """

    id: RestraintGround
    days: Annotated[int, Field(ge=1, le=1000)] | None = None
    name: Said
    text: Said
    lacks: Said


@cache
def load_restraint() -> tuple[RestraintRow, ...]:
    """All rows."""
    return rows("restraint", "periods", RestraintRow)


@cache
def restraint_row(ground: str) -> RestraintRow:
    """The row of one ground."""
    return next(row for row in load_restraint() if row.id == ground)
