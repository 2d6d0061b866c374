"""What came into a country's file, and whom that puts at risk or hurts."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.exercise.core.event import Event, event
from simulation.scenario.schema.play import DocumentKind


@event("DocumentReceived")
@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentReceived(Event):
    """A paper entered a country's file; `document` is what acts may rest on."""

    country: str
    document: str
    kind: DocumentKind
    about: str
    origin: str
    source: str
    is_evidence: bool
    rows: int


@event("UninvolvedAffected")
@dataclass(frozen=True, slots=True, kw_only=True)
class UninvolvedAffected(Event):
    """A measure, or the execution of a request, hit somebody who has nothing to do with the network."""

    country: str
    entity: str
    measure: str


@event("ExposureKnown")
@dataclass(frozen=True, slots=True, kw_only=True)
class ExposureKnown(Event):
    """A country's file shows a person at risk: known exposure runs until protection."""

    country: str
    person: str
    document: str


@event("PersonProtected")
@dataclass(frozen=True, slots=True, kw_only=True)
class PersonProtected(Event):
    """A person at risk is protected; exposure ends."""

    country: str
    person: str
    measure: str
