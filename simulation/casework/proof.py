"""Proof: which elements of the offence charged the usable papers prove, and the verdict as a stated rule.

An element is *proved* when one of its rules is met by usable papers before the court; *open* when papers of the file
would meet one if they were put before the court, cured, or obtained as evidence; else *not proved*. A paper whose
defect goes to weight counts only with a second source beside it. Chance decides only whether a witness attends, and the
caller draws that.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from simulation.casework.charges import Charge
from simulation.casework.documents import SPOKEN, AssertionKind, Document
from simulation.casework.elements import Pattern, ProofRule, element
from simulation.casework.file import CaseFile
from simulation.casework.scene import Said, Scene
from simulation.casework.usability import Effect, Usability, UsabilityStatus, usability
from simulation.scenario.country import Country

ACT_ON_PERSON = "act_on_person"
"""Element of trafficking in persons: nobody is excused from it by having been a victim alone (assumption)."""


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
        withheld: Those of them that were in the file when the charge was brought and are not before the court.
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


class Outcome(StrEnum):
    """What a court may decide."""

    CONVICTION = "conviction"
    ACQUITTAL = "acquittal"
    DISMISSAL = "dismissal"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A court's decision.

    Attributes:
        outcome: Conviction, acquittal or dismissal.
        reasons: Codes: `withheld_exculpatory`, `no_usable_paper`, `compelled`, `not_proved.<element>`,
            `doubt.<element>`, `proved.<element>`.
        findings: Findings against the prosecution: `withheld_exculpatory` for each paper withheld, as code/document.
    """

    outcome: Outcome
    reasons: tuple[str, ...]
    findings: tuple[str, ...]


def witnesses_of(charge: Charge, file: CaseFile) -> tuple[str, ...]:
    """People whose statements are before the court and who have to come to it, by key; the accused is there anyway."""
    heard = {paper.about for paper in file.chosen(charge.documents) if paper.kind in SPOKEN}
    return tuple(sorted(heard - {charge.person}))


def assess_case(
    charge: Charge, file: CaseFile, country: Country, absent: frozenset[str] = frozenset()
) -> CaseAssessment:
    """Read a charge against the file and the forum's law.

    Args:
        charge: The charge.
        file: The file of the country that brought it.
        country: The forum.
        absent: People who do not come to court.

    Raises:
        RuleViolation: `file.unknown_document` when the charge names a paper that is not in the file.
    """
    before_court = file.chosen(charge.documents)
    judged = {paper.key: usability(paper, charge.offence, country, absent) for paper in file.documents}
    usable = [paper for paper in before_court if judged[paper.key].status is UsabilityStatus.USABLE]
    within_reach = [paper for paper in file.documents if not _is_lost(judged[paper.key])]
    weak = frozenset(key for key, item in judged.items() if item.needs_support)
    exculpatory = tuple(paper.key for paper in file.documents if charge.person in paper.exculpates)
    shown = {paper.key for paper in before_court}
    scene, reach = Scene(usable, charge.person), Scene(within_reach, charge.person)
    proofs = tuple(_prove(key, scene, reach, weak, speaks_for=bool(exculpatory)) for key in charge.elements)
    return CaseAssessment(
        charge=charge.key,
        elements=proofs,
        usability=tuple(judged[paper.key] for paper in before_court),
        exculpatory=exculpatory,
        withheld=tuple(key for key in exculpatory if key not in shown and _was_there(file, key, charge.at)),
        absent=tuple(sorted(absent)),
        compelled=ACT_ON_PERSON not in charge.elements and _is_victim(usable, charge.person),
    )


def _is_victim(papers: Iterable[Document], person: str) -> bool:
    return any(
        said.kind is AssertionKind.IDENTIFIED and said.subject == person
        for paper in papers
        for said in paper.assertions
    )


def first_proved(charges: Iterable[Charge], file: CaseFile, country: Country) -> tuple[Charge, CaseAssessment] | None:
    """The first charge that would stand, every element proved without doubt, and how; None when there is none.

    Says the same as `assess_case` of each in turn, and reads the papers once where several rest on the same ones.

    Args:
        charges: Charges against one person.
        file: The file of the country that would bring them.
        country: The forum.
    """
    scenes: dict[tuple[str, ...], Scene] = {}
    papers = file.documents
    unlimited = {p.key: usability(p, "", country, frozenset()) for p in papers if not p.use.purposes}
    for charge in charges:
        limited = {p.key: usability(p, charge.offence, country, frozenset()) for p in papers if p.use.purposes}
        judged = unlimited | limited
        usable = [p for p in file.chosen(charge.documents) if judged[p.key].status is UsabilityStatus.USABLE]
        weak = frozenset(key for key, item in judged.items() if item.needs_support)
        read = (charge.person, *_keys(tuple(usable)))
        scene = scenes.get(read) or scenes.setdefault(read, Scene(usable, charge.person))
        speaks_for = any(charge.person in paper.exculpates for paper in papers)
        if all(_is_proved(key, scene, weak, speaks_for=speaks_for) for key in charge.elements):
            assessed = assess_case(charge, file, country)
            if not assessed.compelled:
                return charge, assessed
    return None


