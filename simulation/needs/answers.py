"""What an answer from abroad would bring: a request is carried out, or sent to an office, by the engine's own code."""

from __future__ import annotations

from dataclasses import replace

from simulation.casework.documents.document import Document
from simulation.exercise.core.state import State
from simulation.exercise.evidence import gathering
from simulation.exercise.opening import complete_content
from simulation.exercise.procedures.letter.commands import ActOnRequest
from simulation.exercise.procedures.letter.letter import Letter
from simulation.exercise.procedures.letter.opening import ends_of, open_request
from simulation.exercise.procedures.letter.play import execution, hooks
from simulation.exercise.procedures.letter.statuses import LetterAction
from simulation.kernel.terms import Side
from simulation.law.book.content import Content
from simulation.network import questions
from simulation.scenario.schema.needs import FormalWay, InformalWay, Need
from simulation.scenario.schema.play import Route

PERIOD_DAYS = 365
"""Days back for which a well made request asks for records, as without a period (`gathering.USUAL_PERIOD_DAYS`)."""


def formal(state: State, need: Need, way: FormalWay) -> tuple[Document, ...]:
    """The papers with which a well made letter comes back, as the asking side gets them.

    Args:
        state: The exercise on the day on which it is carried out; the act leaves its traces in it.
        need: Who asks whom.
        way: What is asked.
    """
    return execution.execute(state, _opened(state, need, way, _content(state, need, way)))


def informal(state: State, need: Need, way: InformalWay) -> tuple[Document, ...]:
    """The papers with which a short question comes back."""
    return _answered(state, _opened(state, need, way, Content()))


def carried_out(state: State, letter: Letter) -> tuple[Document, ...]:
    """The papers of a matter in flight that is carried out or answered now, whatever still stands in its way."""
    if letter.route is Route.MLA:
        return execution.execute(state, letter)
    return _answered(state, letter)


def send(state: State, need: Need, way: FormalWay, number: int = 0) -> str:
    """Send a well made letter that rests on every paper of the file that stands; the key of the request.

    Args:
        state: The exercise on the day on which it is sent.
        need: Who asks whom.
        way: What is asked.
        number: Each sending has its own chance events.
    """
    file = state.countries[need.country].file
    target = questions.key_of(state.network, way.target)
    file.known.learn((gathering.as_named(state.network.entities[target]),))
    grounds = tuple(paper.key for paper in file.documents if paper.use.stands)
    content = replace(_content(state, need, way), grounds=grounds)
    letter = _opened(state, need, way, content)
    kept = hooks.open_matter(state, letter._replace(key=f"{letter.key}/{number}") if number else letter)
    for action in (LetterAction.SUBMIT, LetterAction.APPROVE):
        hooks.step(state, kept, action, Side.REQUESTING, content)
    return kept.matter.key


def _answered(state: State, letter: Letter) -> tuple[Document, ...]:
    kept = hooks.open_matter(state, letter._replace(key=f"{letter.key}/asked"))
    answer = ActOnRequest(id=letter.key, request=letter.key, action=LetterAction.ANSWER)
    return state.countries[letter.requesting].file.chosen(execution.answer(state, kept, answer))


def _opened(state: State, need: Need, way: FormalWay | InformalWay, content: Content) -> Letter:
    target = questions.key_of(state.network, way.target)
    key = f"{need.key}/{way.kind}/{target}"
    kind = state.law.kind_of(way.kind)
    ends = ends_of(state.scenario, kind, need.country, need.holder)
    return open_request(key, kind, need.country, need.holder, (target,), state.now, content, ends)


def _content(state: State, need: Need, way: FormalWay) -> Content:
    """A complete letter for the offence of the act that it is to make possible, or for all that the country has."""
    offences = tuple(each.key for each in state.scenario.country(need.country).offences)
    target = questions.key_of(state.network, way.target)
    content = complete_content(
        state,
        need.country,
        need.holder,
        way.kind,
        way.bases[0],
        need.enables.offence or offences[0],
        need.key,
        (target,),
        (),
    )
    return replace(
        content,
        offences=(need.enables.offence,) if need.enables.offence is not None else offences,
        period_from_day=state.day - PERIOD_DAYS,
        period_to_day=state.day,
        formalities=tuple(each.id for each in state.law.formalities),
    )
