"""What a file would prove, against whom: its papers read for the forum's court once, and added to as papers come in.

Says the same as `proof.assess_case` of a charge of each offence, made with all papers that stand.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import islice
from operator import is_
from typing import NamedTuple

from simulation.casework.documents.document import Document
from simulation.casework.proof.assertions import Assertions
from simulation.casework.proof.elements import Pattern, brings_gain, rests_on
from simulation.casework.proof.proof import ElementProof, is_compelled, missing, proved
from simulation.casework.proof.proof_context import Scene, SetReading
from simulation.casework.proof.usability import UsabilityStatus, usability
from simulation.scenario.schema.country import Country, Offence

NAMED = 3
"""Papers that are named as those on which a charge rests (assumption)."""

NEWEST = 8
"""So many of the newest papers of a proof are looked at for the one that tipped the balance (assumption)."""


@dataclass(frozen=True, slots=True)
class Prospect:
    """An offence whose every element papers prove.

    Attributes:
        offence: Its key.
        years: Its highest penalty, in years.
        brings_gain: Whether it is about property or benefit, so that somebody earns by it.
    """

    offence: str
    years: int
    brings_gain: bool


class _Known(NamedTuple):
    """How an element is proved, and what of other papers than those around the accused may change it.

    Attributes:
        proof: How; None when it is not.
        readings: What was asked of sets that are read off many papers.
        is_wide: Other papers were read.
        is_sure: No paper has come since that may change these sets.
    """

    proof: ElementProof | None
    readings: tuple[SetReading, ...]
    is_wide: bool
    is_sure: bool = True


@dataclass(slots=True)
class _Court:
    """Offences for which the same papers are usable, and what these papers say.

    Attributes:
        offences: Their keys.
        told: What the usable papers that stand say.
        weak: Those with a defect that goes to weight.
        scenes: The papers as seen from each accused, as long as nothing new is said of what lies around that person.
        proofs: By element, then by accused and whether papers speak for the accused, how it is proved.
    """

    offences: frozenset[str]
    told: Assertions = field(default_factory=Assertions)
    weak: set[str] = field(default_factory=set)
    scenes: dict[str, Scene] = field(default_factory=dict)
    proofs: dict[str, dict[tuple[str, bool], _Known]] = field(default_factory=dict)

    def add(self, paper: Document, *, is_weak: bool) -> None:
        self.told.add(paper)
        if is_weak:
            self.weak.add(paper.key)
        said = paper.said
        scenes = self.scenes = {
            person: scene for person, scene in self.scenes.items() if scene.around.isdisjoint(said.ends)
        }
        for element, known in self.proofs.items():
            if not rests_on(element).isdisjoint(said.by_kind):
                self.proofs[element] = {
                    asked: each._replace(is_sure=not each.readings)
                    for asked, each in known.items()
                    if asked[0] in scenes and not each.is_wide
                }

    def part(self, offences: frozenset[str]) -> _Court:
        """The same for some of the offences."""
        return _Court(offences, Assertions(self.told.papers), set(self.weak))

    def proof(self, person: str, element: str, *, speaks_for: bool) -> ElementProof | None:
        proofs, asked = self.proofs.setdefault(element, {}), (person, speaks_for)
        known = proofs.get(asked)
        if known is None or not known.is_sure:
            scene = self.scene(person)
            if known is not None and scene.are_still(known.readings):
                proofs[asked] = known._replace(is_sure=True)
                return known.proof
            scene.readings, scene.is_wide = [], False
            found = proved(element, scene, self.weak, speaks_for=speaks_for)
            known = proofs[asked] = _Known(found, tuple(scene.readings), scene.is_wide)
        return known.proof

    def scene(self, person: str) -> Scene:
        """The papers as seen from an accused."""
        return self.scenes.get(person) or self.scenes.setdefault(person, Scene(self.told, person))


@dataclass(slots=True)
class _Kept:
    """What was asked since the last paper came.

    Attributes:
        found: By person and offence, what the papers prove.
        shown: By person and offence, what has to be disclosed.
        near: By person, whether half of an offence that brings something in is proved.
    """

    found: dict[tuple[str, str], Prospect | None] = field(default_factory=dict)
    shown: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    near: dict[str, bool] = field(default_factory=dict)


class Prospects:
    """The prospects of a file in its country's courts."""

    def __init__(self, law: Country) -> None:
        """Start with no papers.

        Args:
            law: The country.
        """
        self._law = law
        self._gravest = sorted(law.offences, key=lambda offence: -offence.max_years)
        self._begin()

    def _begin(self) -> None:
        self._papers: tuple[Document, ...] = ()
        self._sit([_Court(frozenset(offence.key for offence in self._law.offences))])
        self._speaking: set[str] = set()
        self._lacking: dict[tuple[str, str], str] = {}
        self._unmet: dict[str, tuple[Pattern, ...]] = {}
        self._kept = _Kept()

    def take_in(self, papers: tuple[Document, ...]) -> None:
        """Read what is new; all anew when a paper that was read is not there any more or is another.

        Args:
            papers: All papers of the file in order of receipt.
        """
        before = self._papers
        if len(papers) < len(before) or not all(map(is_, before, papers)):
            self._begin()
        if len(papers) > len(self._papers):
            self._kept = _Kept()
        for paper in papers[len(self._papers) :]:
            self._speaking.update(paper.exculpates)
            if paper.use.stands:
                self._take(paper)
        self._papers = papers

    def _take(self, paper: Document) -> None:
        """Put a paper before the courts in which it is usable."""
        self._unmet.clear()
        keys = [offence.key for offence in self._law.offences] if paper.use.purposes else [""]
        judged = {key: usability(paper, key, self._law) for key in keys}
        usable = {key for key, found in judged.items() if found.status is UsabilityStatus.USABLE}
        courts = []
        for court in self._courts:
            inside = court.offences if "" in usable else court.offences & usable
            outside = court.offences - inside
            if inside and outside:
                courts.append(court.part(outside))
                court.offences = inside
            if inside:
                court.add(paper, is_weak=any(judged[key].needs_support for key in keys if key in usable))
            courts.append(court)
        self._sit(courts)

    def _sit(self, courts: list[_Court]) -> None:
        self._courts = courts
        self._court_of = {key: court for court in courts for key in court.offences}

    def gravest(self, person: str, above: int, without: Collection[str] = ()) -> Prospect | None:
        """The gravest offence with a higher penalty than so many years that the papers prove; None when there is none.

        Args:
            person: Key of who would be accused.
            above: Years.
            without: Keys of offences that are left out.
        """
        found = (self.of(person, offence) for offence in self._above(above) if offence.key not in without)
        return next((each for each in found if each is not None), None)

    def of(self, person: str, offence: Offence) -> Prospect | None:
        """An offence of the country, if the papers prove it; None when they do not.

        Args:
            person: Key of who would be accused.
            offence: The offence.
        """
        asked = (person, offence.key)
        if asked not in self._kept.found:
            self._kept.found[asked] = self._of(person, offence)
        return self._kept.found[asked]

    def _of(self, person: str, offence: Offence) -> Prospect | None:
        proofs = self._proofs(person, offence)
        if proofs is None or is_compelled(offence.elements, self._court_of[offence.key].told, person):
            return None
        return Prospect(offence.key, offence.max_years, brings_gain(offence.elements))

    def disclosed(self, person: str, found: Prospect) -> tuple[str, ...]:
        """The proof of an offence and all that has to be disclosed with it, in order of receipt.

        Args:
            person: Key of who would be accused.
            found: What is proved against the person.
        """
        asked = (person, found.offence)
        if asked not in self._kept.shown:
            offence = self._offence(found)
            self._kept.shown[asked] = self._before_court(person, offence, self._proofs(person, offence) or [])
        return self._kept.shown[asked]

    def _offence(self, found: Prospect) -> Offence:
        return next(each for each in self._gravest if each.key == found.offence)

    def strongest(self, person: str, found: Prospect) -> tuple[str, ...]:
        """The newest paper without which an offence would not be proved, then the two on which most of it rests.

        A paper that only shows whose a company, a phone or an account is can be the first.

        Args:
            person: Key of who would be accused.
            found: What is proved against the person.
        """
        offence, disclosed = self._offence(found), self.disclosed(person, found)
        proofs = [proof for key in offence.elements if (proof := self._proof(person, offence, key)) is not None]
        rests = {key: sum(key in proof.documents for proof in proofs) for key in reversed(disclosed)}
        shown = frozenset(disclosed)
        newest = (key for key in islice(rests, NEWEST))
        first = next((key for key in newest if not self._stands(person, offence, shown - {key})), "")
        others = sorted((key for key in rests if rests[key] and key != first), key=lambda key: -rests[key])
        return (*((first,) if first else ()), *others[: NAMED - bool(first)])

    def _stands(self, person: str, offence: Offence, shown: frozenset[str]) -> bool:
        """Whether some papers prove an offence by themselves."""
        court = self._court_of[offence.key]
        scene = Scene(Assertions(each for each in court.told.papers if each.key in shown), person)
        proofs = (proved(key, scene, court.weak, speaks_for=person in self._speaking) for key in offence.elements)
        return all(proof is not None and not proof.has_doubt for proof in proofs)

    def lacking(self, person: str, offence: Offence) -> tuple[str, ...]:
        """The elements of an offence of the country that the papers do not prove without doubt, in the law's order."""
        proofs = ((key, self._proof(person, offence, key)) for key in offence.elements)
        return tuple(key for key, proof in proofs if proof is None or proof.has_doubt)

    def is_graver_near(self, person: str, above: int) -> bool:
        """Whether half of the elements of an offence with a higher penalty are proved already, in doubt or not."""
        return any(self._is_near(person, offence) for offence in self._above(above))

    def is_gain_near(self, person: str) -> bool:
        """Whether half of the elements of an offence that brings something in are proved, in doubt or not."""
        if person not in self._kept.near:
            gainful = (offence for offence in self._gravest if brings_gain(offence.elements))
            self._kept.near[person] = any(self._is_near(person, offence) for offence in gainful)
        return self._kept.near[person]

    def is_gain_begun(self, person: str) -> bool:
        """Whether an element of an offence that brings something in is proved, in doubt or not."""
        return any(
            self._proof(person, offence, key) is not None
            for offence in self._gravest
            if brings_gain(offence.elements)
            for key in offence.elements
        )

    def is_dirty(self, account: str) -> bool:
        """Whether papers show that an account carries money of those who dealt with goods or preyed on people."""
        return any(account in court.told.carriers for court in self._courts)

    def unmet(self, person: str) -> tuple[Pattern, ...]:
        """What papers would have to say besides, of each offence that brings something in, once it is begun.

        The offence of which most is proved comes first, of those the gravest; its elements in the law's order, each
        thing once. Of an element that papers prove nothing lacks, be it in doubt or not.

        Args:
            person: Key of who would be accused.
        """
        known = self._unmet.get(person)
        if known is None:
            gainful = [offence for offence in self._gravest if brings_gain(offence.elements)]
            lacking = {offence.key: self._unproved(person, offence) for offence in gainful}
            begun = [offence for offence in gainful if len(lacking[offence.key]) < len(offence.elements)]
            found: dict[Pattern, None] = {}
            for offence in sorted(begun, key=lambda each: len(lacking[each.key]) / len(each.elements)):
                for key in lacking[offence.key]:
                    found |= dict.fromkeys(missing(key, self._court_of[offence.key].scene(person)))
            known = self._unmet[person] = tuple(found)
        return known

    def _unproved(self, person: str, offence: Offence) -> list[str]:
        """The elements of an offence for which papers show nothing, in the law's order."""
        return [key for key in offence.elements if self._proof(person, offence, key) is None]

    def _is_near(self, person: str, offence: Offence) -> bool:
        """Whether half of the elements of an offence are proved, in doubt or not."""
        lacking = 0
        for key in offence.elements:
            lacking += self._proof(person, offence, key) is None
            if 2 * lacking > len(offence.elements):
                return False
        return True

    def _above(self, years: int) -> list[Offence]:
        return [offence for offence in self._gravest if offence.max_years > years]

    def _proof(self, person: str, offence: Offence, element: str) -> ElementProof | None:
        return self._court_of[offence.key].proof(person, element, speaks_for=person in self._speaking)

    def _proofs(self, person: str, offence: Offence) -> list[ElementProof] | None:
        """How each element is proved without doubt, None when one is not; the one that was lacking is asked first."""
        found, asked = [], (person, offence.key)
        lacked = self._lacking.pop(asked, None)
        for key in offence.elements if lacked is None else (lacked, *offence.elements):
            proof = self._proof(person, offence, key)
            if proof is None or proof.has_doubt:
                self._lacking[asked] = key
                return None
            found.append(proof)
        return found if lacked is None else found[1:]

    def _before_court(self, person: str, offence: Offence, proofs: list[ElementProof]) -> tuple[str, ...]:
        """What has to come before the court; all usable papers where the proof leans on more than it names.

        Whose money came from the offence is read off many papers at once: a statement alone does not show it.
        """
        needed = frozenset(self._disclosed(person, proofs))
        court = self._court_of[offence.key]
        scene = Scene(Assertions(paper for paper in court.told.papers if paper.key in needed), person)
        speaks_for = person in self._speaking
        alone = [proved(key, scene, court.weak, speaks_for=speaks_for) for key in offence.elements]
        if all(proof is not None and not proof.has_doubt for proof in alone):
            return tuple(paper.key for paper in self._papers if paper.key in needed)
        everything = needed | {paper.key for paper in court.told.papers}
        return tuple(paper.key for paper in self._papers if paper.key in everything)

    def _disclosed(self, person: str, proofs: list[ElementProof]) -> tuple[str, ...]:
        needed = {key for proof in proofs for key in proof.documents}
        return tuple(
            paper.key
            for paper in self._papers
            if paper.key in needed or person in paper.exculpates or (paper.use.stands and paper.names(person))
        )
