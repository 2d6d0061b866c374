"""Who is charged before the arrest is held for that court, and who is convicted while held otherwise serves."""

from __future__ import annotations

import pytest

from simulation.casework.file.charges import Charge
from simulation.casework.file.detention import Right
from simulation.exercise.detention.clock import PeopleHeld
from simulation.exercise.engine import Exercise
from simulation.kernel.agenda import DAY
from simulation.network import questions
from simulation.network.membership import custody, reactions
from simulation.players.runs import begin, policies_for
from simulation.scenario.schema.scenario import FrozenScenario

PERSON = "cast/courier_two"
TRIAL_DAYS = 300


@pytest.fixture
def exercise(blue_current: FrozenScenario) -> Exercise:
    return begin(blue_current, policies_for(blue_current.scenario, "auto", {}), 7)


def charge(exercise: Exercise) -> Charge:
    state = exercise.state
    offence = state.scenario.country("VAL").offences[0]
    trial = state.now + TRIAL_DAYS * DAY
    made = Charge("own", PERSON, offence.key, offence.elements, state.now, trial, ())
    state.countries["VAL"].file.charges.rows[made.key] = made
    return made


def caught(exercise: Exercise) -> None:
    """Taken with a load, without an order."""
    world = exercise.state.network
    member = world.membership.members[PERSON]
    reactions.arrest_member(world, member, exercise.state.now, "found", custody.CAUGHT_RED_HANDED)
    exercise.advance(DAY)


def rights(exercise: Exercise) -> list[Right]:
    return [row.right for row in PeopleHeld(exercise.state, "VAL").standing(PERSON)]


def test_who_is_charged_already_is_held_for_the_court_that_sits_on_it(exercise: Exercise) -> None:
    made = charge(exercise)
    caught(exercise)
    (row,) = PeopleHeld(exercise.state, "VAL").standing(PERSON)
    assert (row.right, row.basis, row.until) == (Right.CHARGED, made.key, made.trial_at + DAY)
    exercise.advance(200 * DAY)
    assert rights(exercise) == [Right.CHARGED]


def test_a_convict_serves_whatever_holds_him_or_her(exercise: Exercise) -> None:
    caught(exercise)
    assert rights(exercise) == [Right.OTHER_CASE]
    PeopleHeld(exercise.state, "VAL").judged(charge(exercise), "conviction", 12)
    assert rights(exercise) == [Right.SENTENCE]
    assert not questions.is_free(exercise.state.network, PERSON)


def test_a_verdict_holds_nobody_who_is_free(exercise: Exercise) -> None:
    PeopleHeld(exercise.state, "VAL").judged(charge(exercise), "conviction", 12)
    assert rights(exercise) == []
