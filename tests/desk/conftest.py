"""The house and cast of the web tests, and a context in which pages' rows can be made by hand."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from flask import g

from simulation.exercise.registry import load_scenario
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.terms import Office
from simulation.scenario.load import directory_of
from simulation.scenario.schema.scenario import Scenario
from tests.webapp.conftest import Cast, blank, cast, house, standing
from tests.webapp.house import House
from webapp.desk.readable import Reader
from webapp.store.tables import Phase
from webapp.visit.visitor import ExerciseInfo, Visit

__all__ = ["Cast", "blank", "cast", "house", "standing"]


@pytest.fixture(scope="session")
def scenario() -> Scenario:
    """Blue-current, whose public part pages show."""
    return load_scenario(directory_of("blue-current"))


@pytest.fixture
def reading(blank: House, scenario: Scenario) -> Iterator[Callable[[TeamView], Reader]]:
    """Makes readers of hand-made views inside a request of an exercise."""
    now = datetime(2031, 3, 3, tzinfo=UTC)
    exercise = ExerciseInfo(
        "0123456789", "Tuesday", "ABCDEF", "blue-current", now, Phase.OFFICE_HOURS, now, 0, 0, archived=False
    )
    with blank.app.test_request_context(f"/x/{exercise.id}/desk/"):
        g.visit = Visit(exercise, None, None)
        yield lambda view: Reader(scenario, "en", view, (Office.AUTHORITY,))
