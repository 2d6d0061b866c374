"""Every procedure's table: random play by random actors, and what can be read off the table itself."""

from __future__ import annotations

import pytest

from simulation.exercise.procedures.extradition.table import EXTRADITION
from simulation.exercise.procedures.joint_team.table import JOINT_TEAM
from simulation.exercise.procedures.preservation.table import TABLE as PRESERVATION
from simulation.exercise.procedures.restraint.table import TABLE as FREEZING
from simulation.kernel.terms import Side
from simulation.matters.declaration import Table
from tests.assistance.procedure_machine import machine_for

TABLES = (EXTRADITION, JOINT_TEAM, FREEZING, PRESERVATION)

TestExtradition = machine_for(EXTRADITION).TestCase
TestJointTeam = machine_for(JOINT_TEAM).TestCase
TestFreezing = machine_for(FREEZING).TestCase
TestPreservation = machine_for(PRESERVATION).TestCase


def reached(table: Table) -> set[str]:
    """Statuses that can be reached from the beginning."""
    found, todo = {table.first}, [table.first]
    while todo:
        for row in table.rows_from(todo.pop()):
            if row.target not in found:
                found.add(row.target)
                todo.append(row.target)
    return found


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.kind.value)
def test_every_status_can_be_reached_and_left(table: Table) -> None:
    assert reached(table) == set(table.stays)
    for status, stay in table.stays.items():
        assert stay.is_final or any(row.changes_status for row in table.rows_from(status)), status


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.kind.value)
def test_whoever_holds_it_can_act_and_has_a_time_for_it(table: Table) -> None:
    for status, stay in table.stays.items():
        if stay.kind == "decision":
            movers = {row.side for row in table.rows_from(status) if row.changes_status}
            assert Side(stay.holder or "") in movers, status
            assert stay.days is not None, status
        elif not stay.is_final:
            assert any(row.side is Side.SYSTEM for row in table.rows_from(status)), status


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.kind.value)
def test_every_row_and_every_protected_stay_names_its_source(table: Table) -> None:
    for row in (table.begins, *table.rows):
        assert row.basis, row
        assert row.confidence in {"T", "S", "M", "P"}, row
        assert (row.side is Side.SYSTEM) == (not row.offices), row
    for stay in table.stays.values():
        assert stay.kind != "protected" or stay.basis, stay
