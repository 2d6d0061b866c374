"""Somebody at risk who was not found when protection was to begin: told once, with the act that helps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from simulation.exercise.measures.views import MeasureView
from simulation.exercise.views.stories import news
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Office
from tests.builders.views import COMPANY, PERSON, team
from webapp.desk.measures.risk_rows import risk_rows
from webapp.desk.readable import Reader
from webapp.desk.story_rows import story_rows

ORDER = MeasureView("SOV/m1", "protection", PERSON.key, Office.PROSECUTOR, 24 * DAY, 25 * DAY, False, "person_gone", ())


def test_who_was_not_found_is_one_item_that_leads_to_what_helps(reading: Callable[[TeamView], Reader]) -> None:
    other = replace(PERSON, key="cast/another", label="Another Person")
    view = team(
        entities=(PERSON, other, COMPANY),
        measures=(ORDER,),
        at_risk=((PERSON.key, 20 * DAY, None), (other.key, 20 * DAY, None)),
    )
    missed, unordered = sorted(
        story_rows(news(view, 19 * DAY).stories, reading(view)), key=lambda row: "/acts" not in row.url
    )
    assert PERSON.label in missed.title
    assert "not found" in missed.title
    assert "Nobody has ordered" not in " ".join(line.text for line in missed.lines)
    assert missed.lines[-1].is_cure
    assert missed.action == "Ask where"
    assert missed.url.endswith("/entities/1/acts")
    assert other.label in unordered.title
    assert unordered.action == "Protect"


def test_a_new_order_is_told_as_such(reading: Callable[[TeamView], Reader]) -> None:
    again = replace(ORDER, key="SOV/m2", ordered=28 * DAY, since=28 * DAY, is_running=True, result="")
    view = team(entities=(PERSON,), measures=(ORDER, again), at_risk=((PERSON.key, 20 * DAY, None),))
    titles = [row.title for row in story_rows(news(view, 27 * DAY).stories, reading(view))]
    assert titles == [f"{PERSON.label} is at risk and unprotected"]


def test_the_measures_page_leads_to_what_helps(reading: Callable[[TeamView], Reader]) -> None:
    view = team(entities=(PERSON,), measures=(ORDER,), at_risk=((PERSON.key, 20 * DAY, None),))
    (row,) = risk_rows(reading(view))
    assert row.missed
    assert not row.can_protect
    assert row.find_url.endswith("/entities/1/acts")
