"""Timelines, flows and tables against independent counts over the same record."""

from __future__ import annotations

import csv
import io

import pytest

from simulation.exercise.core.event import WorldChanged
from simulation.exercise.journal import replay
from simulation.exercise.outcome.exposure import exposures
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import TimeKind
from simulation.players.policies import players
from simulation.review.branches import Record
from simulation.review.flows import by_day, span
from simulation.review.prices.choices import decisions
from simulation.review.prices.prices import Pricer
from simulation.review.record_reading import read
from simulation.review.tables import NAMES, csv_text, table
from simulation.review.timelines import timelines
from tests.review.conftest import Planted


def test_days_by_holder_are_those_of_the_requests_themselves(day: Record) -> None:
    exercise, _ = replay(day.frozen, day.settings, day.entries, players())
    lines = timelines(day.events, exercise.now)
    assert len(lines) == len(exercise.state.part(Letters).requests)
    for line in lines:
        kept = exercise.state.part(Letters).requests[line.key]
        assert line.label == kept.label
        assert line.status is kept.matter.status
        theirs = [part for part in kept.matter.segments(exercise.now) if part.end > 0]
        for kind in TimeKind:
            seconds = sum(part.end - max(part.start, 0) for part in theirs if part.kind is kind)
            assert round(line.days_of(kind=kind) * DAY) == seconds


def test_flows_end_at_the_sums_of_what_happened(day: Record) -> None:
    end = day.events[-1].at
    grams = sum(
        int(dict(event.happening.facts)["grams"])
        for event in day.events
        if isinstance(event, WorldChanged) and event.happening.code == "GoodsDelivered" and event.at >= 0
    )
    found = by_day(day.events, span(day.events, end), {})
    assert found[-1].flows.drugs_delivered_g == grams
    assert len(found) == end // DAY + 1


def test_known_exposure_is_that_of_the_files(day: Record) -> None:
    exercise, _ = replay(day.frozen, day.settings, day.entries, players())
    found = exposures(day.events, exercise.now)
    for code, country in exercise.state.countries.items():
        ours = [(each.person, each.since, each.end) for each in found if each.country == code]
        end = exercise.now
        assert ours == [
            (each.person, each.since, end if each.until is None else each.until)
            for each in country.file.risks.all
            if each.document
        ]


def test_every_table_is_a_csv_of_one_width(day: Record) -> None:
    reading = read(day, day.events[-1].at, players())
    for name in NAMES:
        found = table(reading, name)
        rows = list(csv.reader(io.StringIO(csv_text(found))))
        assert len(rows) == len(found.rows) + 1
        assert {len(row) for row in rows} == {len(found.columns)}


@pytest.mark.acceptance("starts worker processes")
def test_a_price_is_the_same_with_any_number_of_processes(planted: Planted) -> None:
    record, request = planted
    decision = next(each for each in decisions(record) if each.about == request)
    with Pricer(record, 0) as alone, Pricer(record, 2) as two:
        assert alone.price(decision, runs=range(1, 3)) == two.price(decision, runs=range(1, 3))
