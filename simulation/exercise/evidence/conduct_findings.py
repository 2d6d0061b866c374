"""What is to be said of a country's conduct, on a request or elsewhere: a lapsed freeze, a use beyond the purpose."""

from __future__ import annotations

from simulation.casework.proof.proof import CaseAssessment
from simulation.casework.proof.usability import Defect, usability
from simulation.exercise.core.event import FindingMade
from simulation.exercise.core.state import State
from simulation.law.assessment import typical_mistakes


def note_elsewhere(state: State, country: str, conduct: str, place: str) -> None:
    """Note conduct that belongs to no request: a lapsed freeze, a use beyond the purpose."""
    for mistake, item in typical_mistakes.shown_by((), (conduct,), state.law):
        record(state, country, f"mistake.{mistake}", "", place, item)


def note_use(state: State, country: str, charge: str, offence: str, documents: tuple[str, ...]) -> None:
    """Note papers that are relied on for an offence for which they were not given (UNTOC 18(19))."""
    forum = state.scenario.country(country)
    for paper in state.countries[country].file.chosen(documents):
        if any(each.defect is Defect.OTHER_PURPOSE for each in usability(paper, offence, forum).findings):
            note_elsewhere(state, country, typical_mistakes.OTHER_USE, f"charge/{charge}")
            return


def note_rewards(state: State, country: str, charge: str, assessed: CaseAssessment) -> None:
    """Note papers that came to court without the reward to the source that led to them."""
    found = (each.defect for paper in assessed.usability for each in paper.findings)
    if Defect.REWARD_UNDISCLOSED in found:
        note_elsewhere(state, country, typical_mistakes.REWARD_HIDDEN, f"charge/{charge}")


def record(state: State, country: str, finding: str, request: str, place: str, item: str) -> None:
    """Make a settled finding against a country.

    Args:
        state: The exercise.
        country: Against whom.
        finding: Its code.
        request: Key of the request on which it is, "" for another place.
        place: Key of that place, "" for a request.
        item: Content, formality or paper at which it shows, "" for none.
    """
    state.emit(
        FindingMade(
            at=state.now,
            cause=state.cause,
            by=state.by,
            request=request,
            finding=finding,
            verdict="settled",
            against=country,
            facts=(("item", item),) if item else (),
            place=place,
        )
    )
