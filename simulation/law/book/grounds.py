"""The grounds for refusing or postponing, one record each, and how the law treats each.

The rows lie in `data/grounds.toml` (the treaties' own) and `data/safeguards.toml` (safeguards that come in under the
requested side's legal system); whoever asks something of a ground reads its columns here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from simulation.law.book.law_book import GroundRow, Safeguard
from simulation.law.rows import rows

NONE = "not a ground"
"""Nature of what the treaty says is none: a refusal on it is possible and a finding (UNTOC 18(8), 18(22), 16(15))."""

POSTPONES = "temporary"
"""Nature of an own case on file, which postpones and never refuses (UNTOC 18(25))."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground, as the machines and the assessment need it.

    Attributes:
        id: R1-R12 and NR1-NR3 of the treaties, G1-G16 of the safeguards.
        nature: What the treaty makes of it, "" for a safeguard.
        refuses: What may be refused on it: `letter`, `extradition`, `enforcement`.
        is_safeguard: It comes in under the requested side's legal system (UNTOC 18(21)(d)).
        consult_first: Consultation is due before a refusal on it: UNTOC 18(26) for the grounds of 18(21), 16(16) for
            surrender, and the safeguards that an assurance, a question or the other side's own prosecution may answer;
            paragraph 9 of article 18 (R5) is not among those that paragraph 26 names.
        for_people: The simulation does not hold its facts, or cannot weigh them.
    """

    id: str
    nature: str
    refuses: tuple[str, ...]
    is_safeguard: bool
    consult_first: bool
    for_people: bool

    @property
    def is_none(self) -> bool:
        """The treaty says that it is no ground."""
        return self.nature == NONE

    @property
    def postpones(self) -> bool:
        """It postpones, and never refuses."""
        return self.nature == POSTPONES


@cache
def grounds() -> tuple[Ground, ...]:
    """Every ground, in the order in which they are offered: the treaties', the safeguards, then what is none."""
    own = [
        Ground(row.id, row.nature, row.refuses, False, row.consult_first, row.for_people)
        for row in rows("grounds", "grounds", GroundRow)
    ]
    safeguards = [
        Ground(row.id, "", row.refuses, True, row.consult_first, row.for_people)
        for row in rows("safeguards", "safeguards", Safeguard)
    ]
    return tuple(sorted((*own, *safeguards), key=lambda ground: (ground.is_none, ground.is_safeguard)))


@cache
def ground_of(name: str) -> Ground | None:
    """A ground by its id; None for one that nobody knows."""
    return next((ground for ground in grounds() if ground.id == name), None)


@cache
def refusing(what: str) -> tuple[str, ...]:
    """Ids on which something may be refused, those that the treaty says are none among them.

    Args:
        what: `letter`, `extradition` or `enforcement`.
    """
    return tuple(ground.id for ground in grounds() if what in ground.refuses)


@cache
def refusing_preservation() -> tuple[str, ...]:
    """Codes on which preservation, and the disclosure of a path, may be refused (Budapest 29(5), 30(2)): no others."""
    return tuple(code for row in rows("grounds", "grounds", GroundRow) for code in row.preservation)


def is_none(name: str | None) -> bool:
    """Whether the treaty says that a ground is none."""
    found = ground_of(name) if name else None
    return found is not None and found.is_none


def is_to_consult(name: str | None) -> bool:
    """Whether consultation is due before a refusal on a ground."""
    found = ground_of(name) if name else None
    return found is not None and found.consult_first and not found.postpones


@cache
def postponing() -> str:
    """The id of the ground that postpones."""
    return next(ground.id for ground in grounds() if ground.postpones)
