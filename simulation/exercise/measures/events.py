"""Measures at home and reports of suspicion."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.exercise.core.event import Event, event
from simulation.kernel.terms import Office


@event("MeasureOrdered")
@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureOrdered(Event):
    """A measure at home was ordered."""

    country: str
    office: Office
    measure: str
    kind: str
    target: str


@event("MeasureCompleted")
@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureCompleted(Event):
    """A measure ended; `result` is a code (`done`, `nothing_found`, `says_nothing`, `refused_by_court`, ...)."""

    country: str
    measure: str
    kind: str
    target: str
    result: str
    amount_minor: int = 0
    grams: int = 0


@event("ReportTriaged")
@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTriaged(Event):
    """An FIU decided on a report."""

    country: str
    report: str
    decision: str
    to: str
