"""Proof: which elements of the offence charged the usable papers prove, and the verdict as a stated rule.

An element is *proved* when one of its rules is met by usable papers before the court; *open* when papers of the file
would meet one if they were put before the court, cured, or obtained as evidence; else *not proved*. A paper whose
defect goes to weight counts only with a second source beside it. Chance decides only whether a witness attends, and the
caller draws that.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from operator import is_

from simulation.casework.documents.document import AssertionInPaper, Document
from simulation.casework.file.case_file import CaseFile
from simulation.casework.file.charges import Charge
from simulation.casework.proof.assertions import Assertions
from simulation.casework.proof.elements import Pattern, ProofRule, element
from simulation.casework.proof.proof_context import Scene
from simulation.casework.proof.rulings import as_ruled, is_dismissed, unheard
from simulation.casework.proof.usability import Effect, Usability, UsabilityStatus, usability
from simulation.kernel.agenda import DAY
from simulation.scenario.schema.country import Country, Offence

ACT_ON_PERSON = "act_on_person"
"""Element of trafficking in persons: nobody is excused from it by having been a victim alone (assumption)."""


DISCLOSE_DAYS = 14
"""Days before the court sits until which what comes for the accused has to be disclosed; later it need not be any more,
though it may (assumption; ICCPR 14(3)(b) gives the defence adequate time)."""


class ElementState(StrEnum):
    """Where the proof of an element stands."""

    PROVED = "proved"
    OPEN = "open"
    NOT_PROVED = "not_proved"


@dataclass(frozen=True, slots=True)
class ElementProof:
    """An element of the offence charged.

    Attributes:
        element: Its key.
        state: Where its proof stands.
        rule: Id of the rule that is met, "" when none is.
        documents: Papers that meet it, in order of receipt.
        sources: How many different sources (custodians, or people heard) stand behind it.
        has_doubt: It is about a state of mind, papers speak for the accused, and it has one source only.
    """

    element: str
    state: ElementState
    rule: str
    documents: tuple[str, ...]
    sources: int
    has_doubt: bool


@dataclass(frozen=True, slots=True)
class CaseAssessment:
    """How a charge stands in its forum.

    Attributes:
        charge: Its key.
        elements: The offence's elements in the law's order.
        usability: Every paper of the charge with what the forum does with it, in order of receipt.
        exculpatory: Papers of the file that speak for the accused.
        withheld: Those of them that had to be shown and are not before the court.
        absent: People who did not come.
        compelled: A usable paper shows that the accused was identified as a victim, and the offence is not trafficking.
    """

    charge: str
    elements: tuple[ElementProof, ...]
    usability: tuple[Usability, ...]
    exculpatory: tuple[str, ...]
    withheld: tuple[str, ...]
    absent: tuple[str, ...]
    compelled: bool = False

    @property
    def challenges(self) -> tuple[tuple[str, str], ...]:
        """What the defence raises: every defect that the file leaves open, as (document, rule)."""
        return tuple((item.document, finding.rule) for item in self.usability for finding in item.findings)


class CourtOutcome(StrEnum):
    """What a court may decide."""

    CONVICTION = "conviction"
    ACQUITTAL = "acquittal"
    DISMISSAL = "dismissal"


@dataclass(frozen=True, slots=True)
class CourtVerdict:
    """A court's decision.

    Attributes:
        outcome: Conviction, acquittal or dismissal.
        reasons: Codes: `withheld_exculpatory`, `no_usable_paper`, `compelled`, `not_proved.<element>`,
            `doubt.<element>`, `proved.<element>`.
        findings: Findings against the prosecution: `withheld_exculpatory` for each paper withheld, as code/document.
    """

    outcome: CourtOutcome
    reasons: tuple[str, ...]
    findings: tuple[str, ...]


def witnesses_of(charge: Charge, file: CaseFile) -> tuple[str, ...]:
    """People whose statements are before the court and who have to come to it, by key; the accused is there anyway."""
    heard = {paper.about for paper in file.told(charge.documents, charge.person) if paper.form.is_spoken}
    return tuple(sorted(heard - {charge.person}))


def to_disclose(charge: Charge, file: CaseFile) -> tuple[str, ...]:
    """Papers of a file that the defence has to be shown and the court does not have, in order of receipt.

    What speaks for the accused, whenever it came, and the reports of paid sources behind the papers before the court.
    """
    shown = frozenset(charge.documents)
    sources = {key for paper in file.chosen(charge.documents) for key in paper.use.rewards}
    return tuple(
        paper.key
        for paper in file.documents
        if paper.key not in shown and (charge.person in paper.exculpates or paper.key in sources)
    )


def assess_case(
    charge: Charge, file: CaseFile, country: Country, absent: frozenset[str] = frozenset()
) -> CaseAssessment:
    """Read a charge against the file and the forum's law, as a court that people played ruled on its points.

    Args:
        charge: The charge.
        file: The file of the country that brought it.
        country: The forum.
        absent: People who do not come to court.

    Raises:
        RuleViolation: `file.unknown_document` when the charge names a paper that is not in the file.
    """
    papers = file.told(None, charge.person)
    before_court = file.told(charge.documents, charge.person)
    before = frozenset(charge.documents)
    away = unheard(charge, absent)
    judged = {
        paper.key: as_ruled(usability(paper, charge.offence, country, away, before, frozenset(charge.by_video)), charge)
        for paper in papers
    }
    usable = [paper for paper in before_court if judged[paper.key].status is UsabilityStatus.USABLE]
    within_reach = [paper for paper in papers if not _is_lost(judged[paper.key])]
    weak = frozenset(key for key, item in judged.items() if item.needs_support)
    exculpatory = tuple(paper.key for paper in papers if charge.person in paper.exculpates)
    shown = {paper.key for paper in before_court}
    told = Assertions(usable)
    scene = Scene(told, charge.person)
    around = cache(lambda: Scene(Assertions(within_reach), charge.person))
    proofs = tuple(
        _as_ruled(proved(key, scene, weak, speaks_for=bool(exculpatory)) or _within_reach(key, around()), charge)
        for key in charge.elements
    )
    return CaseAssessment(
        charge=charge.key,
        elements=proofs,
        usability=tuple(judged[paper.key] for paper in before_court),
        exculpatory=exculpatory,
        withheld=tuple(
            key
            for key in exculpatory
            if key not in shown and _had_to_be_shown(file, key, charge) and not is_dismissed(charge, "withheld", key)
        ),
        absent=tuple(sorted(absent)),
        compelled=is_compelled(charge.elements, told, charge.person) and not is_dismissed(charge, "compelled", ""),
    )


def accuses(file: CaseFile, country: Country, person: str, offence: Offence) -> bool:
    """Whether a warrant can rest on a file: a charge that no court has turned down, or papers that carry an accusation.

    A charge in play starts the trial, so that papers which show an element of the offence by this person count as well:
    they are what a judge issues a warrant on (ETS 24 articles 12(2)(a), 16(2); the threshold is an assumption).

    Args:
        file: The file of the country that seeks the person.
        country: Its law.
        person: Key of who is sought.
        offence: For which offence.
    """
    named = {charge.offence for charge in file.charges.all if charge.person == person and charge.outcome in _STANDING}
    if offence.key in named:
        return True
    papers = tuple(paper.key for paper in file.documents if paper.use.stands)
    would_be = Charge("", person, offence.key, offence.elements, 0, 0, papers)
    return any(each.state is ElementState.PROVED for each in assess_case(would_be, file, country).elements)


_STANDING = frozenset({"", CourtOutcome.CONVICTION.value})
"""Outcomes of a charge on which a warrant can rest."""


def _as_ruled(proof: ElementProof, charge: Charge) -> ElementProof:
    """How an element stands after the court's ruling: a point that it dismissed does not keep it from being proved."""
    if proof.state is not ElementState.PROVED and is_dismissed(charge, "not_proved", proof.element):
        return replace(proof, state=ElementState.PROVED)
    if proof.has_doubt and is_dismissed(charge, "doubt", proof.element):
        return replace(proof, has_doubt=False)
    return proof


