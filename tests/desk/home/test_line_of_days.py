"""The line of days says of each day that it names what happened then, in as many words as have room."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from simulation.exercise.measures.views import MeasureView
from simulation.exercise.views.stories import news
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Office
from tests.builders.views import PERSON, team
from webapp.desk.home.strip import strip_of
from webapp.desk.readable import Reader
from webapp.desk.story_rows import story_rows

SINCE = 20 * DAY


@pytest.mark.parametrize("count", [2, 7, 20])
def test_no_day_stands_on_the_line_without_words(reading: Callable[[TeamView], Reader], count: int) -> None:
    orders = tuple(
        MeasureView(f"m{n}", "search", PERSON.key, Office.POLICE, SINCE, (21 + n % 10) * DAY, False, "done", ())
        for n in range(count)
    )
    reader = reading(team(entities=(PERSON,), measures=orders))
    found = news(reader.view, SINCE).stories
    strip = strip_of(found, story_rows(found, reader), SINCE, 32 * DAY)
    assert strip is not None
    labels = [dot.label for dot in strip.dots if dot.label]
    assert len(labels) >= 2
    for label in labels:
        day, _comma, words = label.partition(", ")
        assert day.startswith("day ")
        assert words.startswith(f"Search, {PERSON.label.split()[0]}"), label
    assert any(label.endswith("…") for label in labels) is (count == 20)
