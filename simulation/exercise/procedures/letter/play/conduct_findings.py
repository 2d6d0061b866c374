"""What is to be said of a decision: whether a refusal has a ground, and whether what was accepted had to be refused.

Wrongful execution is as bad as wrongful refusal (law.md rule 2).
"""

from __future__ import annotations

from simulation.exercise.core.event import FindingMade
from simulation.exercise.core.state import RequestState, State
from simulation.exercise.procedures.letter.commands import ActOnRequest
from simulation.exercise.procedures.letter.letter import AssistanceRequest
from simulation.exercise.procedures.letter.play.facts import findings
from simulation.exercise.procedures.letter.statuses import Action
from simulation.kernel.terms import Facts, Side
from simulation.law.assessment.findings import Nature, Verdict
from simulation.law.assessment.refusal_grounds import judge_refusal
from simulation.law.book.grounds import FORBIDDEN_GROUNDS

WRONGLY_ACCEPTED = "accepted_what_must_be_refused"
"""A mandatory ground stood settled between the two, no term had answered it, and the request was accepted."""


def judged(state: State, kept: RequestState, command: ActOnRequest) -> tuple[FindingMade, ...]:
    """The findings on a decision that is about to be made, as the assessment and control's rulings stand now.

    The machine itself finds a refusal on what the treaty forbids (bank secrecy, fiscal nature alone).
    """
    request = kept.request
    pair = state.scenario.pair(request.requesting, request.requested)
    if command.action is Action.ACCEPT:
        return tuple(
            _made(state, request, WRONGLY_ACCEPTED, each.verdict.value, (("ground", each.item),))
            for each in findings(state, kept, Side.REQUESTED)
            if each.verdict is Verdict.SETTLED and dict(each.params).get("nature") == Nature.MANDATORY
        )
    if command.action is not Action.REFUSE or command.ground in FORBIDDEN_GROUNDS:
        return ()
    found = judge_refusal(command.ground, findings(state, kept, Side.REQUESTED), pair, request.requested)
    return () if found is None else (_made(state, request, found.code, found.verdict.value, found.params),)


def _made(state: State, request: AssistanceRequest, code: str, verdict: str, facts: Facts) -> FindingMade:
    return FindingMade(
        at=state.now,
        cause=state.cause,
        by=state.by,
        request=request.key,
        finding=code,
        verdict=verdict,
        against=request.requested,
        facts=facts,
    )
