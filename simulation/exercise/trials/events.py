"""Charges, and trials that people play."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.casework.file.charges import PointRuling
from simulation.exercise.core.event import Event, event


@event("PersonCharged")
@dataclass(frozen=True, slots=True, kw_only=True)
class PersonCharged(Event):
    """A person was charged."""

    country: str
    charge: str
    person: str
    offence: str
    trial_at: int


@event("ChargeSupplemented")
@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeSupplemented(Event):
    """More papers were put before the court."""

    country: str
    charge: str
    documents: tuple[str, ...]


@event("WitnessByVideo")
@dataclass(frozen=True, slots=True, kw_only=True)
class WitnessByVideo(Event):
    """A witness is to be heard by video link."""

    country: str
    charge: str
    witness: str


@event("HearingSet")
@dataclass(frozen=True, slots=True, kw_only=True)
class HearingSet(Event):
    """A trial (`charge` "": all of a country's, also those to come) went into people's hands, or back to the rule."""

    country: str
    charge: str
    heard: bool


@event("BenchGiven")
@dataclass(frozen=True, slots=True, kw_only=True)
class BenchGiven(Event):
    """A participant was given a bench at a trial, or it went back to control (`who` "")."""

    country: str
    charge: str
    bench: str
    who: str


@event("PointRaised")
@dataclass(frozen=True, slots=True, kw_only=True)
class PointRaised(Event):
    """Whoever plays the defence raised a point; `by_country` is "" for control."""

    country: str
    charge: str
    document: str
    text: str
    by_country: str


@event("JudgmentGiven")
@dataclass(frozen=True, slots=True, kw_only=True)
class JudgmentGiven(Event):
    """A court that people played gave its reasons; the verdict follows as an event of its own."""

    country: str
    charge: str
    person: str
    outcome: str
    text: str
    points: tuple[PointRuling, ...]
    by_country: str
