"""A witness who is threatened: who still hears her, and what keeping her safe changes."""

from __future__ import annotations

import pytest

from simulation.exercise.core.command import Seat
from simulation.exercise.measures.commands import OrderMeasure
from simulation.exercise.procedures.letter.play.execution import carry_out
from simulation.kernel.terms import Office
from simulation.scenario.schema.play import DocumentKind, MeasureKind, Sought
from simulation.scenario.schema.scenario import FrozenScenario
from tests.exercise.correspondence import Correspondence, written
from tests.exercise.procedure_play import Table, laid

PERSON = "cast/flat_tenant"
SILENT_FROM = 90


@pytest.fixture
def table(blue_current: FrozenScenario) -> Table:
    return laid(blue_current, "", "", "")


def result(table: Table, kind: MeasureKind, name: str, days: int) -> str:
    """What comes of an order of Valmora's police about her, after some days."""
    grounds = () if kind is MeasureKind.PROTECTION else ("opening/val/tenant_statement",)
    order = OrderMeasure(id=name, by=Seat("VAL", Office.POLICE), kind=kind, target=PERSON, documents=grounds)
    table.perform(order)
    table.wait(days)
    found = table.exercise.state.countries["VAL"].file.measures.get(f"VAL/{name}")
    assert found is not None
    return found.result


def statement(blue_current: FrozenScenario, day: int) -> Correspondence:
    """A letter of Isandre for her statement, on a day on which nobody has done anything."""
    letter = written(blue_current, "ISA", "VAL", sought=Sought.STATEMENT)
    letter.wait(day)
    return letter


def test_who_was_heard_before_she_was_safe_says_nothing_more_until_she_is(table: Table) -> None:
    assert result(table, MeasureKind.INTERVIEW, "first", 15) == "done"
    assert result(table, MeasureKind.INTERVIEW, "again", 15) == "says_nothing"
    assert result(table, MeasureKind.PROTECTION, "safe", 15) == "done"
    assert result(table, MeasureKind.INTERVIEW, "at_last", 15) == "done"


def test_who_is_safe_first_speaks_whenever_she_is_asked(table: Table) -> None:
    assert result(table, MeasureKind.PROTECTION, "safe", 15) == "done"
    assert result(table, MeasureKind.INTERVIEW, "first", SILENT_FROM) == "done"
    assert result(table, MeasureKind.INTERVIEW, "again", 15) == "done"


def test_whom_nobody_keeps_safe_is_silent_from_her_day_on(table: Table) -> None:
    table.wait(SILENT_FROM)
    assert result(table, MeasureKind.INTERVIEW, "late", 30) == "says_nothing"
    file = table.exercise.state.countries["VAL"].file
    heard = [paper for paper in file.told() if paper.kind is DocumentKind.INTERVIEW and paper.about == PERSON]
    assert all(paper.dated <= 0 for paper in heard)


@pytest.mark.parametrize(("day", "said"), [(SILENT_FROM - 1, ""), (SILENT_FROM + 1, "says_nothing")])
def test_a_letter_brings_no_more_than_she_dares_to_say(blue_current: FrozenScenario, day: int, said: str) -> None:
    letter = statement(blue_current, day)
    assert carry_out(letter.exercise.state, letter.request, PERSON) == said
