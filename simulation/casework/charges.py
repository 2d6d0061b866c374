"""Charges: who is accused of what, on which papers, and what the court said."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Appeal(StrEnum):
    """Where the way to a final verdict stands."""

    NONE = ""
    TERM = "term"
    LODGED = "lodged"
    LAPSED = "lapsed"
    DISMISSED = "dismissed"
    ALLOWED = "allowed"


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
        outcome: `conviction`, `acquittal`, `dismissal`, or "" before the verdict.
        reasons: Codes of the verdict's reasons.
        decided: When the verdict fell, None before.
        months: Months of imprisonment after a conviction, else 0.
        grounds: Ids of the rows of the sentence (see `sentence`).
        appeal: Where an appeal stands; `NONE` where the verdict is final at once.
        appeal_until: Last second in which the convict may appeal, None where nobody may.
        version: Counted up with each change.
    """

    key: str
    person: str
    offence: str
    elements: tuple[str, ...]
    at: int
    trial_at: int
    documents: tuple[str, ...]
    outcome: str = ""
    reasons: tuple[str, ...] = ()
    decided: int | None = None
    months: int = 0
    grounds: tuple[str, ...] = ()
    appeal: Appeal = Appeal.NONE
    appeal_until: int | None = None
    version: int = 1

    @property
    def is_pending(self) -> bool:
        """Whether no final verdict has been given."""
        return not self.outcome or self.appeal in {Appeal.TERM, Appeal.LODGED}
