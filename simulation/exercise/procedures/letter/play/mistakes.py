"""Feedback after the fact: typical mistakes (M1-M22), noted when they are made and told when the request has ended."""

from __future__ import annotations

from simulation.exercise.core.state import State
from simulation.exercise.evidence.conduct_findings import record
from simulation.exercise.procedures.letter.letter import Letter
from simulation.exercise.procedures.letter.play.facts import assessed
from simulation.exercise.procedures.letter.play.state import Letters, RequestState
from simulation.exercise.procedures.letter.play.visibility import BEFORE_SENDING
from simulation.exercise.procedures.letter.statuses import LetterAction, LetterStatus
from simulation.kernel.agenda import DAY
from simulation.law.assessment import typical_mistakes
from simulation.scenario.schema.scenario import Scenario

ANSWER_DAYS = 10
"""Days after which a question for clarification has waited too long (law.md 7.1 O10, our own proposal)."""

LEAVING = frozenset({LetterAction.APPROVE, LetterAction.ASK})
"""Acts with which a request leaves the house as it is."""

NOT_FOR_THE_TEAM = frozenset({"M16"})
"""Mistakes that would tell a team what only the world knows; they stand in the review alone."""


def note(state: State, kept: RequestState, before: Letter, action: LetterAction) -> None:
    """After a step: what it shows of the requesting side's mistakes, each once a request."""
    conduct = []
    if action in LEAVING:
        conduct = _conduct(state.part(Letters), state.scenario, kept.matter)
    waited = state.now - max(before.stays[-1].pace_ends, 0)  # what lay before play is nobody's fault
    if (
        before.status == LetterStatus.CLARIFYING
        and kept.matter.status is not before.status
        and waited > ANSWER_DAYS * DAY
    ):
        conduct.append(typical_mistakes.CLARIFICATION_LATE)
    found = assessed(state, kept.matter) if action in LEAVING else ()
    for mistake, item in typical_mistakes.shown_by(found, conduct, state.law):
        add(state, kept, mistake, item)


def add(state: State, kept: RequestState, mistake: str, item: str = "") -> None:
    """Note a mistake on a request, once."""
    if mistake not in kept.mistakes:
        kept.mistakes = {**kept.mistakes, mistake: item}
        record(state, kept.matter.requesting, f"mistake.{mistake}", kept.matter.key, "", item)


def note_form(state: State, request: Letter, missing: tuple[str, ...]) -> None:
    """Note that papers went back without formalities that were wanted."""
    for formality in missing:
        record(state, request.requested, "returned_without_formality", request.key, "", formality)


def told(kept: RequestState) -> tuple[tuple[str, str], ...]:
    """Mistakes that the requesting side is told of once the request has come to its end, with the item of each."""
    if not kept.matter.is_final:
        return ()
    return tuple(each for each in kept.mistakes.items() if each[0] not in NOT_FOR_THE_TEAM)


def is_urgency_abused(letters: Letters, scenario: Scenario, country: str) -> bool:
    """More of what was sent in play is marked urgent than is believed (law.md 6.4); the opening's is nobody's habit."""
    sent = [
        kept.matter
        for kept in letters.requests.values()
        if kept.matter.requesting == country and not kept.inherited and kept.matter.status not in BEFORE_SENDING
    ]
    urgent = sum(request.urgent for request in sent)
    return len(sent) > 3 and urgent > scenario.play.urgency_share * len(sent)


def _conduct(letters: Letters, scenario: Scenario, request: Letter) -> list[str]:
    found = []
    if request.urgent and is_urgency_abused(letters, scenario, request.requesting):
        found.append(typical_mistakes.URGENT_BY_HABIT)
    if not request.content.prior_contacts.strip() and _is_asked_elsewhere(letters, request):
        found.append(typical_mistakes.DUPLICATE)
    return found


def _is_asked_elsewhere(letters: Letters, request: Letter) -> bool:
    """Whether the same side has asked the same country about the same target on another channel, and waits."""
    return any(
        other.route is not request.route
        and (other.requesting, other.requested) == (request.requesting, request.requested)
        and not other.is_final
        and other.status not in BEFORE_SENDING
        and not set(other.targets).isdisjoint(request.targets)
        for other in (kept.matter for kept in letters.requests.values())
    )
