"""What the registry of the side that is asked does by itself, so that one request wants one act of its authority.

The law asks the authority for one thing: whether the request is executed as asked (UNTOC 18(17), (24)). Receipt is
acknowledged by whoever registers; a direction to execute is given effect when the assessment finds nothing that speaks
against it; a result goes back when nothing of it is open. Whatever is open waits for the authority, and so does each of
the three acts that it keeps for itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from simulation.casework.documents.document import Document
from simulation.exercise.procedures.letter.play.execution import missing_form
from simulation.exercise.procedures.letter.play.state import Letters, RequestState
from simulation.exercise.procedures.letter.statuses import LetterAction, LetterStatus
from simulation.law.assessment.findings import Finding, FindingVerdict
from simulation.law.book.law_book import LawBook
from simulation.law.book.transmission import TransmissionResult
from simulation.scenario.schema.play import DocumentKind

ACTS: Mapping[str, LetterAction] = {
    LetterStatus.RECEIVED: LetterAction.ACKNOWLEDGE,
    LetterStatus.DECIDING: LetterAction.ACCEPT,
    LetterStatus.CHECKING: LetterAction.RETURN_FULL,
}
"""The act that the registry takes by itself, by the status in which it does."""

_OF_PEOPLE = frozenset({"person_at_risk", "minor_concerned"})
"""Findings on somebody's safety, which a person of the authority looks at first (law.md 5.5 G7, G13)."""

_ON_LIFE = "G1"
"""Ground on which a person of the authority decides, however firm it is: the death penalty (ICCPR article 6)."""

_BEFORE_RETURN = frozenset({"G6", "G9"})
"""Safeguards that are looked at before a result leaves: privilege, rights of third parties (law.md 7.1 N16)."""


def next_act(
    kept: RequestState, letters: Letters, law: LawBook, tradition: str, found: Callable[[], tuple[Finding, ...]]
) -> LetterAction | None:
    """What the registry does with a request now; None where its authority has to act, or nothing is to be done.

    Args:
        kept: The request.
        letters: All of them, with what authorities keep for themselves.
        law: The law book.
        tradition: Legal tradition of the country that is asked.
        found: Gives the assessment as the requested side knows it.
    """
    request = kept.matter
    act = ACTS.get(request.status)
    if act is None or letters.keeps(request.requested, act):
        return None
    match act:
        case LetterAction.ACKNOWLEDGE:
            is_free = request.way != TransmissionResult.REFUSED
        case LetterAction.ACCEPT:
            is_said = request.directed is True and request.way != TransmissionResult.TO_CONFIRM
            is_free = is_said and is_clear(found())
        case _:
            is_formed = not missing_form(request, law, tradition)
            is_free = is_formed and is_whole(kept.results) and not is_touched(found())
    return act if is_free else None


def is_clear(found: tuple[Finding, ...]) -> bool:
    """Whether the assessment finds nothing that the authority itself has to look at before the request is executed."""
    return not any(speaks_against(finding) for finding in found)


def speaks_against(finding: Finding) -> bool:
    """A defect that is settled, a ground that is, what cannot be accepted as it is, or somebody's safety."""
    is_settled = finding.verdict is FindingVerdict.SETTLED
    return (
        (is_settled and (finding.is_open or finding.code == "ground_available"))
        or bool(finding.options and "accept" not in finding.options)
        or finding.verdict is FindingVerdict.FOR_TRAINER
        or finding.code in _OF_PEOPLE
        or (finding.code == "ground_available" and finding.item == _ON_LIFE)
    )


def is_touched(found: tuple[Finding, ...]) -> bool:
    """Whether privilege or rights of third parties are to be looked at before a result leaves."""
    return any(finding.item in _BEFORE_RETURN for finding in found)


def is_whole(results: tuple[Document, ...]) -> bool:
    """Whether every target brought papers, or none did; one that brought a note alone makes a part of it."""
    return len({paper.kind == DocumentKind.ANSWER_NOTE for paper in results}) == 1
