"""Charges: who is accused of what, on which papers, and what the court said."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from simulation.casework.file.changes import Change, ChangeCode, Rows
from simulation.kernel.errors import RuleViolation


class Appeal(StrEnum):
    """Where the way to a final verdict stands."""

    NONE = ""
    TERM = "term"
    LODGED = "lodged"
    LAPSED = "lapsed"
    DISMISSED = "dismissed"
    ALLOWED = "allowed"


@dataclass(frozen=True, slots=True)
class RaisedPoint:
    """A point that whoever plays the defence adds to those that the file leaves open.

    Attributes:
        document: Key of the paper before the court that it is about, "" for none.
        text: What the defence says.
        by: Country of the participant who plays the defence, "" for exercise control.
        at: When it was raised.
    """

    document: str
    text: str
    by: str
    at: int


@dataclass(frozen=True, slots=True)
class PointRuling:
    """What a court that people play says on a point of the defence; without one the rule's answer stands.

    Attributes:
        kind: A kind of the points that files leave open (see `defence`), or `raised`.
        about: Key of the paper, the element or the person; for a raised point its number, from 1.
        detail: For a defect, which one; else "".
        upheld: The point is well taken; False: it is dismissed.
        reasons: The court's words.
    """

    kind: str
    about: str
    detail: str
    upheld: bool
    reasons: str


@dataclass(frozen=True, slots=True)
class Ruling:
    """The reasoned ruling of a court that people play.

    Attributes:
        by: Country of the participant who sat as court, "" for exercise control.
        text: Its reasons.
        points: What it said on points of the defence.
    """

    by: str
    text: str
    points: tuple[PointRuling, ...] = ()

    def on(self, kind: str, about: str, detail: str = "") -> PointRuling | None:
        """What it says on a point, None when it says nothing."""
        wanted = (kind, about, detail)
        return next((each for each in self.points if (each.kind, each.about, each.detail) == wanted), None)


@dataclass(frozen=True, slots=True)
class Charge:
    """A person charged with an offence of the country's law.

    Attributes:
        key: Causal key.
        person: Key of the accused.
        offence: Key in the country's offence table.
        elements: The offence's elements as its law lists them.
        at: When the charge was brought.
        trial_at: When the court sits.
        documents: Papers that the prosecutor relies on or discloses, in order.
        because: What whoever brought it said that it rests on, by key, what counted most first.
        outcome: `conviction`, `acquittal`, `dismissal`, or "" before the verdict.
        reasons: Codes of the verdict's reasons.
        decided: When the verdict fell, None before.
        months: Months of imprisonment after a conviction, else 0.
        grounds: Ids of the rows of the sentence (see `sentence`).
        appeal: Where an appeal stands; `NONE` where the verdict is final at once.
        appeal_until: Last second in which the convict may appeal, None where nobody may.
        by_video: Keys of witnesses who are heard by video link on the prosecutor's motion.
        heard: People play the court; what they have not decided when the court sits is decided by the rule.
        raised: Points that whoever plays the defence has added, in order.
        ruling: The ruling of a court that people played, None where the rule decided.
        version: Counted up with each change.
    """

    key: str
    person: str
    offence: str
    elements: tuple[str, ...]
    at: int
    trial_at: int
    documents: tuple[str, ...]
    because: tuple[str, ...] = ()
    outcome: str = ""
    reasons: tuple[str, ...] = ()
    decided: int | None = None
    months: int = 0
    grounds: tuple[str, ...] = ()
    appeal: Appeal = Appeal.NONE
    appeal_until: int | None = None
    by_video: tuple[str, ...] = ()
    heard: bool = False
    raised: tuple[RaisedPoint, ...] = ()
    ruling: Ruling | None = None
    version: int = 1

    @property
    def is_pending(self) -> bool:
        """Whether no final verdict has been given."""
        return not self.outcome or self.appeal in {Appeal.TERM, Appeal.LODGED}


class Charges(Rows[Charge]):
    """Charges brought."""

    def hear_by_video(self, key: str, witness: str) -> None:
        """Enter that a witness is heard by video link.

        Raises:
            RuleViolation: `charge.unknown`, `charge.decided`.
        """
        charge = self.undecided(key)
        self.rows[key] = replace(charge, by_video=(*charge.by_video, witness), version=charge.version + 1)

    def hear(self, key: str, *, heard: bool) -> None:
        """Enter whether people play the court.

        Raises:
            RuleViolation: `charge.unknown`, `charge.decided`.
        """
        charge = self.undecided(key)
        self.rows[key] = replace(charge, heard=heard, version=charge.version + 1)

    def raise_point(self, key: str, point: RaisedPoint) -> None:
        """Enter a point that whoever plays the defence adds.

        Raises:
            RuleViolation: `charge.unknown`, `charge.decided`.
        """
        charge = self.undecided(key)
        self.rows[key] = replace(charge, raised=(*charge.raised, point), version=charge.version + 1)

    def rule_on(self, key: str, ruling: Ruling) -> Charge:
        """Enter the reasoned ruling of a court that people play; the verdict follows it.

        Raises:
            RuleViolation: `charge.unknown`, `charge.decided`.
        """
        charge = self.rows[key] = replace(self.undecided(key), ruling=ruling)
        return charge

    def decide(
        self, key: str, outcome: str, reasons: tuple[str, ...], now: int, months: int = 0, grounds: tuple[str, ...] = ()
    ) -> tuple[Change, ...]:
        """Enter the court's verdict, or that of the court of appeal, and the sentence after a conviction.

        Raises:
            RuleViolation: `charge.unknown`, `charge.decided`.
        """
        charge = self.rows.get(key)
        if charge is None or charge.appeal is not Appeal.LODGED:
            charge = self.undecided(key)
        self.concerned.append(charge.person)
        self.rows[key] = replace(
            charge,
            outcome=outcome,
            reasons=reasons,
            decided=now,
            months=months,
            grounds=grounds,
            version=charge.version + 1,
        )
        return (Change(ChangeCode.CHARGE_DECIDED, key, charge.documents, (("outcome", outcome),)),)

    def move_appeal(self, key: str, appeal: Appeal, until: int | None) -> None:
        """Enter where the way from a verdict to a final one stands."""
        charge = self.rows[key]
        self.rows[key] = replace(charge, appeal=appeal, appeal_until=until, version=charge.version + 1)

    def undecided(self, key: str) -> Charge:
        """A charge that awaits its verdict.

        Raises:
            RuleViolation: `charge.unknown`, `charge.decided`.
        """
        charge = self.rows.get(key)
        if charge is None:
            raise RuleViolation("charge.unknown", charge=key)
        if charge.outcome:
            raise RuleViolation("charge.decided", charge=key)
        return charge