def proved_elements(charge: Charge, file: CaseFile, country: Country) -> int:
    """How many elements of a charge are proved, in doubt or not: says the same as `assess_case`, and reads less."""
    papers = file.chosen(charge.documents)
    judged = {paper.key: usability(paper, charge.offence, country) for paper in file.documents}
    scene = Scene([p for p in papers if judged[p.key].status is UsabilityStatus.USABLE], charge.person)
    weak = frozenset(key for key, item in judged.items() if item.needs_support)
    nothing = Scene((), charge.person)
    proofs = (_prove(key, scene, nothing, weak, speaks_for=False) for key in charge.elements)
    return sum(proof.state is ElementState.PROVED for proof in proofs)


def verdict(assessment: CaseAssessment) -> Verdict:
    """Decide by the stated rule.

    1. A paper that speaks for the accused was withheld: dismissal (assumption: the forum stays the proceedings).
    2. No paper before the court is usable: dismissal.
    3. The accused was identified as a victim of trafficking and is charged with something else: acquittal, for what he
       or she was made to do is not punished (Palermo protocol article 2(b) with the recommended principles; that it
       always was compelled is an assumption).
    4. An element is not proved, or is in doubt: acquittal.
    5. Otherwise conviction.
    """
    if assessment.withheld:
        found = tuple(f"withheld_exculpatory/{key}" for key in assessment.withheld)
        return Verdict(Outcome.DISMISSAL, ("withheld_exculpatory",), found)
    if not any(item.status is UsabilityStatus.USABLE for item in assessment.usability):
        return Verdict(Outcome.DISMISSAL, ("no_usable_paper",), ())
    if assessment.compelled:
        return Verdict(Outcome.ACQUITTAL, ("compelled",), ())
    missing = tuple(
        f"not_proved.{proof.element}" for proof in assessment.elements if proof.state is not ElementState.PROVED
    )
    doubts = tuple(f"doubt.{proof.element}" for proof in assessment.elements if proof.has_doubt)
    if missing or doubts:
        return Verdict(Outcome.ACQUITTAL, (*missing, *doubts), ())
    return Verdict(Outcome.CONVICTION, tuple(f"proved.{proof.element}" for proof in assessment.elements), ())


def _is_lost(item: Usability) -> bool:
    """Whether nothing can bring what a paper says before the court: excluded without a step."""
    return any(finding.effect is Effect.EXCLUDES and not finding.step for finding in item.findings)


def _was_there(file: CaseFile, key: str, at: int) -> bool:
    filing = file.filing(key)
    return filing is not None and filing.received <= at


def _is_proved(key: str, usable: Scene, weak: frozenset[str], *, speaks_for: bool) -> bool:
    proof = _prove(key, usable, Scene((), usable.accused), weak, speaks_for=speaks_for)
    return proof.state is ElementState.PROVED and not proof.has_doubt


def _prove(key: str, usable: Scene, within_reach: Scene, weak: frozenset[str], *, speaks_for: bool) -> ElementProof:
    known = element(key)
    if known is None:
        return ElementProof(key, ElementState.NOT_PROVED, "", (), 0, has_doubt=False)
    best: ElementProof | None = None
    for rule in known.rules:
        found = _meets(rule, usable, weak)
        if found is not None:
            sources = len(_sources(found))
            doubt = known.mental and speaks_for and sources < 2
            proof = ElementProof(key, ElementState.PROVED, rule.id, _keys(found), sources, doubt)
            if not doubt:
                return proof
            best = best or proof
    if best is not None:
        return best
    for rule in known.rules:
        found = _meets(rule, within_reach, frozenset())
        if found is not None:
            return ElementProof(key, ElementState.OPEN, rule.id, _keys(found), len(_sources(found)), has_doubt=False)
    return ElementProof(key, ElementState.NOT_PROVED, "", (), 0, has_doubt=False)


def _meets(rule: ProofRule, scene: Scene, weak: frozenset[str]) -> tuple[Document, ...] | None:
    """The papers that meet a rule, None when one of its patterns is not met."""
    found: list[Document] = []
    for pattern in rule.patterns:
        said = _matching(pattern, scene)
        papers = {each.document.key: each.document for each in said}
        if len({trace for each in said for trace in each.assertion.traces}) < pattern.traces:
            return None
        if all(key in weak for key in papers) and len(_sources(papers.values())) < 2:
            return None
        found += papers.values()
    if rule.persons:
        people, shown_by = scene.group()
        if len(people) < rule.persons:
            return None
        found += [each.document for each in scene.said if each.document.key in shown_by]
    return tuple({paper.key: paper for paper in found}.values())


def _matching(pattern: Pattern, scene: Scene) -> list[Said]:
    matching: list[Said] = []
    for said in scene.of_kinds(pattern.kinds):
        each = said.assertion
        if pattern.by_other and each.source == scene.accused:
            continue
        forward = _fits(pattern, scene, each.subject, each.object)
        if forward or (pattern.either_way and _fits(pattern, scene, each.object, each.subject)):
            matching.append(said)
    return matching


def _fits(pattern: Pattern, scene: Scene, subject: str, obj: str) -> bool:
    return scene.holds(pattern.subject, subject) and scene.holds(pattern.object, obj)


def _sources(papers: Iterable[Document]) -> set[str]:
    """Who stands behind papers: the person heard, or the custodian."""
    return {paper.about if paper.kind in SPOKEN else paper.custodian for paper in papers}


def _keys(papers: tuple[Document, ...]) -> tuple[str, ...]:
    return tuple(paper.key for paper in papers)
