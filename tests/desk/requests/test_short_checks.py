"""The check beside a question on a short way names only what such a question has to say."""

from collections.abc import Callable

from simulation.exercise.views.team_view import TeamView
from simulation.law.book.content import Content
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
