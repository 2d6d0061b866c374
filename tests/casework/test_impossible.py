"""Acts that make no sense where their target stands: refused to people, with a reason, and never longer than sure."""

from dataclasses import replace

import pytest

from simulation.casework.file.case_file import CaseFile
from simulation.casework.file.detention import ReleaseRule, Right
from simulation.casework.file.impossible import TargetState, impossible_acts, obstacle_to, require_possible, state_of
from simulation.casework.file.measures import Measure, MeasureStatus, measure_rule, measure_rules
from simulation.exercise.registry import SHIPPED
from simulation.kernel.entities import Entity, EntityKind
from simulation.kernel.errors import RuleViolation
from simulation.scenario.schema.play import MeasureKind
from tests.casework.builders import DAY, OWNER, QUAY_ACCOUNT, a_file, a_note, says

NOW = 40 * DAY


def done(kind: MeasureKind, at: int, *, leads: bool = False) -> Measure:
    rule = measure_rule(kind)
    return Measure(
        f"ALB/{kind}/{at}",
        rule,
        OWNER,
        rule.office,
        (),
        at,
        MeasureStatus.DONE,
        at,
        is_provisional=leads,
        result="done",
    )


@pytest.fixture
def file() -> CaseFile:
    return a_file(a_note(says("holds", OWNER, QUAY_ACCOUNT), key="proof"))


def owner(file: CaseFile) -> Entity:
    found = file.known.get(OWNER)
    assert found is not None
    return found


def test_who_is_held_is_neither_arrested_nor_followed_until_let_go(file: CaseFile) -> None:
    person = owner(file)
    require_possible("arrest", person, file, NOW)
    row = file.detentions.give(OWNER, "ALB/order", Right.ARREST, NOW, NOW + 2 * DAY)
    for act in ("arrest", "surveillance", "border_alert"):
        with pytest.raises(RuleViolation, match=r"measure\.target_held"):
            require_possible(act, person, file, NOW)
    require_possible("interview", person, file, NOW)
    charge = file.detentions.give(OWNER, "ALB/charge", Right.CHARGED, NOW, NOW + 90 * DAY)
    file.detentions.end(row, ReleaseRule.ANOTHER_RIGHT, NOW)
    assert state_of(person, file, NOW) is TargetState.HELD, "one right goes on"
    file.detentions.end(charge, ReleaseRule.ACQUITTED, NOW)
    require_possible("arrest", person, file, NOW)


def test_a_container_is_not_extradited(file: CaseFile) -> None:
    person = owner(file)
    assert obstacle_to("extradition", person, file, NOW) is None
    for kind in EntityKind:
        thing = replace(person, kind=kind)
        assert (obstacle_to("extradition", thing, file, NOW) is None) is (kind is EntityKind.PERSON)


def test_rows_name_acts_that_there_are() -> None:
    known = {str(rule.kind) for rule in measure_rules()} | set(SHIPPED.procedure_by_code)
    assert {row.act for row in impossible_acts()} <= known