class Everything:
    """All that a file holds for its country's courts, read once and added to as papers come in."""

    def __init__(self, country: Country) -> None:
        """Start with no papers.

        Args:
            country: The forum.
        """
        self._country = country
        self._begin()

    def _begin(self) -> None:
        self._papers: tuple[Document, ...] = ()
        self._told = Assertions()
        self._weak: set[str] = set()
        self._speaking: set[str] = set()
        self._awaited: set[str] = set()

    def take_in(self, papers: tuple[Document, ...]) -> None:
        """Read what is new; all anew when an earlier paper is another, or waited for one of these to be disclosed.

        Args:
            papers: All papers of the file in order of receipt.
        """
        before, everything = self._papers, frozenset(paper.key for paper in papers)
        has_grown = len(papers) >= len(before) and all(map(is_, before, papers))
        if not has_grown or not self._awaited.isdisjoint(everything):
            self._begin()
        for paper in papers[len(self._papers) :]:
            found = usability(paper, "", self._country, shown=everything)
            if found.status is UsabilityStatus.USABLE:
                self._told.add(paper)
            if found.needs_support:
                self._weak.add(paper.key)
            self._speaking.update(paper.exculpates)
            self._awaited.update(set(paper.use.rewards) - everything)
        self._papers = papers

    def shows(self, key: str, people: tuple[str, ...]) -> bool:
        """Whether it proves an element against any of some people.

        Args:
            key: The element; of which offence it is part does not matter.
            people: Who might be accused.
        """
        return any(
            proved(key, Scene(self._told, person), self._weak, speaks_for=person in self._speaking) is not None
            for person in people
        )


