"""Whom a letter brought over is tried only for what it asked for (ETS 24 article 14)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulation.exercise.core.command import Seat
from simulation.exercise.core.derived import DerivedValues
from simulation.exercise.core.event import FindingMade
from simulation.exercise.engine import Exercise
from simulation.exercise.evidence import gathering
from simulation.exercise.procedures.letter.letter import Letter
from simulation.exercise.procedures.letter.play.execution import carry_out
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.exercise.trials.commands import ChargePerson
from simulation.kernel.terms import Office
from simulation.players.policies import EXPERT
from simulation.players.runs import begin, policies_for
from simulation.players.tasks.orders import granted_for
from simulation.players.turn.turn import Turn
from simulation.scenario.schema.play import Sought
from simulation.scenario.schema.scenario import FrozenScenario

MATTER = "matter/val_sov_surrender"


@pytest.fixture
def exercise(blue_current: FrozenScenario) -> Exercise:
    return begin(blue_current, policies_for(blue_current.scenario, "auto", {}), 7)


def letter(exercise: Exercise) -> Letter:
    return exercise.state.part(Letters).requests[MATTER].matter


def charged(exercise: Exercise, offence: str) -> list[tuple[str, str]]:
    request = letter(exercise)
    command = ChargePerson(
        id=offence,
        by=Seat("VAL", Office.PROSECUTOR),
        person=request.targets[0],
        offence=offence,
        documents=request.content.grounds,
    )
    exercise.check(command)
    events = exercise.perform(command)
    return [(each.request, each.finding) for each in events if isinstance(each, FindingMade)]


def test_a_charge_for_anything_else_is_a_finding(exercise: Exercise) -> None:
    request = letter(exercise)
    (person,) = request.targets
    assert carry_out(exercise.state, request, person) == "surrendered"
    named = request.content.offences[0]
    other = next(
        each.key for each in exercise.scenario.country("VAL").offences if each.key not in request.content.offences
    )
    assert charged(exercise, named) == []
    assert charged(exercise, other) == [(MATTER, "speciality_not_kept")]


def test_a_letter_that_brought_nobody_over_binds_to_nothing(exercise: Exercise) -> None:
    for each in exercise.scenario.country("VAL").offences:
        assert charged(exercise, each.key) == []


@pytest.mark.parametrize(("status", "is_bound"), [("surrendered", True), ("held_there", False)])
def test_an_automatic_prosecutor_reads_it_off_the_answer(exercise: Exercise, status: str, *, is_bound: bool) -> None:
    state, request = exercise.state, letter(exercise)
    (person,) = request.targets
    note = gathering.note(state, Sought.SURRENDER, person, "SOV", "note", gathering.HOME, status)
    gathering.file_document(state, "VAL", note, request.key)
    view = exercise.team_view("VAL")
    requests = tuple(
        replace(each, results=("note",), content=request.content) if each.key == MATTER else each
        for each in view.requests
    )
    desk = Turn(replace(view, requests=requests), exercise.scenario, tuple(Office), EXPERT.parameters, DerivedValues())
    assert granted_for(desk, person) == (frozenset(request.content.offences) if is_bound else None)
