"""A border alert: the first record of an own border becomes a paper and a line of the digest; nobody is held."""

from __future__ import annotations

import pytest

from simulation.exercise.core.command import Seat
from simulation.exercise.measures.commands import OrderMeasure
from simulation.exercise.measures.events import MeasureCompleted
from simulation.kernel.agenda import DAY
from simulation.kernel.entities import EntityKind
from simulation.kernel.terms import Office
from simulation.kernel.traces import TraceKind
from simulation.network import questions
from simulation.scenario.schema.play import MeasureKind
from simulation.scenario.schema.scenario import FrozenScenario
from tests.exercise.procedure_play import Table, laid


@pytest.fixture
def table(blue_current: FrozenScenario) -> Table:
    """A country, and a person of another country whom a paper of its file names."""
    table = laid(blue_current, "", "", "")
    for code, keeper in table.exercise.state.countries.items():
        for entity in keeper.file.known.all:
            if entity.kind is EntityKind.PERSON and entity.country != code and keeper.file.naming(entity.key):
                table.asking, table.asked, table.subject = code, entity.country, entity.key
                return table
    raise AssertionError


def order(table: Table) -> None:
    papers = table.exercise.state.countries[table.asking].file.naming(table.subject)
    table.perform(
        OrderMeasure(
            id="alert",
            by=Seat(table.asking, Office.POLICE),
            kind=MeasureKind.BORDER_ALERT,
            target=table.subject,
            documents=(papers[0].key,),
        )
    )


def crossing(table: Table, name: str, country: str) -> str:
    """A check of the person with a container, as a border post writes it down; the place where it was."""
    entities = table.exercise.state.network.entities
    box = next(key for key in sorted(entities) if entities[key].kind is EntityKind.CONTAINER)
    place = next(
        key for key in sorted(entities) if entities[key].kind is EntityKind.PLACE and entities[key].country == country
    )
    now = table.now
    subjects = (box, place, table.subject)
    table.exercise.state.network.traces.add(
        f"test/{name}", TraceKind.BORDER_CHECK, now, country, "post", now + 300 * DAY, subjects, (("event", "passed"),)
    )
    return place


def results(table: Table) -> list[str]:
    return [each.result for each in table.events if isinstance(each, MeasureCompleted) and each.kind == "border_alert"]


def test_the_first_crossing_of_an_own_border_is_told_and_nobody_is_held(table: Table) -> None:
    network = table.exercise.state.network
    crossing(table, "before", table.asking)
    table.wait(1)
    order(table)
    table.wait(5)
    crossing(table, "abroad", table.asked)
    table.wait(5)
    assert results(table) == []
    place = crossing(table, "own", table.asking)
    table.wait(1)
    assert results(table) == ["done"]
    view = table.exercise.team_view(table.asking)
    paper = next(each.document for each in view.documents if each.document.key.startswith(f"{table.asking}/alert/"))
    assert [row.trace for row in paper.rows] == ["test/own"]
    assert any(said.subject == table.subject and said.object == place for said in paper.assertions)
    assert any(line.what.code == "digest.measure" for line in view.digest)
    assert questions.is_free(network, table.subject)


def test_it_ends_after_ninety_days_without_a_crossing(table: Table) -> None:
    order(table)
    table.wait(89)
    assert results(table) == []
    table.wait(1)
    assert results(table) == ["nothing_found"]
