"""Who speaks in the news, and of what: nobody at home speaks for the other country; to postpone is not to refuse."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from simulation.exercise.reactions.state import Reaction
from simulation.exercise.reactions.table import reactions
from simulation.exercise.views.stories import news
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Facts
from simulation.law.book.grounds import postponing
from tests.builders.views import PERSON, answered, team
from webapp.desk.readable import Reader
from webapp.desk.story_rows import StoryRow, story_rows

SINCE = 20 * DAY


def told(reading: Callable[[TeamView], Reader], code: str, sender: str, number: int = 0, more: Facts = ()) -> StoryRow:
    """What a sender says of a request to Kestria, as the news tell it."""
    params = (("label", "REQ-1"), ("country", "KES"), ("target", PERSON.key), *more)
    said = Reaction("k", "SOV", SINCE, code, number, sender, "KES", "request", "REQ-1", params, (), "")
    reader = reading(team(entities=(PERSON,), requests=(answered(1),), reactions=(said,)))
    (shown,) = story_rows([each for each in news(reader.view, SINCE).stories if each.weight == "reaction"], reader)
    return shown


def test_only_who_speaks_abroad_speaks_for_the_other_country(reading: Callable[[TeamView], Reader]) -> None:
    """A court, a registry and a defence lawyer of the own country are not called those of the country that is asked."""
    name = reading(team()).country("KES")
    named = set()
    for row in reactions():
        shown = told(reading, row.code, row.sender)
        if name in next(line.text for line in shown.lines if line.label == "From"):
            named.add(row.sender)
    assert named == {"contact_point", "police_abroad", "court_abroad"}


@pytest.mark.parametrize("number", [0, 1])
def test_whose_request_is_postponed_speaks_of_that_and_of_no_refusal(
    reading: Callable[[TeamView], Reader], number: int
) -> None:
    shown = told(reading, "refusal_unconsulted", "contact_point", number, (("ground", postponing()),))
    words = " ".join((shown.title, *(line.text for line in shown.lines)))
    assert "postponed" in shown.title
    assert "refus" not in words
    assert "closed" not in words
