"""A copy shares what never changes, so that it is small; a class says so itself."""

from __future__ import annotations

import io

import pytest

from simulation.casework.documents.document import Document
from simulation.exercise.core.snapshot import _Writer
from simulation.exercise.engine import Exercise
from simulation.exercise.procedures.letter.letter import Letter
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.kernel.agenda import DAY
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.bots import begun

MOST_KIB = 1_195
"""Most that may be written for a copy of a half year: 1,163 when this was settled. When a frequent class stops to say
that its values never change, it is more."""


@pytest.fixture(scope="module")
def played(blue_current: FrozenScenario) -> Exercise:
    exercise = begun(blue_current, "textbook", 3)
    exercise.advance(180 * DAY)
    return exercise


def papers(exercise: Exercise) -> list[Document]:
    return [
        filing.document for keeper in exercise.state.countries.values() for filing in tuple(keeper.file.filed.values())
    ]


def letters(exercise: Exercise) -> list[Letter]:
    return [kept.matter for kept in exercise.state.part(Letters).requests.values()]


def test_a_copy_holds_the_very_same_law_scenario_papers_and_letters(played: Exercise) -> None:
    twin = played.copy()
    assert twin.state is not played.state
    assert twin.state.law is played.state.law
    assert twin.scenario is played.scenario
    assert papers(played)
    assert all(a is b for a, b in zip(papers(played), papers(twin), strict=True))
    assert letters(played)
    assert all(a is b for a, b in zip(letters(played), letters(twin), strict=True))


def test_little_is_written_for_a_copy(played: Exercise) -> None:
    buffer = io.BytesIO()
    _Writer(buffer, []).dump(played)
    assert len(buffer.getvalue()) / 1024 < MOST_KIB
