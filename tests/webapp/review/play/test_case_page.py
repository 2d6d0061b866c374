"""The charts of the case: bands that add up, counts of the outcome, places of the network that events tell."""

from __future__ import annotations

import csv
import html
import re

import pytest

from simulation.exercise.core.event import WorldChanged
from simulation.review.flows import in_play
from simulation.scenario.schema.play import Route
from tests.webapp.conftest import Cast
from tests.webapp.house import House
from tests.webapp.review.test_prices_shown import finished
from webapp.review.charts.case_charts import held_in_all, taken_of_held
from webapp.review.play.case_page import funnel_steps

LOST = {"letters_never_sent", "letters_open", "letters_withdrawn"}

pytestmark = pytest.mark.acceptance("plays an exercise of each scenario")


@pytest.mark.parametrize("scenario", ["blue-current", "glass-harbour"])
def test_the_curve_of_waiting_ends_at_the_longest_wait_and_says_on_how_many_it_rests(
    house: House, cast: Cast, scenario: str
) -> None:
    exercise, reading, _sequence = finished(house, scenario)
    page = html.unescape(cast.ines.get(f"/x/{exercise}/review/case").text)
    chart = next(each for each in re.findall(r"<svg[^>]*>.*?</svg>", page, re.DOTALL) if ">Answered<" in each)
    words = re.findall(r'<text x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]+)</text>', chart)
    waited = reading.waiting_of_teams
    left = [line for line in reading.lines if line.left is not None and not line.inherited and line.route is Route.MLA]
    ends = [line.answered or reading.span.end for line in left if line.requesting in reading.files]
    longest = max(
        end - (line.left or 0)
        for line, end in zip([line for line in left if line.requesting in reading.files], ends, strict=True)
    )
    assert waited.longest == longest > waited.steps[-1].seconds
    ticks = [told for _x, y, told in words if y == next(y for _x, y, told in words if told == "days")]
    assert ticks[-2:] == [str(round(longest / 86_400)), "days"]
    followed = [told for _x, y, told in words if y == next(y for _x, y, told in words if told == "still followed")]
    assert (followed[0], int(followed[-2])) == (str(waited.begun), waited.followed(longest))
    share = round(100 * float(waited.steps[-1].answered - waited.steps[-1].refused))
    assert f"{share} %, estimate" in [told for _x, _y, told in words]


@pytest.mark.parametrize("scenario", ["blue-current", "glass-harbour"])
def test_what_the_case_came_to(house: House, cast: Cast, scenario: str) -> None:
    exercise, reading, _sequence = finished(house, scenario)
    page = html.unescape(cast.ines.get(f"/x/{exercise}/review/case").text)
    assert page.count("<svg") >= 4
    assert not re.search(r"<style|\sstyle=", page)
    for day in reading.flows:
        flows = day.flows
        bands = (flows.money_frozen_minor, taken_of_held(day), flows.money_released_minor)
        assert sum(bands) == held_in_all(day), "the bands add up, every day"
        assert min(bands) >= 0
    letters, papers, people, ends = funnel_steps(reading)
    waited = reading.waiting_of_teams
    assert [each.count for each in letters] == [waited.begun, waited.sent, waited.answered]
    assert reading.outcome is not None
    assert (papers[0].count, ends[0].count) == (
        reading.outcome.papers_that_stand,
        reading.outcome.cases_decided_on_merits,
    )
    for step in (*letters, *papers, *people, *ends):
        assert f"<td>{step.label}</td>" in page
    told = list(csv.reader(cast.ines.get(f"/x/{exercise}/review/table/case.csv").text.splitlines()[1:]))
    assert f"/x/{exercise}/review/table/case.csv" in page
    drawn = [step.count for step in (*letters, *papers, *people, *ends)]
    assert [int(count) for step, _whose, count in told if step not in LOST] == drawn
    assert sum(int(count) for step, _whose, count in told if step in LOST) == waited.begun - waited.answered
    assert [whose for _step, whose, _count in told] == ["teams"] * 7 + ["all_countries"] * 4
    last = waited.steps[-1]
    assert 0 <= last.refused <= last.answered <= 1
    assert last.answered + last.withdrawn + last.never_sent <= 1
    arrested = {
        event.happening.subjects[0]
        for event in in_play(reading.record.events)
        if isinstance(event, WorldChanged) and event.happening.code == "MemberArrested" and event.at >= 0
    }
    removed = sum(each.removed for each in reading.network)
    assert removed >= len(arrested) > 0, "whoever was arrested in play is counted as removed"
    assert all(each.replaced_after is None or each.replaced_after >= 0 for each in reading.network)
    assert "Letters answered, of all letters sent" in page
    for person in (cast.alba, cast.otto):
        assert person.get(f"/x/{exercise}/review/case").status_code in {303, 403}
