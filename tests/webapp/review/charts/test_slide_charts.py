"""Numbers on a slide add up as they are read, days of moves stand on the axis, and cues tell what is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from flask import Flask
from flask_babel import Babel

from simulation.exercise.procedures.letter.statuses import LetterStatus
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Holder, TimeKind
from simulation.review.clock import HolderDays, WholeClock, whole_clock
from simulation.review.flows import PlayedSpan
from simulation.review.network_places import NetworkPlace
from simulation.review.timelines import RequestLine, Stretch
from simulation.scenario.schema.functions import Function
from simulation.scenario.schema.play import Route, Sought
from webapp.review.charts.case_charts import network
from webapp.review.charts.slide_charts import WIDTH, DeskStep, clock_bars, request_steps

SPAN = PlayedSpan(tuple(int(day * 22 * DAY) for day in range(6)), 132 * DAY, 132 * DAY, is_ended=True)
TEXT = re.compile(r'<text x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]+)</text>')


@pytest.fixture(autouse=True)
def asked() -> Iterator[None]:
    app = Flask(__name__)
    Babel(app)
    with app.test_request_context():
        yield


def test_parts_of_a_holder_add_up_to_the_number_beside_them() -> None:
    rows = [(644, 1507), (22, 2917), (0, 400), (0, 0), (0, 318)]
    holders = tuple(HolderDays(holder, *row, 0, 0) for holder, row in zip(Holder, rows, strict=True))
    found = WholeClock(holders, requests=9, drafts=0, draft_days=0)
    chart = clock_bars(found, str, "alt", only_decisions=False)
    by_row: dict[str, list[int]] = {}
    for _x, y, words in TEXT.findall(chart.svg):
        if words.replace(",", "").isdigit():
            by_row.setdefault(y, []).append(int(words.replace(",", "")))
    told = [each for each in by_row.values() if len(each) == 3]
    assert told
    assert all(sum(parts) == total for *parts, total in told)
    for column, kind in ((1, TimeKind.DECISION), (2, TimeKind.SYSTEM)):
        shown = [int(row[column].replace(",", "")) for row in chart.rows]
        assert shown == [getattr(each, kind.value) for each in holders], "each as in the tables to download"
        assert sum(shown) == found.total(kind), "and together what the title says"


def line_of(holder: Holder, seconds: int) -> RequestLine:
    """A letter that waited so long for a decision of one holder."""
    status, route, sought = LetterStatus.DECIDING, Route.MLA, Sought.BANK_RECORDS
    stay = Stretch(status, holder, TimeKind.DECISION, 0, seconds)
    return RequestLine(
        holder.value, "A", 1, route, sought, "AAA", "BBB", (), False, 0, (stay,), status, left=0, answered=None
    )


def test_days_of_a_holder_are_whole_before_they_are_added_up() -> None:
    """So much of a day each with three holders: told one by one and together, they agree."""
    lines = [line_of(holder, 13 * DAY + DAY * 6 // 10) for holder in (Holder.REQUESTING, Holder.REQUESTED)]
    found = whole_clock(lines)
    assert [each.decision for each in found.holders if each.decision] == [14, 14]
    assert found.total(TimeKind.DECISION) == 28
    chart = clock_bars(found, str, "alt", only_decisions=True)
    assert [words for _x, _y, words in TEXT.findall(chart.svg)].count("14") == 2


def test_steps_of_a_request_add_up_to_its_days() -> None:
    lengths = [10.6, 20.6, 30.6, 48.2]
    begun, steps = 0.0, []
    for length in lengths:
        stay = (int(begun * DAY), int((begun + length) * DAY), TimeKind.DECISION)
        steps.append(DeskStep("step", "requesting", TimeKind.DECISION, length, (stay,), is_open=False))
        begun += length
    chart = request_steps(steps, SPAN, 4, str, "alt")
    assert sum(int(row[3]) for row in chart.rows) == 110


@pytest.mark.parametrize("label", ["Decide", "Mettre la lettre au propre"])
@pytest.mark.parametrize(("begin", "end"), [(0, 132), (0, 90), (0, 2), (60, 132), (5, 131), (131, 132)])
def test_names_on_the_first_slide_stand_clear_of_each_other(label: str, begin: int, end: int) -> None:
    """A step's name, whose days they were, and how many: also where the bar begins early and ends late."""
    stay = (begin * DAY, end * DAY, TimeKind.DECISION)
    step = DeskStep(label, "requesting", TimeKind.DECISION, float(end - begin), (stay,), is_open=True)
    chart = request_steps([step], SPAN, 1, str, "alt")
    aligned = re.findall(r'<text x="([\d.]+)" y="([\d.]+)"([^>]*)>([^<]+)</text>', chart.svg)
    row = []
    for x, y, rest, words in aligned:
        width = (10.4 if words == label or words.isdigit() else 9.6) * len(words)
        if float(y) != 18:
            place = float(x) - (width if 'text-anchor="end"' in rest else 0)
            row.append((place, place + width, words))
    row.sort()
    assert len(row) == 3
    for (_left, over, one), (nextto, _right, other) in pairwise(row):
        assert over <= nextto, (one, other)
    assert row[-1][1] <= WIDTH


def test_the_axis_of_a_slide_names_every_move_that_has_room() -> None:
    stay = (0, 132 * DAY, TimeKind.DECISION)
    chart = request_steps(
        [DeskStep("step", "requesting", TimeKind.DECISION, 132.0, (stay,), is_open=True)], SPAN, 1, str, "alt"
    )
    ticks = [words for _x, y, words in TEXT.findall(chart.svg) if float(y) == 18]
    assert sorted(ticks) == sorted(["day 1", "23", "45", "67", "89", "111", "133"])


def test_rings_of_the_network_stand_clear_and_an_empty_place_has_a_mark() -> None:
    places = [
        NetworkPlace(
            f"p{n}", "o", Function.COURIER, n != 2, is_held=n != 2, removed=int(n < 2), replaced_after=109 * DAY
        )
        for n in range(12)
    ]
    chart = network(places, {each: each.value for each in Function}, "alt")
    rings = sorted(float(x) for x, _y, words in TEXT.findall(chart.svg) if words == "109")
    assert len(rings) == 2
    assert rings[1] - rings[0] > 28
    assert chart.svg.count('stroke-width="1.8"') == 2 + 2, "two rings, and the place before and after play"
