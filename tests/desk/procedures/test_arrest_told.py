"""Who asked for an arrest abroad reads that it was made, and the first and last day of the time limit that runs."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from simulation.exercise.core.digest import HistoryLine
from simulation.exercise.procedures.extradition.table import EXTRADITION, ExtraditionStatus
from simulation.exercise.registry import load_scenario
from simulation.exercise.views.stories import news
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Office
from simulation.scenario.load import directory_of
from tests.builders.views import procedure, team
from tests.desk.journeys import desk
from tests.desk.procedures.test_every_end import Gathered, gathered, laid
from tests.exercise.procedures.test_extradition import ASK, BROKER
from webapp.desk.readable import Reader
from webapp.desk.story_rows import story_rows

__all__ = ["gathered"]


def words(page: str) -> str:
    """A page as it is read."""
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


@pytest.mark.parametrize("office", [Office.PROSECUTOR, Office.AUTHORITY])
def test_who_asked_for_an_arrest_reads_when_it_was_made_and_until_when_the_limit_runs(
    gathered: Gathered, office: Office
) -> None:
    table = laid(gathered, *BROKER)
    table.open(EXTRADITION, Office.PROSECUTOR, terms=(("offence", "trafficking"),))
    table.play(ASK)
    assert table.status == ExtraditionStatus.PROVISIONAL
    limit = re.compile(r"Arrested on (\w+ \d+ \w+)\. .*? time limit of 40 days .*? last day is (\w+ \d+ \w+)\.")
    person = table.people["VAL", office]
    news = words(person.get(desk(table.cast)).text)
    shown = words(person.get(desk(table.cast, f"procedures/{table.view('VAL').label}")).text)
    assert "The arrest that you asked for was made in" in news
    told, again = limit.search(news), limit.search(shown)
    assert told is not None
    assert again is not None
    assert told.groups() == again.groups()
    assert told[1] != told[2]


def test_an_arrest_on_a_warrant_names_the_days_for_the_decision_and_nothing_once_it_is_taken(
    reading: Callable[[TeamView], Reader],
) -> None:
    def line(day: int, action: str) -> HistoryLine:
        return HistoryLine(day * DAY, action, "", "", "", "", "")

    asked, made = line(20, "ask_arrest"), line(24, "arrested_on_warrant")
    shown = procedure(
        kind=EXTRADITION, requesting="CRR", requested="QSA", status="papers_received", holder="requested",
        history=(asked, made),
    )  # fmt: skip
    glass = load_scenario(directory_of("glass-harbour"))
    reading(team())
    for history, is_running in (((asked, made), True), ((asked, made, line(30, "grant_surrender")), False)):
        view = team("CRR", procedures=(replace(shown, history=history),))
        (row,) = story_rows(news(view, 20 * DAY).stories, Reader(glass, "en", view, (Office.AUTHORITY,)))
        assert row.title.startswith("The arrest that you asked for was made")
        assert any("time limit of 60 days for the decision" in each.text for each in row.lines) is is_running
