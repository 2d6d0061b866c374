"""What governs a letter: instrument, dual criminality, letters of refusal, and its days with what became of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from simulation.exercise.core.digest import HistoryLine
from simulation.exercise.procedures.letter.play.views import RequestView
from simulation.exercise.procedures.letter.statuses import LetterAction
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Phrase
from simulation.law.book.content import Content, Gate
from simulation.law.book.required_contents import ContentCheck, ContentState
from simulation.scenario.schema.play import Route, Sought
from simulation.scenario.schema.scenario import Scenario
from tests.builders.views import request, team
from webapp.desk.readable import Reader
from webapp.desk.requests.checks import completeness_card
from webapp.desk.requests.fields import form_source, regime_for
from webapp.desk.requests.governing import RUNS, GoverningLine, expected, governing

Reading = Callable[[TeamView], Reader]


@pytest.fixture
def reader(reading: Reading) -> Reader:
    """A reader of a scenario in which every two are members."""
    made = reading(team())
    pairs = tuple(
        pair.model_copy(update={"instruments": (*pair.instruments, "EIO", "FRZ")}) for pair in made.scenario.pairs
    )
    return replace(made, scenario=Scenario.model_validate({**dict(made.scenario), "pairs": pairs}))


def said(shown: RequestView, reader: Reader, basis: str = "") -> dict[str, GoverningLine]:
    card = governing(shown, Content(basis=basis), reader)
    assert card is not None
    return {line.label: line for line in card.lines}


def at(shown: RequestView, *acts: tuple[LetterAction, int]) -> RequestView:
    lines = tuple(HistoryLine(second, action, "", shown.requested, "", "", "") for action, second in acts)
    return replace(shown, history=lines)


def test_a_request_on_a_treaty_has_no_figure(reading: Reading) -> None:
    lines = said(replace(request(), sought=Sought.BANK_RECORDS), reading(team()), "UNTOC")
    assert lines["Days"].text == "no binding time limit: as soon as possible"
    assert "Form" not in lines
    assert re.fullmatch(r"on the \d+ grounds that the instrument lists, and .* apply beside it", lines["Refusal"].text)
    assert "may be refused" in lines["Dual criminality"].text


def test_an_order_has_a_form_a_list_and_days(reader: Reader) -> None:
    lines = said(replace(request(), sought=Sought.BANK_RECORDS), reader)
    assert "standard form" in lines["Form"].text
    assert "sentence of 3 years" in lines["Dual criminality"].text
    assert lines["Decide"].text == "within 30 days; 30 days more if reasons are given"
    assert lines["Execute the measure"].text == "within 90 days"


def test_days_run_from_receipt_and_say_what_became_of_them(reader: Reader) -> None:
    now = reader.now
    shown = replace(request(), sought=Sought.BANK_RECORDS)
    waits = said(at(shown, (LetterAction.ARRIVE, now - 3 * DAY)), reader)
    assert waits["Acknowledge"].text.startswith("by ")
    late = said(at(shown, (LetterAction.ARRIVE, now - 8 * DAY)), reader)
    assert (late["Acknowledge"].tone, late["Decide"].tone) == ("late", "")
    kept = said(at(shown, (LetterAction.ARRIVE, now - 9 * DAY), (LetterAction.ACKNOWLEDGE, now - 8 * DAY)), reader)
    assert kept["Acknowledge"].tone == "done"
    assert kept["Acknowledge"].text.endswith("done in time")


def test_a_question_on_a_short_way_has_no_such_card(reader: Reader) -> None:
    assert governing(replace(request(), route=Route.POLICE, sought=Sought.PERSON_CHECK), Content(), reader) is None


def test_acts_that_begin_and_end_a_time_are_those_of_letters() -> None:
    for begin, end in RUNS.values():
        assert begin
        assert end


def test_the_check_cites_what_governs(reader: Reader, reading: Reading) -> None:
    vetted = replace(
        request(), sought=Sought.BANK_RECORDS, checks=(ContentCheck("C1", ContentState.FILLED, Phrase("x"), Gate.SOFT),)
    )

    def where(shown: RequestView, by: Reader) -> str:
        return completeness_card(shown, Content(), "practice", by).source

    assert where(vetted, reading(team())).startswith("C1: bilateral treaty art. 5(1)(a).")
    assert "UNTOC" not in where(vetted, reader)
    assert "Directive 2014/41" in where(vetted, reader)
    assert where(replace(vetted, route=Route.FIU), reader) == ""


def test_a_form_cites_only_what_governs(reader: Reader, reading: Reading) -> None:
    source = "ETS 182 art. 9(3), (5), (8); UNTOC art. 18(18); Directive 2014/41 art. 24(3); model agreement art. 2"
    shown = replace(request(), sought=Sought.VIDEO_HEARING)

    def where(by: Reader, basis: str) -> str:
        return form_source(source, shown, regime_for(shown, basis, (), by), by)

    assert where(reader, "EIO") == "Directive 2014/41 art. 24(3); model agreement art. 2"
    assert where(reading(team()), "BIL") == "model agreement art. 2"


def test_the_days_ahead_know_the_urgency_and_the_language_of_the_draft(reading: Reading) -> None:
    stages = tuple((f"S{number}", 20) for number in range(1, 10))
    shown, reader = request(expected_days=stages), reading(team())
    own = reader.scenario.country(shown.requesting).languages[0]
    translated = Content(language="elsewhere")
    hurried = Content(language=own, urgent=True, urgency_reason="She leaves on Friday.", urgent_by_day=50)
    unfounded = replace(hurried, urgency_reason="")
    for content, ours, channel, charged in (
        (translated, 40, 20, "translation and vetting: about 40 days"),
        (Content(language=own), 20, 20, "vetting: about 20 days"),
        (unfounded, 20, 20, "vetting: about 20 days"),
        (hurried, 7, 7, "vetting: about 7 days"),
    ):
        found = expected(shown, content, reader)
        assert found is not None
        assert [part.days for part in found.segments] == [ours, channel, 80, 20]
        assert found.total == ours + channel + 100
        assert found.charged == charged
