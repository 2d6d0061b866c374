"""Days of extradition: those of the instrument that binds the two countries, else those of the law of the place."""

from __future__ import annotations

from functools import cache
from typing import Annotated

from pydantic import Field

from simulation.law.rows import LawRow, Said, rows
from simulation.scenario.schema.country import CountryPair

type Days = Annotated[int, Field(ge=1, le=200)]
"""Whole days."""

BY_LAW = "law"
"""Id of the row for pairs that no instrument with days of its own binds."""


class PeriodRow(LawRow):
    """The days of an instrument.

    Attributes:
        id: Instrument, or `law`.
        may_release: Days of provisional arrest after which it may end when no papers came.
        papers: Days after which it must.
        consent: Days within which an arrested person is asked whether he or she consents.
        may_free: Days from the grant after which a person who is not collected may be released.
        collect: Days after which he or she must be.
        decide: Days from coming before the court to its decision at most; None where nothing limits them.
        name: For pages.
        text: What it says, in our words.
    """

    id: str
    may_release: Days
    papers: Days
    consent: Days
    may_free: Days
    collect: Days
    decide: Days | None = None
    name: Said
    text: Said


@cache
def load_periods() -> tuple[PeriodRow, ...]:
    """All rows, those that go first in front."""
    return rows("extradition", "periods", PeriodRow)


def periods_of(pair: CountryPair) -> PeriodRow:
    """The days that hold between two countries."""
    found = load_periods()
    return next((row for row in found if row.id in pair.instruments), found[-1])
