"""The check beside a letter: what it is made of, and when it was made."""

from collections.abc import Callable
from dataclasses import replace

from simulation.exercise.core.digest import HistoryLine
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Phrase
from simulation.law.book.content import Content, Gate
from simulation.law.book.required_contents import ContentCheck, ContentState
from simulation.scenario.schema.play import Route, Sought
from tests.builders.views import request, team
from webapp.desk.readable import Reader
from webapp.desk.requests.checks import completeness_card

Reading = Callable[[TeamView], Reader]


def test_a_question_is_not_checked_for_what_it_does_not_need(reading: Reading) -> None:
    reader = reading(team())
    letter = completeness_card(request(), Content(), "guided", reader)
    assert len(letter.items) == 15
    question = request(route=Route.FIU, sought=Sought.ACCOUNT_CHECK)
    short = completeness_card(question, Content(), "guided", reader)
    assert 0 < len(short.items) < 10
    assert not any(item.state == "not_needed" for item in short.items)


def test_an_own_letter_was_checked_when_it_was_vetted_and_not_when_it_arrived(reading: Reading) -> None:
    reader = reading(team())
    history = (
        HistoryLine(0, "submit", "vetting", "SOV", "authority", "", ""),
        HistoryLine(36 * DAY, "arrive", "received", "", "", "", ""),
    )
    checks = (ContentCheck("C4", ContentState.FILLED, Phrase("", ()), Gate.HARD),)
    sent = request(status="received", holder="requested", history=history, checks=checks)
    own = completeness_card(sent, Content(), "standard", reader)
    assert own.checked_text == "Checked when your own authority vetted draft 1, on Mon 3 Mar."
    theirs = completeness_card(replace(sent, incoming=True), Content(), "standard", reader)
    assert theirs.checked_text == "Checked on receipt, Tue 8 Apr."
