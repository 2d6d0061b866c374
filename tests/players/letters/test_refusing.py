"""How an automatic authority says no: only after it spoke with the other side, and never by asking what cannot help."""

from __future__ import annotations

from simulation.exercise.procedures.letter.events import RefusalArgued, RequestMoved
from simulation.exercise.procedures.letter.statuses import ConsultationAnswer, LetterAction
from simulation.kernel.agenda import DAY
from simulation.law.book.governance import silent_days
from simulation.law.book.law_book import load_law_book
from tests.players.conftest import Played


def moved(run: Played, *actions: LetterAction) -> list[RequestMoved]:
    return [event for event in run.events if isinstance(event, RequestMoved) and event.action in set(actions)]


def test_a_refusal_or_postponement_follows_a_consultation_that_was_answered(textbook_run: Played) -> None:
    answers = {event.request: event for event in moved(textbook_run, LetterAction.ANSWER_CONSULTATION)}
    assert {event.reason for event in answers.values()} <= set(ConsultationAnswer)
    spoken = {event.request: event for event in moved(textbook_run, LetterAction.CONSULT)}
    decided = moved(textbook_run, LetterAction.REFUSE, LetterAction.POSTPONE)
    assert any(event.action == LetterAction.REFUSE for event in decided)
    for event in decided:
        answered = answers.get(event.request)
        lay = spoken[event.request].at + silent_days() * DAY <= event.at
        assert lay or (answered is not None and spoken[event.request].at <= answered.at <= event.at), event.request
        assert event.action == LetterAction.POSTPONE or spoken[event.request].reason.split()[0] == event.reason


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


def test_an_automatic_refusal_is_argued_in_full(textbook_run: Played) -> None:
    argued = [event for event in textbook_run.events if isinstance(event, RefusalArgued)]
    assert {event.request for event in argued} == {event.request for event in moved(textbook_run, LetterAction.REFUSE)}
    for event in argued:
        assert event.is_consulted, event.request
        assert not event.lacks, event.request
        assert not event.findings, event.request


def test_an_automatic_question_says_in_words_what_is_missing(textbook_run: Played) -> None:
    asked = moved(textbook_run, LetterAction.ASK_CLARIFICATION)
    assert asked
    names = {row.id: row.name for row in load_law_book().contents}
    for event in asked:
        assert all(names[item] in event.text for item in event.reason.split()), event.request


def test_a_witness_in_danger_is_kept_by_the_own_law_and_the_papers_on_file(textbook_run: Played) -> None:
    """UNTOC 16(7) and 24: whom own papers show at risk is no refugee (G11), and that he may be innocent is no bar."""
    (argued,) = [
        event
        for event in textbook_run.events
        if isinstance(event, RefusalArgued) and event.request == "matter/trs_isa_engineer"
    ]
    assert argued.ground == "ANY-danger"
    assert argued.papers == ("opening/isa/engineer_statement",)


def test_a_victim_who_was_forced_is_kept_as_one(glass_run: Played) -> None:
    """CETS 197 10(2), 26: the papers say more than that the person is in danger."""
    (argued,) = [
        event
        for event in glass_run.events
        if isinstance(event, RefusalArgued) and event.request == "matter/zrn_qsa_surrender"
    ]
    assert argued.ground == "ANY-trafficked"
    assert argued.papers == ("people/cast/traveller/spoke",)
    assert not argued.findings
