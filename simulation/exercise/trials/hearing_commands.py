"""Court and defence as people play them: what they may do, and the events that tell of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from simulation.casework.file.charges import PointRuling
from simulation.exercise.core.command import Command
from simulation.exercise.core.event import Event


class Bench(StrEnum):
    """Whom a person plays at a trial."""

    COURT = "court"
    DEFENCE = "defence"


@dataclass(frozen=True, slots=True, kw_only=True)
class HearCases(Command):
    """Control takes trials into people's hands, or (`heard` False) gives them back to the rule.

    Attributes:
        country: Whose courts; "" for all countries.
        charge: One charge of that country; "" for all that are open and those to come.
        heard: Whether people play the court.
    """

    country: str = ""
    charge: str = ""
    heard: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveBench(Command):
    """Control lets a participant of another country sit as court or defence; `who` "" takes the bench back."""

    charge: str
    bench: Bench
    who: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RaisePoint(Command):
    """Whoever plays the defence raises a point, about a paper before the court or about none."""

    charge: str
    text: str
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveJudgment(Command):
    """Whoever plays the court decides, with reasons.

    Attributes:
        charge: The charge.
        outcome: `conviction`, `acquittal` or `dismissal`.
        text: The reasons, for everybody in the case.
        points: What the court says on points of the defence.
        months: The sentence after a conviction, else 0.
    """

    charge: str
    outcome: str
    text: str
    points: tuple[PointRuling, ...] = ()
    months: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingSet(Event):
    """A trial (`charge` "": all of a country's, also those to come) went into people's hands, or back to the rule."""

    country: str
    charge: str
    heard: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchGiven(Event):
    """A participant was given a bench at a trial, or it went back to control (`who` "")."""

    country: str
    charge: str
    bench: str
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PointRaised(Event):
    """Whoever plays the defence raised a point; `by_country` is "" for control."""

    country: str
    charge: str
    document: str
    text: str
    by_country: str


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
