"""The grounds for refusing or postponing, one record each, and how the law treats each.

The rows lie in `data/grounds.toml` (the treaties' own) and `data/safeguards.toml` (safeguards that come in under the
requested side's legal system); whoever asks something of a ground reads its columns here, and under
which ground the letters of instruments are named.
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

_BY_TAG: dict[str, str] = {
    "conformity": "R1",
    "certificate_incomplete": "R1",
    "essential_interests": "R2",
    "own_law_forbids_measure": "R3",
    "measure_not_available_here": "R3",
    "not_authorised_in_domestic_case": "R3",
    "own_law_on_assistance": "R4",
    "dual_criminality": "R5",
    "own_proceedings": "R6",
    "items_needed": "R6",
    "not_covered": "R7",
    "death_penalty": "G1",
    "ill_treatment": "G2",
    "ill_treatment_or_unfair_trial": "G2",
    "discrimination": "G3",
    "ne_bis_in_idem": "G4",
    "ne_bis_own": "G4",
    "ne_bis_member": "G4",
    "ne_bis_third": "G4",
    "immunity_privilege_press": "G6",
    "person_in_danger": "G7",
    "victim_compelled": "G7",
    "nationality": "G8",
    "third_party_decision": "G9",
    "affected_persons": "G9",
    "refoulement": "G11",
    "in_absence": "G12",
    "lapse_of_time": "G14",
    "amnesty": "G14",
}
"""The ground under which pages and findings have always named what letters of several instruments say."""

NONE_BY_TAG = {"bank_secrecy": "NR1", "fiscal": "NR2"}
"""What is no ground where the instrument says so."""

TAG_OF_NONE = {name: tag for tag, name in NONE_BY_TAG.items()}
"""The same the other way round."""

TAGS: dict[str, tuple[str, ...]] = {
    ground: tuple(tag for tag, name in _BY_TAG.items() if name == ground) for ground in dict.fromkeys(_BY_TAG.values())
}
"""Tags of each ground, the one that says it best in front."""

OWN_LAWS = ("own_law_on_assistance", "own_law_on_extradition")
"""Tags of the letters that leave help, or surrender, to the law of whoever is asked."""

THROUGH: dict[str, tuple[str, ...]] = {
    "G4": (*OWN_LAWS, "essential_interests"),
    "G14": OWN_LAWS,
    "G12": OWN_LAWS,
    **dict.fromkeys(
        ("G1", "G2", "G3", "G6", "G7", "G9", "G11", "G13"),
        (*OWN_LAWS, "fundamental_rights", "fundamental_principles", "essential_interests", "own_law_forbids_measure"),
    ),
}
"""Letters through which a safeguard comes in where the instrument has none of its own for it."""


def ground_of_tag(tag: str, letter: str) -> str:
    """The ground under which a letter is named: the old one where there is one, else the letter itself."""
    return _BY_TAG.get(tag, letter)


def named_ground(name: str | None) -> str:
    """The ground that a refusal names: of a letter the one under which it has always been named."""
    letter = load_rules().letter(name)
    return ground_of_tag(letter.tag, letter.id) if letter is not None else name or ""


@cache
def duty_to_prosecute(instrument: str) -> str:
    """Where an instrument says that who keeps a national submits the case at home; "" where it does not say so.

    Args:
        instrument: The basis that a letter names.
    """
    letters = load_rules().letters
    return next((row.prosecution_source for row in letters if row.i == instrument and row.prosecutes_by), "")


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
