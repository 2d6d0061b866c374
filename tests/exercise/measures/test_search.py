"""A search leaves its record, found or not; who is held is not arrested again, whoever orders it."""

from __future__ import annotations

import pytest

from simulation.casework.documents.document import Document
from simulation.exercise.core.command import Seat
from simulation.exercise.measures.commands import OrderMeasure
from simulation.exercise.views.stories import told_of
from simulation.exercise.views.story import Label
from simulation.kernel.agenda import DAY
from simulation.kernel.entities import EntityKind
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from simulation.scenario.schema.play import DocumentKind, MeasureKind
from simulation.scenario.schema.scenario import FrozenScenario
from tests.exercise.procedure_play import Table, laid


@pytest.fixture
def table(blue_current: FrozenScenario) -> Table:
    return laid(blue_current, "", "", "")


def ordered(table: Table, country: str, kind: MeasureKind, target: str, number: int) -> str:
    file = table.exercise.state.countries[country].file
    papers = tuple(each.key for each in file.naming(target))
    seat = Seat(country, Office.PROSECUTOR)
    table.perform(OrderMeasure(id=f"order{number}", by=seat, kind=kind, target=target, documents=papers))
    return f"{country}/order{number}"


def records(table: Table, country: str, key: str) -> list[Document]:
    filed = table.exercise.team_view(country).documents
    return [
        each.document for each in filed if each.source == key and each.document.kind is DocumentKind.SEARCH_INVENTORY
    ]


def test_every_search_leaves_a_record_and_an_empty_one_proves_nothing(table: Table) -> None:
    state = table.exercise.state
    made: list[tuple[str, str]] = []
    for country in (each.code for each in table.exercise.scenario.played):
        for entity in state.countries[country].file.known.all:
            if entity.kind in {EntityKind.COMPANY, EntityKind.PERSON, EntityKind.PLACE} and entity.country == country:
                try:
                    made.append((country, ordered(table, country, MeasureKind.SEARCH, entity.key, len(made))))
                except RuleViolation:
                    continue
    assert len(made) > 5
    table.exercise.advance(table.exercise.now + 40 * DAY)
    empty = 0
    for country, key in made:
        measure = next(each for each in table.exercise.team_view(country).measures if each.key == key)
        if measure.result in {"done", "nothing_found"}:
            assert measure.documents, (key, measure.target, measure.result)
        for record in records(table, country, key) if measure.result == "nothing_found" else ():
            empty += 1
            assert not record.rows
            assert not record.use.stands
            (story,) = told_of(table.exercise.team_view(country), key)
            assert Label.SHOWS in dict(story.lines)
    assert empty


def test_who_is_held_is_not_arrested_again_by_the_rules(table: Table) -> None:
    for country in (each.code for each in table.exercise.scenario.played):
        for number, entity in enumerate(table.exercise.state.countries[country].file.known.all):
            if entity.kind is not EntityKind.PERSON:
                continue
            try:
                key = ordered(table, country, MeasureKind.ARREST, entity.key, number)
            except RuleViolation:
                continue
            table.exercise.advance(table.exercise.now + 3 * DAY)
            measure = next(each for each in table.exercise.team_view(country).measures if each.key == key)
            if measure.result == "done":
                with pytest.raises(RuleViolation, match=r"measure\.target_held"):
                    ordered(table, country, MeasureKind.ARREST, entity.key, 900)
                return
    pytest.fail("nobody was arrested")