def is_compelled(elements: tuple[str, ...], told: Assertions, person: str) -> bool:
    """Whether a person was identified as a victim, and an offence with these elements is not trafficking."""
    return ACT_ON_PERSON not in elements and person in told.victims


def verdict(assessment: CaseAssessment) -> CourtVerdict:
    """Decide by the stated rule.

    1. A paper that speaks for the accused was withheld: dismissal (assumption: the forum stays the proceedings).
    2. No paper before the court is usable: dismissal.
    3. The accused was identified as a victim of trafficking and is charged with something else: acquittal, for what he
       or she was made to do is not punished (Trafficking Protocol article 2(b) with the recommended principles; that it
       always was compelled is an assumption).
    4. An element is not proved, or is in doubt: acquittal.
    5. Otherwise conviction.
    """
    if assessment.withheld:
        found = tuple(f"withheld_exculpatory/{key}" for key in assessment.withheld)
        return CourtVerdict(CourtOutcome.DISMISSAL, ("withheld_exculpatory",), found)
    if not any(item.status is UsabilityStatus.USABLE for item in assessment.usability):
        return CourtVerdict(CourtOutcome.DISMISSAL, ("no_usable_paper",), ())
    if assessment.compelled:
        return CourtVerdict(CourtOutcome.ACQUITTAL, ("compelled",), ())
    missing = tuple(
        f"not_proved.{proof.element}" for proof in assessment.elements if proof.state is not ElementState.PROVED
    )
    doubts = tuple(f"doubt.{proof.element}" for proof in assessment.elements if proof.has_doubt)
    if missing or doubts:
        return CourtVerdict(CourtOutcome.ACQUITTAL, (*missing, *doubts), ())
    return CourtVerdict(CourtOutcome.CONVICTION, tuple(f"proved.{proof.element}" for proof in assessment.elements), ())


def _is_lost(item: Usability) -> bool:
    """Whether nothing can bring what a paper says before the court: excluded without a step."""
    return any(finding.effect is Effect.EXCLUDES and not finding.step for finding in item.findings)


