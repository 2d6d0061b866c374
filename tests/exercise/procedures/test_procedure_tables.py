"""Every procedure's table: random play by random actors, and what can be read off the table itself."""

from __future__ import annotations

import pytest

from simulation.exercise.procedures.extradition.table import RULES as EXTRADITION
from simulation.exercise.procedures.joint_team.table import RULES as JOINT_TEAM
from simulation.exercise.procedures.preservation.table import RULES as PRESERVATION
from simulation.exercise.procedures.restraint.table import RULES as FREEZING
from simulation.kernel.terms import Side
from simulation.matters.proceeding import ProceedingRules
from tests.assistance.procedure_machine import machine_for

TABLES = (EXTRADITION, JOINT_TEAM, FREEZING, PRESERVATION)

TestExtradition = machine_for(EXTRADITION).TestCase
TestJointTeam = machine_for(JOINT_TEAM).TestCase
TestFreezing = machine_for(FREEZING).TestCase
TestPreservation = machine_for(PRESERVATION).TestCase


def reached(table: ProceedingRules) -> set[str]:
    """Statuses that can be reached from the beginning."""
    found, todo = {table.begins.target}, [table.begins.target]
    while todo:
        for row in table.transitions_from(todo.pop()):
            if row.target not in found:
                found.add(row.target)
                todo.append(row.target)
    return found


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.code)
def test_every_status_can_be_reached_and_left(table: ProceedingRules) -> None:
    assert reached(table) == set(table.statuses)
    for status, stay in table.statuses.items():
        assert stay.is_final or any(row.changes_status for row in table.transitions_from(status)), status


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.code)
def test_whoever_holds_it_can_act_and_has_a_time_for_it(table: ProceedingRules) -> None:
    for status, stay in table.statuses.items():
        if stay.time_kind == "decision":
            movers = {row.side for row in table.transitions_from(status) if row.changes_status}
            assert Side(stay.holder or "") in movers, status
            assert stay.days is not None, status
        elif not stay.is_final:
            assert any(row.side is Side.SYSTEM for row in table.transitions_from(status)), status


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.code)
def test_every_row_and_every_protected_stay_names_its_source(table: ProceedingRules) -> None:
    for row in (table.begins, *table.transitions):
        assert row.basis, row
        assert row.confidence in {"T", "S", "M", "P"}, row
        assert (row.side is Side.SYSTEM) == (not row.offices), row
    for stay in table.statuses.values():
        assert stay.time_kind != "protected" or stay.basis, stay


def test_a_term_is_asked_for_in_one_way_by_whatever_procedure() -> None:
    declared = [item for table in TABLES for item in table.inputs.items()]
    assert len({name for name, _ in declared}) == len(set(declared))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.code)
def test_what_is_declared_of_acts_and_terms_is_about_some(table: ProceedingRules) -> None:
    assert {*table.calls} <= {each.action for each in table.transitions}
    named = {name for each in (table.begins, *table.transitions) for name in (*each.needs, *each.may)}
    assert {name for name, how in table.inputs.items() if how.kind in {"ground", "side"}} <= named
