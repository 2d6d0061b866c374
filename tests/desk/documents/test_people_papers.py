"""Papers about people who are moved are printed in words: no code, no key, and nothing that reads like goods."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from flask import g

from simulation.casework.documents.document import AssertionKind, CellKind
from simulation.casework.file.measure_orders import recovers_until
from simulation.exercise.clock.commands import Jump, StartExercise
from simulation.exercise.core.settings import Settings
from simulation.exercise.evidence.views import FiledDocument
from simulation.exercise.registry import load_scenario
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Office
from simulation.players.policies import players
from simulation.scenario.load import directory_of
from simulation.scenario.schema.name_pools import freeze
from simulation.scenario.schema.play import DocumentKind
from tests.builders.bots import Room, open_room
from tests.webapp.house import House
from webapp.desk.board.entity import entity_card
from webapp.desk.documents.facts import shown
from webapp.desk.documents.sheet import printed
from webapp.desk.readable import Reader
from webapp.store.tables import Phase
from webapp.text.say import wording_of
from webapp.visit.visitor import ExerciseInfo, Visit

ABOUT_PEOPLE = frozenset(
    {
        DocumentKind.MISSING_PERSON_REPORT,
        DocumentKind.TRAVEL_RECORD,
        DocumentKind.VICTIM_STATEMENT,
        DocumentKind.INSPECTION_REPORT,
    }
)
RAW = re.compile(r"[a-z]+_[a-z]+|lived\.|\b(cast|person|site|org)/")


@pytest.fixture(scope="module")
def room() -> Room:
    """Glass-harbour after four months, every country played by the textbook."""
    frozen = freeze(load_scenario(directory_of("glass-harbour")), 1)
    policies = tuple((country.code, "textbook") for country in frozen.scenario.countries)
    opened = open_room(frozen, Settings(preset="", seed=1, policies=policies), players())
    opened.control(StartExercise(id="", warm_up=False))
    for _ in range(3):
        opened.control(Jump(id="", days=40))
    return opened


def _papers(room: Room) -> list[tuple[TeamView, FiledDocument]]:
    views = [room.exercise.team_view(country.code) for country in room.exercise.scenario.played]
    return [(view, filed) for view in views for filed in view.documents if filed.document.kind in ABOUT_PEOPLE]


@pytest.fixture
def inside(house: House) -> Iterator[None]:
    """A request of an exercise, in which pages' rows can be made."""
    now = datetime(2031, 3, 3, tzinfo=UTC)
    exercise = ExerciseInfo(
        "0123456789", "Tuesday", "ABCDEF", "glass-harbour", now, Phase.OFFICE_HOURS, now, 0, 0, archived=False
    )
    with house.app.test_request_context(f"/x/{exercise.id}/desk/"):
        g.visit = Visit(exercise, None, None)
        yield


@pytest.mark.usefixtures("inside")
def test_every_cell_is_in_words(room: Room) -> None:
    papers = _papers(room)
    assert {filed.document.kind for _, filed in papers} == ABOUT_PEOPLE
    for view, filed in papers:
        reader = Reader(room.exercise.scenario, "en", view, (Office.POLICE,))
        paper = printed(filed, reader, frozenset())
        texts = [cell.text for row in paper.rows for cell in row.cells]
        texts += [column.label for column in paper.columns]
        texts += [f"{line.origin} {line.goal}" for line in shown(filed.document, reader)]
        assert [text for text in texts if RAW.search(text)] == []
        cells = [cell for row in filed.document.rows for cell in row.cells]
        codes = [f"cell.{cell.value}" for cell in cells if cell.kind is CellKind.CODE]
        codes += [f"heading.{code}" for code, _ in filed.document.heading]
        codes += [f"column.{code}" for code in filed.document.columns]
        assert [code for code in codes if not wording_of(code)] == []


@pytest.mark.usefixtures("inside")
def test_the_page_of_somebody_seen_as_a_victim_says_until_when_nobody_asks(room: Room) -> None:
    for view, filed in _papers(room):
        reader = Reader(room.exercise.scenario, "en", view, (Office.POLICE,))
        for said in filed.document.assertions:
            if said.kind is AssertionKind.IDENTIFIED and said.at is not None:
                entity = reader.known(said.subject)
                assert entity is not None
                naming = [each.document for each in view.documents if each.document.names(said.subject)]
                until = recovers_until(naming, said.subject, 30)
                assert until is not None
                assert until <= said.at + 30 * DAY
                assert bool(entity_card(entity, reader).recovery) is (room.exercise.now < until)
