"""Days of preservation, read from the rules: at home, and abroad those of the instrument that governs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from simulation.law.book.assistance_types import kind_of
from simulation.law.book.governance import regime_of
from simulation.law.book.rules import ClockRule, load_rules
from simulation.scenario.schema.country import CountryPair
from simulation.scenario.schema.play import Sought

KEEP, KEEP_AT_HOME = "keep_data", "keep_data_at_home"
"""The times of the rules."""


@dataclass(frozen=True, slots=True)
class KeepingDays:
    """For how long records are kept.

    Attributes:
        row: The row that says so.
        days: Days of the order.
        more: Days that a prolongation adds.
        times: How often it may be prolonged; None where nothing limits it.
    """

    row: ClockRule
    days: int
    more: int
    times: int | None


@cache
def keeping_at_home() -> KeepingDays:
    """The days of an order at home: those of ETS 185 article 16(2), also where it does not bind (an assumption)."""
    return _kept(next(row for row in load_rules().clocks if row.what == KEEP_AT_HOME))


def keeping_between(pair: CountryPair) -> KeepingDays:
    """The days that hold between two countries."""
    return _kept(next(row for row in regime_of(pair, kind_of(Sought.PRESERVATION)).clocks if row.what == KEEP))


def _kept(row: ClockRule) -> KeepingDays:
    return KeepingDays(row, row.days, row.extend, row.times)
