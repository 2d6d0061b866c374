"""How an automatic authority says no: only after it spoke with the other side, and never by asking what cannot help."""

from __future__ import annotations

from simulation.exercise.procedures.letter.events import RequestMoved
from simulation.exercise.procedures.letter.statuses import LetterAction
from simulation.kernel.agenda import DAY
from simulation.law.book.governance import silent_days
from tests.players.conftest import Played


def moved(run: Played, *actions: LetterAction) -> list[RequestMoved]:
    return [event for event in run.events if isinstance(event, RequestMoved) and event.action in set(actions)]


def test_a_refusal_or_postponement_follows_a_consultation_that_left_time_to_speak(textbook_run: Played) -> None:
    spoken = {event.request: event for event in moved(textbook_run, LetterAction.CONSULT)}
    decided = moved(textbook_run, LetterAction.REFUSE, LetterAction.POSTPONE)
    assert any(event.action == LetterAction.REFUSE for event in decided)
    for event in decided:
        assert spoken[event.request].at + silent_days() * DAY <= event.at, event.request
        assert event.action == LetterAction.POSTPONE or spoken[event.request].reason == event.reason


def test_whoever_may_not_be_surrendered_is_not_asked_about(textbook_run: Played) -> None:
    barred = {event.request for event in moved(textbook_run, LetterAction.REFUSE) if event.reason == "G8"}
    assert barred == {"matter/isa_val_surrender"}
    assert not barred & {event.request for event in moved(textbook_run, LetterAction.ASK_CLARIFICATION)}
    (refused,) = [event for event in moved(textbook_run, LetterAction.REFUSE) if event.reason == "G8"]
    assert refused.text


def test_requests_whose_grounds_link_them_are_not_refused_as_unfounded(textbook_run: Played) -> None:
    unfounded = {event.request for event in moved(textbook_run, LetterAction.REFUSE) if event.reason == "R1"}
    asked = {event.request for event in moved(textbook_run, LetterAction.ASK_CLARIFICATION) if "C11" in event.reason}
    assert unfounded <= asked
    assert not any(request.startswith("stream/") for request in unfounded)
