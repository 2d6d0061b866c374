"""The grounds for refusing or postponing, one record each, and how the law treats each.

The rows lie in `data/grounds.toml` (the treaties' own) and `data/safeguards.toml` (safeguards that come in under the
requested side's legal system); whoever asks something of a ground reads its columns here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from simulation.kernel.shared import shared
from simulation.law.book.law_book import GroundRow, Safeguard
from simulation.law.book.rules import FOR_PEOPLE, LetterNature, load_rules
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
        preservation: Codes of what it is made of, on each of which preservation, and the disclosure of a path, may be
            refused (Budapest 29(5), 30(2)): on no others.
        in_request: What carries it is in the request or in the two laws; else it is on a paper of the own file.
    """

    id: str
    nature: str
    refuses: tuple[str, ...]
    is_safeguard: bool
    consult_first: bool
    for_people: bool
    preservation: tuple[str, ...]
    in_request: bool = False

    @property
    def is_none(self) -> bool:
        """The treaty says that it is no ground."""
        return self.nature == NONE

    @property
    def postpones(self) -> bool:
        """It postpones, and never refuses."""
        return self.nature == POSTPONES

    @property
    def is_to_consult(self) -> bool:
        """Consultation is due before a refusal on it."""
        return self.consult_first and not self.postpones


@shared
@dataclass(frozen=True, slots=True)
class Grounds:
    """The grounds that there are.

    Attributes:
        all: In the order in which they are offered: the treaties', the safeguards, then what is none.
    """

    all: tuple[Ground, ...]

    def of(self, name: str | None) -> Ground | None:
        """A ground by its id, or a letter of an instrument by its own; None for one that nobody knows."""
        return next((ground for ground in self.all if ground.id == name), None) or _of_a_letter(name)

    def refusing(self, what: str) -> tuple[str, ...]:
        """Ids on which something may be refused, those that the treaty says are none among them.

        Args:
            what: `letter`, `extradition`, `enforcement` or `preservation`.
        """
        if what == "preservation":
            return tuple(code for ground in self.all for code in ground.preservation)
        return tuple(ground.id for ground in self.all if what in ground.refuses)


@cache
def grounds_with(further: tuple[GroundRow | Safeguard, ...] = ()) -> Grounds:
    """The grounds of the law's data, and further ones."""
    found = (*rows("grounds", "grounds", GroundRow), *rows("safeguards", "safeguards", Safeguard), *further)
    return Grounds(tuple(sorted(map(_ground, found), key=lambda ground: (ground.is_none, ground.is_safeguard))))


def _ground(row: GroundRow | Safeguard) -> Ground:
    nature, codes = (row.nature, row.preservation) if isinstance(row, GroundRow) else ("", ())
    is_safeguard = isinstance(row, Safeguard)
    return Ground(row.id, nature, row.refuses, is_safeguard, row.consult_first, row.for_people, codes, row.in_request)


@cache
def _of_a_letter(name: str | None) -> Ground | None:
    letter = load_rules().letter(name)
    if letter is None:
        return None
    nature = {LetterNature.NOT_A_GROUND: NONE, LetterNature.POSTPONE: POSTPONES}.get(letter.nature, letter.nature)
    refuses = () if letter.nature is LetterNature.POSTPONE else ("letter",)
    return Ground(letter.id, nature, refuses, False, letter.wants_consultation, letter.tag in FOR_PEOPLE, ())


def ground_of(name: str | None) -> Ground | None:
    """A ground that ships by its id; None for one that nobody knows."""
    return grounds_with().of(name)


@cache
def refusing(what: str) -> tuple[str, ...]:
    """Ids of grounds that ship on which something may be refused; see `Grounds.refusing`."""
    return grounds_with().refusing(what)


@cache
def postponing() -> str:
    """The id of the ground that postpones."""
    return next(ground.id for ground in grounds_with().all if ground.postpones)
