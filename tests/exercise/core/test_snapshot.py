"""A copy shares what never changes, so that it is small; a class says so itself."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pytest

from simulation.casework.documents.document import Document
from simulation.exercise.core.snapshot import Kept, _Writer
from simulation.exercise.engine import Exercise
from simulation.exercise.procedures.letter.letter import Letter
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.kernel.agenda import DAY
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.bots import begun

MOST_KIB, MOST_BYTES = 770, 190
"""Most that may be written for a copy as play begins (731), and for each event of half a year besides (188).

When a frequent class stops to say that its values never change, it is more: 193 for entries of a file, 213 for lines
of a history, 549 for documents. What is played decides the rest: other rules or another seed move it by a few bytes."""


def written(exercise: Exercise) -> int:
    """Bytes that are written for a copy."""
    buffer = io.BytesIO()
    _Writer(buffer, []).dump(exercise)
    return len(buffer.getvalue())


@dataclass(frozen=True, slots=True)
class HalfYear:
    """An exercise half a year on: what a copy took as play began, and how much has happened."""

    exercise: Exercise
    at_start: int
    events: int


@pytest.fixture(scope="module")
def half_year(blue_current: FrozenScenario) -> HalfYear:
    exercise = begun(blue_current, "textbook", 3)
    at_start = written(exercise)
    return HalfYear(exercise, at_start, len(tuple(exercise.advance(180 * DAY))))


@pytest.fixture
def played(half_year: HalfYear) -> Exercise:
    return half_year.exercise


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


def test_little_is_written_for_a_copy(half_year: HalfYear) -> None:
    assert half_year.at_start / 1024 < MOST_KIB
    assert (written(half_year.exercise) - half_year.at_start) / half_year.events < MOST_BYTES


def test_what_is_kept_gives_the_same_again_whatever_becomes_of_it_and_of_other_copies(played: Exercise) -> None:
    before, kept = played.now, Kept(played)
    first = kept.again()
    told = first.advance(before + 30 * DAY)
    assert told
    second = kept.again()
    assert (first.now, second.now, played.now) == (before + 30 * DAY, before, before)
    assert second.advance(before + 30 * DAY) == told
    third = kept.again(replicate=1, rekey_from=before + DAY)
    assert third.advance(before + 30 * DAY) != told
    assert kept.again().advance(before + 30 * DAY) == told, "a replicate changes no chance of what is kept"
