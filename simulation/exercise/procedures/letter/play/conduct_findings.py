"""What is to be said of a decision on a request.

A refusal without a ground, an acceptance that had to be refused: wrongful execution is as bad as wrongful refusal
(law.md rule 2). An approval of gaps: a central authority is the gate for contents without which nobody can work.
"""

from __future__ import annotations

from simulation.exercise.core.event import FindingMade
from simulation.exercise.core.state import State
from simulation.exercise.procedures.letter.commands import ActOnRequest
from simulation.exercise.procedures.letter.letter import Letter
from simulation.exercise.procedures.letter.play.facts import checks, findings
from simulation.exercise.procedures.letter.play.refusal import Refusal
from simulation.exercise.procedures.letter.play.state import RequestState
from simulation.exercise.procedures.letter.statuses import LetterAction
from simulation.kernel.terms import Facts, Side
from simulation.law.assessment.findings import FindingVerdict, GroundNature
from simulation.law.book.required_contents import is_ready_to_send, lacking

WRONGLY_ACCEPTED = "accepted_what_must_be_refused"
"""A mandatory ground stood settled between the two, no term had answered it, and the request was accepted."""

APPROVED_WITH_GAPS = "approved_with_gaps"
"""A central authority let a request go that lacks a content behind a hard gate (law.md 7.1 O3, O4)."""


def judged(
    state: State, kept: RequestState, command: ActOnRequest, refusal: Refusal | None = None
) -> tuple[FindingMade, ...]:
    """The findings on an act that is about to be done, as the assessment and control's rulings stand now.

    Args:
        state: The exercise.
        kept: The request.
        command: The act.
        refusal: The refusal, where the act is one.
    """
    request = kept.matter
    match command.action:
        case LetterAction.ACCEPT:
            return tuple(
                _made(state, request, request.requested, WRONGLY_ACCEPTED, each.verdict.value, (("ground", each.item),))
                for each in findings(state, kept, Side.REQUESTED)
                if each.verdict is FindingVerdict.SETTLED and dict(each.params).get("nature") == GroundNature.MANDATORY
            )
        case LetterAction.REFUSE if refusal is not None:
            return tuple(
                _made(state, request, request.requested, each.code, each.verdict.value, each.params)
                for each in refusal.findings
            )
        case LetterAction.APPROVE:
            made_of = checks(state, request)
            gaps = (("items", " ".join(lacking(made_of))),)
            if is_ready_to_send(made_of):
                return ()
            return (_made(state, request, request.requesting, APPROVED_WITH_GAPS, FindingVerdict.SETTLED.value, gaps),)
        case _:
            return ()


def _made(state: State, request: Letter, against: str, code: str, verdict: str, facts: Facts) -> FindingMade:
    return FindingMade(
        at=state.now,
        cause=state.cause,
        by=state.by,
        request=request.key,
        finding=code,
        verdict=verdict,
        against=against,
        facts=facts,
    )
