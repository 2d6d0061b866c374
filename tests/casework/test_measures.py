"""The table of measures is whole, and a measure takes the course that the table of transitions gives."""

import itertools

import pytest

from simulation.casework.file.measures import (
    TRANSITIONS,
    GroundsNeeded,
    Measure,
    MeasureAction,
    MeasureStatus,
    advance_measure,
    court_seconds,
    hold_until,
    measure_rule,
    measure_rules,
    work_seconds,
)
from simulation.kernel.entities import EntityKind
from simulation.kernel.terms import Office
from simulation.scenario.schema.play import DocumentKind, MeasureKind
from tests.casework.builders import DAY, OWNER, a_country, refused


def test_every_kind_has_one_row() -> None:
    assert sorted(rule.kind for rule in measure_rules()) == sorted(MeasureKind)


@pytest.mark.parametrize("kind", MeasureKind)
def test_a_row_makes_sense(kind: MeasureKind) -> None:
    rule = measure_rule(kind)
    assert rule.produces.keys() <= set(rule.targets)
    assert (max(rule.court_days) > 0) == rule.needs_court
    assert (rule.confirm_days > 0) == (rule.grounds is GroundsNeeded.CONFIRM)
    assert "assumption" in rule.source.lower()


@pytest.mark.parametrize("kind", MeasureKind)
def test_times_grow_with_the_draw_and_stay_in_the_row(kind: MeasureKind) -> None:
    rule = measure_rule(kind)
    draws = [0.0001, 0.25, 0.5, 0.75, 0.9999]
    work = [work_seconds(rule, u) for u in draws]
    assert work == sorted(work)
    assert rule.days[0] * DAY <= work[0] <= work[-1] <= rule.days[-1] * DAY
    assert (court_seconds(rule, 0.99) > 0) == rule.needs_court


def test_a_production_order_brings_the_papers_of_its_target() -> None:
    order = measure_rule(MeasureKind.PRODUCTION_ORDER)
    assert order.produces[EntityKind.ACCOUNT] == (DocumentKind.BANK_STATEMENT, DocumentKind.ACCOUNT_FILE)
    assert order.produces[EntityKind.PHONE] == (DocumentKind.CALL_RECORDS, DocumentKind.CONNECTION_LOG)
    assert order.produces[EntityKind.CONTAINER] == (DocumentKind.PORT_LOG, DocumentKind.MANIFEST)
    assert order.produces[EntityKind.PERSON] == (DocumentKind.TRAVEL_RECORD, DocumentKind.VEHICLE_EXTRACT)
    assert order.produces[EntityKind.VEHICLE] == (DocumentKind.VEHICLE_EXTRACT, DocumentKind.PORT_LOG)


def test_money_is_held_as_long_as_the_country_says() -> None:
    assert hold_until(MeasureKind.POSTPONEMENT, a_country(), 10) == 10 + 5 * DAY
    assert hold_until(MeasureKind.FREEZE, a_country(review_days=90), 10) == 10 + 90 * DAY
    assert hold_until(MeasureKind.FREEZE, a_country(review_days=0), 10) is None
    assert hold_until(MeasureKind.ARREST, a_country(), 10) is None


@pytest.mark.parametrize(("status", "action"), list(itertools.product(MeasureStatus, MeasureAction)))
def test_a_measure_takes_the_course_of_the_table(status: MeasureStatus, action: MeasureAction) -> None:
    measure = Measure("ALB/1", measure_rule(MeasureKind.SURVEILLANCE), OWNER, Office.POLICE, (), 0, status, 0, False)
    assert measure.teams == (0 if status in {MeasureStatus.DONE, MeasureStatus.REFUSED, MeasureStatus.STOPPED} else 1)
    if (status, action) not in TRANSITIONS:
        with refused("measure.not_possible"):
            advance_measure(measure, action, 5)
        return
    moved = advance_measure(measure, action, 5, "done")
    assert (moved.status, moved.since, moved.result, moved.version) == (TRANSITIONS[status, action], 5, "done", 2)