def _had_to_be_shown(file: CaseFile, key: str, charge: Charge) -> bool:
    """Whether a paper came in time to be disclosed: before the charge, or long enough before the court sits."""
    filing = file.filed.get(key)
    return filing is not None and filing.received <= max(charge.at, charge.trial_at - DISCLOSE_DAYS * DAY)


def proved(key: str, scene: Scene, weak: AbstractSet[str], *, speaks_for: bool) -> ElementProof | None:
    """How an element is proved, without doubt if it can be so; None when it is not.

    Args:
        key: The element.
        scene: What the usable papers before the court show.
        weak: Papers with a defect that goes to weight.
        speaks_for: Papers of the file speak for the accused.
    """
    known = element(key)
    best: ElementProof | None = None
    for rule in known.rules if known is not None else ():
        found = _meets(rule, scene, weak)
        if found is not None:
            sources = len(_sources(found))
            doubt = known is not None and known.mental and speaks_for and sources < 2
            proof = ElementProof(key, ElementState.PROVED, rule.id, _keys(found), sources, doubt)
            if not doubt:
                return proof
            best = best or proof
    return best


def missing(key: str, scene: Scene) -> tuple[Pattern, ...]:
    """What papers would still have to say for an element to be proved, the way on which least is missing first.

    Args:
        key: The element.
        scene: What the usable papers show around the accused.
    """
    known = element(key)
    ways = [
        [pattern for pattern in rule.patterns if not _is_met(pattern, scene)]
        for rule in (known.rules if known is not None else ())
    ]
    return tuple(dict.fromkeys(pattern for way in sorted(ways, key=len) for pattern in way))


def _is_met(pattern: Pattern, scene: Scene) -> bool:
    return len({trace for each in _matching(pattern, scene) for trace in each.assertion.traces}) >= pattern.traces


def _within_reach(key: str, scene: Scene) -> ElementProof:
    """An element that is not proved: open when the papers that can still come before the court would prove it."""
    known = element(key)
    for rule in known.rules if known is not None else ():
        found = _meets(rule, scene, frozenset())
        if found is not None:
            return ElementProof(key, ElementState.OPEN, rule.id, _keys(found), len(_sources(found)), has_doubt=False)
    return ElementProof(key, ElementState.NOT_PROVED, "", (), 0, has_doubt=False)


def _meets(rule: ProofRule, scene: Scene, weak: AbstractSet[str]) -> tuple[Document, ...] | None:
    """The papers that meet a rule, None when one of its patterns is not met."""
    found: list[Document] = []
    for pattern in rule.patterns:
        said = _matching(pattern, scene)
        if not said:
            return None
        papers = {each.document.key: each.document for each in said}
        if len({trace for each in said for trace in each.assertion.traces}) < pattern.traces:
            return None
        if len({each.assertion.source or _source(each.document) for each in said}) < pattern.sources:
            return None
        if all(key in weak for key in papers) and len(_sources(papers.values())) < 2:
            return None
        found += papers.values()
    if rule.persons:
        people, shown_by = scene.group()
        if len(people) < rule.persons:
            return None
        found += scene.papers(shown_by)
    return tuple({paper.key: paper for paper in found}.values())


def _matching(pattern: Pattern, scene: Scene) -> list[AssertionInPaper]:
    """What fits a pattern, in the order in which the papers say it."""
    place = scene.told.place
    found = scene.between(pattern.kinds, pattern.subject, pattern.object)
    if pattern.either_way:
        both = (*found, *scene.between(pattern.kinds, pattern.object, pattern.subject))
        found = list({place(each): each for each in both}.values())
    if pattern.by_other:
        found = [said for said in found if said.assertion.source != scene.accused]
    return sorted(found, key=place) if len(found) > 1 else found


def _sources(papers: Iterable[Document]) -> set[str]:
    """Who stands behind papers: the person heard, or the custodian."""
    return {_source(paper) for paper in papers}


def _source(paper: Document) -> str:
    return paper.about if paper.form.is_spoken else paper.custodian


def _keys(papers: tuple[Document, ...]) -> tuple[str, ...]:
    return tuple(paper.key for paper in papers)
