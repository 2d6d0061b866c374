"""The case of an exercise in which a letter or two were begun: whole numbers on the axes, and no bar fills a page."""

from __future__ import annotations

import re
from html import unescape

import pytest

from simulation.exercise.clock.commands import EndExercise
from simulation.exercise.core.command import CONTROL
from simulation.exercise.outcome.requests import Fate, RequestEnd
from simulation.exercise.outcome.waiting import waiting
from simulation.kernel.agenda import DAY
from simulation.scenario.schema.play import Route
from tests.desk.journeys import open_draft
from tests.webapp.conftest import Cast
from tests.webapp.house import House
from webapp.review.charts.case_charts import FunnelStep, funnel, waiting_curve, whole_ticks

TEXT = re.compile(r'<text x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]+)</text>')


@pytest.mark.parametrize(
    ("last", "ticks"), [(0, [0]), (1, [0, 1]), (2, [0, 1, 2]), (3, [0, 1, 2, 3]), (44, [0, 11, 22, 33, 44])]
)
def test_no_tick_stands_twice(last: float, ticks: list[int]) -> None:
    assert whole_ticks(last) == ticks


def test_one_letter_that_waited_a_day_is_no_full_bar_and_has_two_ticks(house: House) -> None:
    sent = Fate("request", Route.MLA, inherited=False, left=0, ended=DAY, how=RequestEnd.ANSWERED)
    with house.app.test_request_context("/"):
        curve = waiting_curve(waiting([sent], 3 * DAY), "alt").svg
        steps = funnel([[FunnelStep("Letters begun", 1, "")], [FunnelStep("Usable documents", 42, "")]], "alt").svg
    words = TEXT.findall(curve)
    axis = next(y for _x, y, told in words if told == "days")
    assert [told for _x, y, told in words if y == axis] == ["0", "1", "days"]
    ends = {told: float(x) for x, _y, told in TEXT.findall(steps)}
    begins = 210
    assert ends["1"] - begins <= (ends["42"] - begins) / 4, "the number stands at the end of its bar"


def test_a_letter_that_was_never_sent_has_no_curve_but_a_sentence(house: House, cast: Cast) -> None:
    open_draft(house, cast, cast.alba)
    house.store.execute(cast.exercise, EndExercise(id="endofplay0001", member=CONTROL))
    page = unescape(cast.ines.get(f"/x/{cast.exercise}/review/case").text)
    assert "None of the letters that the teams began was sent, so none could be answered." in page
    assert "still followed" not in page
