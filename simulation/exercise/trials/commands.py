"""Charges, and trials that people play: what the prosecutor, control, the court and the defence may do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from simulation.casework.file.charges import PointRuling
from simulation.exercise.core.command import Command, Giver, command


@command("HearByVideo")
@dataclass(frozen=True, slots=True, kw_only=True)
class HearByVideo(Command):
    """Have a witness of a charge heard by video link: he or she fails to come less often, and weighs less."""

    charge: str
    witness: str


@command("ChargePerson")
@dataclass(frozen=True, slots=True, kw_only=True)
class ChargePerson(Command):
    """Charge a person with an offence of the country's law, on documents of the file. Its key is `COUNTRY/id`."""

    person: str
    offence: str
    documents: tuple[str, ...]


@command("SupplementCharge")
@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementCharge(Command):
    """Put more papers before the court, before the verdict: more proof, or disclosure."""

    charge: str
    documents: tuple[str, ...]


class Bench(StrEnum):
    """Whom a person plays at a trial."""

    COURT = "court"
    DEFENCE = "defence"


@command("HearCases", giver=Giver.CONTROL, ends_with_play=True)
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


@command("GiveBench", giver=Giver.CONTROL, ends_with_play=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class GiveBench(Command):
    """Control lets a participant of another country sit as court or defence; `who` "" takes the bench back."""

    charge: str
    bench: Bench
    who: str = ""


@command("RaisePoint", giver=Giver.BENCH)
@dataclass(frozen=True, slots=True, kw_only=True)
class RaisePoint(Command):
    """Whoever plays the defence raises a point, about a paper before the court or about none."""

    charge: str
    text: str
    document: str = ""


@command("GiveJudgment", giver=Giver.BENCH)
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
