"""Days of preservation: at home, and abroad by the instrument that binds the two, else by the law of the place."""

from __future__ import annotations

from functools import cache
from typing import Annotated

from pydantic import Field

from simulation.law.rows import LawRow, Said, rows
from simulation.scenario.schema.country import CountryPair

type Days = Annotated[int, Field(ge=1, le=200)]
"""Whole days."""

AT_HOME = "home"
"""Id of the row for orders at home."""


class KeepingRow(LawRow):
    """For how long records are kept.

    Attributes:
        id: Instrument, `home` or `law`.
        days: Days of the order.
        more: Days that a prolongation adds.
        times: How often it may be prolonged; None where nothing limits it.
        name: For pages.
        text: What it says, in our words.
    """

    id: str
    days: Days
    more: Days
    times: Annotated[int, Field(ge=0, le=10)] | None = None
    name: Said
    text: Said


@cache
def load_keeping() -> tuple[KeepingRow, ...]:
    """All rows, those that go first in front."""
    return rows("preservation", "periods", KeepingRow)


def keeping_at_home() -> KeepingRow:
    """The days of an order at home."""
    return next(row for row in load_keeping() if row.id == AT_HOME)


def keeping_between(pair: CountryPair) -> KeepingRow:
    """The days that hold between two countries."""
    found = load_keeping()
    return next((row for row in found if row.id in pair.instruments), found[-1])
