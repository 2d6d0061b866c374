"""docs/requests.md and docs/procedures.md show the tables as they are."""

from pathlib import Path

import pytest

from simulation.exercise.procedures.letter.rules import RULES
from simulation.exercise.procedures.letter.statuses import STATUSES, LetterAction, LetterStatus
from simulation.matters.diagrams import diagram, statuses
from simulation.scenario.schema.play import Route
from tests.assistance import procedures_page

PAGE = (Path(__file__).parents[4] / "docs" / "requests.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("route", list(Route))
def test_the_page_shows_the_diagram_of_the_table(route: Route) -> None:
    assert f"```mermaid\n{diagram(RULES[route], LetterAction.WITHDRAW)}```" in PAGE


def test_the_page_shows_whose_time_every_status_is() -> None:
    assert statuses(STATUSES.values()) in PAGE
    assert all(f"`{status}`" in PAGE for status in LetterStatus)


def test_the_page_of_procedures_is_as_the_tables_are() -> None:
    assert procedures_page.PAGE.read_text(encoding="utf-8") == procedures_page.page()
