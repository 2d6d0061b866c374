"""An intercept at home: a judge first, then the contacts made while it runs, and nothing from before."""

from __future__ import annotations

import pytest

from simulation.casework.file.measures import MeasureStatus
from simulation.exercise.core.command import Seat
from simulation.exercise.measures.commands import OrderMeasure
from simulation.exercise.measures.events import MeasureCompleted
from simulation.kernel.agenda import DAY
from simulation.kernel.entities import EntityKind
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from simulation.kernel.traces import TraceKind
from simulation.scenario.schema.play import DocumentKind, MeasureKind
from simulation.scenario.schema.scenario import FrozenScenario
from tests.exercise.procedure_play import Table, laid


@pytest.fixture
def table(blue_current: FrozenScenario) -> Table:
    """A country, and a number of its own that a paper names."""
    table = laid(blue_current, "", "", "")
    for code, keeper in table.exercise.state.countries.items():
        for entity in keeper.file.known.all:
            if entity.kind is EntityKind.PHONE and entity.country == code and keeper.file.naming(entity.key):
                table.asking, table.asked, table.subject = code, code, entity.key
                return table
    raise AssertionError


def order(table: Table, office: Office = Office.POLICE, target: str = "", *, grounds: bool = True) -> None:
    naming = table.exercise.state.countries[table.asking].file.naming(table.subject)
    table.perform(
        OrderMeasure(
            id="listen",
            by=Seat(table.asking, office),
            kind=MeasureKind.INTERCEPT,
            target=target or table.subject,
            documents=(naming[0].key,) if grounds else (),
        )
    )


def call(table: Table, name: str, at: int, country: str = "") -> None:
    """A call of the number, as the operator writes it down."""
    other = next(key for key in sorted(table.exercise.state.network.entities) if is_other_phone(table, key))
    table.exercise.state.network.traces.add(
        f"test/{name}",
        TraceKind.CALL,
        at,
        country or table.asking,
        "operator",
        at + 300 * DAY,
        (table.subject, other),
        (("seconds", 60),),
    )


def is_other_phone(table: Table, key: str) -> bool:
    return table.exercise.state.network.entities[key].kind is EntityKind.PHONE and key != table.subject


def brought(table: Table) -> list[str]:
    """Records that the paper of the intercept lists."""
    papers = [
        filed.document
        for filed in table.exercise.team_view(table.asking).documents
        if filed.document.key.startswith(f"{table.asking}/listen/")
    ]
    assert all(paper.kind is DocumentKind.CALL_RECORDS and paper.use.stands for paper in papers)
    return [row.trace for paper in papers for row in paper.rows]


def status(table: Table) -> MeasureStatus:
    measure = table.exercise.state.countries[table.asking].file.measures.get(f"{table.asking}/listen")
    assert measure is not None
    return measure.status


def test_it_brings_the_contacts_made_while_it_runs(table: Table) -> None:
    call(table, "before", table.now - DAY)
    order(table)
    assert status(table) is MeasureStatus.AUTHORISING
    call(table, "judge", table.now + 1)
    while status(table) is MeasureStatus.AUTHORISING:
        table.wait(1)
    assert status(table) is MeasureStatus.RUNNING
    call(table, "during", table.now)
    call(table, "abroad", table.now, "elsewhere")
    assert brought(table) == []
    table.wait(61)
    found = brought(table)
    assert "test/during" in found
    assert not {"test/before", "test/judge", "test/abroad"} & set(found)
    done = next(each for each in table.events if isinstance(each, MeasureCompleted) and each.kind == "intercept")
    assert done.result == "done"


def test_it_needs_a_paper_that_names_the_number_and_its_office(table: Table) -> None:
    with pytest.raises(RuleViolation, match=r"measure\.grounds_missing"):
        order(table, grounds=False)
    with pytest.raises(RuleViolation, match=r"measure\.wrong_office"):
        order(table, Office.FIU)


def test_a_number_abroad_is_out_of_reach(table: Table) -> None:
    file = table.exercise.state.countries[table.asking].file
    abroad = next(each.key for each in file.known.all if each.kind is EntityKind.PHONE and each.country != table.asking)
    with pytest.raises(RuleViolation, match=r"measure\.out_of_reach"):
        order(table, target=abroad)
