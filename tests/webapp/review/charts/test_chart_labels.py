"""Words of the charts stand clear of each other, of the axes and of what they name."""

from __future__ import annotations

import html
import re

import pytest

from simulation.kernel.terms import TimeKind
from tests.webapp.conftest import Cast
from tests.webapp.house import House
from tests.webapp.review.test_prices_shown import finished

pytestmark = pytest.mark.acceptance("plays an exercise of each scenario")

CHART = re.compile(r"<svg[^>]*>.*?</svg>", re.DOTALL)
WORDS = re.compile(r'<text x="([\d.]+)" y="([\d.]+)"([^>]*)>([^<]+)</text>')
WIDE = 7.0
"""A character of a chart is at most so wide on average, in the chart's own units."""

LINE = 15.0
"""A line of words is so high."""


@pytest.mark.parametrize("scenario", ["blue-current", "glass-harbour"])
def test_no_words_of_a_chart_lie_over_others(house: House, cast: Cast, scenario: str) -> None:
    exercise, _reading, _sequence = finished(house, scenario)
    seen = 0
    for page in ("", "case"):
        text = cast.ines.get(f"/x/{exercise}/review/{page}").text
        for chart in CHART.findall(text):
            boxes = [box(*found) for found in WORDS.findall(chart)]
            seen += len(boxes)
            for place, one in enumerate(boxes):
                for other in boxes[place + 1 :]:
                    assert not overlap(one, other), (page, one[4], other[4])
    assert seen > 100


def test_the_names_of_functions_end_before_the_first_dot(house: House, cast: Cast) -> None:
    exercise, _reading, _sequence = finished(house, "blue-current")
    text = cast.ines.get(f"/x/{exercise}/review/case").text
    chart = next(each for each in CHART.findall(text) if "Lawyer or accountant" in each)
    found = [box(*each) for each in WORDS.findall(chart)]
    dots = min(left for left, _top, _right, _bottom, words in found if words == "Before, day 1")
    names = [each for each in found if each[0] < dots]
    assert len(names) > 5
    assert all(right < dots for _left, _top, right, _bottom, _words in names)


def test_the_chart_of_requests_tells_whose_days_and_of_what_kind(house: House, cast: Cast) -> None:
    exercise, reading, _sequence = finished(house, "blue-current")
    page = cast.ines.get(f"/x/{exercise}/review/").text
    chart = next(each for each in CHART.findall(page) if "still open" in each)
    words = [html.unescape(words) for _x, _y, _rest, words in WORDS.findall(chart)]
    assert not any("…" in each for each in words), "a subject is never cut"
    assert {"R", "Q", "C"} <= set(words), "a letter tells a holder without colour"
    assert 'opacity="0.3"' in chart, "days in a queue are pale, as on a slide"
    lines = [line for line in reading.lines if line.label in words]
    assert len(lines) == 12
    assert words.count("still open") == sum(line.is_open for line in lines) > 0
    bars = dict.fromkeys(TimeKind, 0)
    for line in lines:
        for place, stay in enumerate(line.stretches):
            before = line.stretches[place - 1] if place else None
            seam = before is not None and (before.holder, before.kind, before.end) == (
                stay.holder,
                stay.kind,
                stay.start,
            )
            bars[stay.kind] += not seam
    assert len(re.findall(r'<path[^>]*opacity="0.3"', chart)) == bars[TimeKind.SYSTEM], (
        "stays of one holder are one bar"
    )
    assert "waits for a decision" in page
    assert "queues, transmission, banks" in page


def box(x: str, y: str, rest: str, words: str) -> tuple[float, float, float, float, str]:
    """Left, top, right and bottom of words, a little less than they need, and the words."""
    told = html.unescape(words)
    size = re.search(r'font-size="([\d.]+)', rest)
    width = len(told) * WIDE * (float(size[1]) / 14 if size is not None else 1)
    at = float(x) - width * {"middle": 0.5, "end": 1.0}.get((re.findall(r'text-anchor="(\w+)"', rest) or [""])[0], 0)
    return at, float(y) - LINE + 4, at + width, float(y), told


def overlap(one: tuple[float, float, float, float, str], other: tuple[float, float, float, float, str]) -> bool:
    """Whether two boxes lie over each other."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
