"""What is to be said of a refusal: whether its ground is one between the two countries and the facts contain it."""

from __future__ import annotations

from simulation.assistance.grounds import judge_refusal
from simulation.assistance.machine import FORBIDDEN_GROUNDS
from simulation.assistance.statuses import Action, Side
from simulation.exercise.commands import ActOnRequest
from simulation.exercise.events import FindingMade
from simulation.exercise.findings import findings
from simulation.exercise.state import RequestState, State


def judged(state: State, kept: RequestState, command: ActOnRequest) -> tuple[FindingMade, ...]:
    """The findings on a refusal that is about to be made, as the assessment and control's rulings stand now.

    The machine itself finds a refusal on what the treaty forbids (bank secrecy, fiscal nature alone).
    """
    if command.action is not Action.REFUSE or command.ground in FORBIDDEN_GROUNDS:
        return ()
    request = kept.request
    pair = state.scenario.pair(request.requesting, request.requested)
    found = judge_refusal(command.ground, findings(state, kept, Side.REQUESTED), pair, request.requested)
    if found is None:
        return ()
    return (
        FindingMade(
            at=state.now,
            cause=state.cause,
            request=request.key,
            finding=found.code,
            verdict=found.verdict.value,
            against=request.requested,
            facts=found.params,
        ),
    )
