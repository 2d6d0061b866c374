"""Who was judged for which facts: the one answer for letters, surrenders, charges and frozen money.

Facts are the same when the offences share an element of conduct (law.md 2.8): that both ask for the same state of mind
makes nothing the same. Only a final judgment on the merits counts. The case of an ordinary court is not played; what is
known of it is the arrest with a load, so that it is taken to be about every load that was found up to then
(assumption), and about nothing that was done with the money. ICCPR article 14(7) bars the same offence, and not the
same kind of offence: a load that was found later is another one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from simulation.casework.documents.document import Document
from simulation.casework.file.case_file import CaseFile
from simulation.casework.file.charges import Charge
from simulation.casework.file.detention import LOAD
from simulation.casework.proof.assertions import Assertions
from simulation.casework.proof.elements import element
from simulation.casework.proof.proof import CourtOutcome
from simulation.casework.proof.proof_context import Scene
from simulation.kernel.errors import RuleViolation
from simulation.scenario.schema.country import Offence

type One = Callable[[str], str]
"""The key under which whoever makes the comparison knows somebody: two spellings of one person come to the same."""

FINAL = frozenset({CourtOutcome.CONVICTION, CourtOutcome.ACQUITTAL})
"""Verdicts on the merits: once they are final they bar another one; a dismissal does not."""


JUDGED_ALREADY = "ne_bis_in_idem"
"""Reason of a dismissal: a final verdict on the same facts was given elsewhere, or on the load by an ordinary court."""


@dataclass(frozen=True, slots=True)
class Accusation:
    """What somebody is tried for, or is to be.

    Attributes:
        person: Key of the person.
        elements: Elements of the offence.
        papers: What it rests on, with the person under this key.
    """

    person: str
    elements: Collection[str]
    papers: tuple[Document, ...] = ()

    @property
    def last_load(self) -> int | None:
        """When the latest load to which evidence ties the person was found, in seconds; None where it ties to none."""
        known, scene = element(LOAD), Scene(Assertions(each for each in self.papers if each.use.stands), self.person)
        patterns = [pattern for rule in known.rules for pattern in rule.patterns] if known is not None else []
        said = (each for one in patterns for each in scene.between(one.kinds, one.subject, one.object))
        return max((each.assertion.at for each in said if each.assertion.at is not None), default=None)


def are_same_facts(one: Collection[str], other: Collection[str]) -> bool:
    """Whether two offences are about the same facts: they share an element that is no state of mind.

    Args:
        one: Elements of an offence.
        other: Elements of another, of whatever law.
    """
    return any((known := element(key)) is None or not known.mental for key in set(one).intersection(other))


def is_judged(file: CaseFile, of: Accusation, one: One) -> bool:
    """Whether a court of a file's country has given a final judgment on a person for these facts.

    Args:
        file: The file of that country.
        of: Who, and of what.
        one: Who is one with whom.
    """
    return is_judged_in_play(file, of, one) or is_judged_by_ordinary_court(file, of, one)


def is_judged_in_play(file: CaseFile, of: Accusation, one: One) -> bool:
    """The same, on a charge that a team brought; a conviction counts once no appeal can change it."""
    return any(
        charge.outcome in FINAL and not charge.is_pending and _is_of(charge, of, one) for charge in file.charges.all
    )


def is_being_judged(file: CaseFile, of: Accusation, one: One) -> bool:
    """Whether a team's charge for these facts waits for a verdict, or for the end of an appeal."""
    return any(charge.is_pending and _is_of(charge, of, one) for charge in file.charges.all)


def _is_of(charge: Charge, of: Accusation, one: One) -> bool:
    return one(charge.person) == one(of.person) and are_same_facts(charge.elements, of.elements)


def is_judged_by_ordinary_court(file: CaseFile, of: Accusation, one: One) -> bool:
    """The same, by an ordinary court: of the loads up to an arrest, served or not.

    A load is a later one only where papers say so.
    """
    if LOAD not in of.elements:
        return False
    taken = [each.taken for each in file.detentions.convictions.values() if one(each.person) == one(of.person)]
    if not taken:
        return False
    found = of.last_load
    return found is None or found <= max(taken)


def is_dismissed_as_judged(file: CaseFile, of: Accusation, offence: str, one: One) -> bool:
    """Whether a court of the country has ended the same charge as judged already, and no later load is shown.

    Args:
        file: The file of that country.
        of: Who, and of what.
        offence: Key of the offence.
        one: Who is one with whom.
    """
    ended = (
        charge
        for charge in file.charges.all
        if JUDGED_ALREADY in charge.reasons and charge.offence == offence and one(charge.person) == one(of.person)
    )
    now = of.last_load
    return any(now is None or (then := _before(file, charge, of.person)) is None or now <= then for charge in ended)


def _before(file: CaseFile, charge: Charge, person: str) -> int | None:
    """When the latest load was found that a charge was about."""
    return Accusation(person, charge.elements, file.told(charge.documents, person)).last_load


def check_not_judged(file: CaseFile, person: str, offence: Offence, documents: tuple[str, ...]) -> None:
    """Whether a country may charge somebody after what has been judged, as far as its file shows who and by whom.

    It knows its ordinary courts' judgments; of one elsewhere it learns when a court ends the charge for it.

    Raises:
        RuleViolation: `charge.judged_already`, `charge.ended_as_judged`; `file.unknown_document`.
    """
    names = file.identities(person)
    accused = Accusation(person, offence.elements, file.told(documents, person))

    def one(key: str) -> str:
        return names.get(key, key)

    if is_judged_by_ordinary_court(file, accused, one):
        raise RuleViolation("charge.judged_already", person=person, offence=offence.key)
    if is_dismissed_as_judged(file, accused, offence.key, one):
        raise RuleViolation("charge.ended_as_judged", person=person, offence=offence.key)
