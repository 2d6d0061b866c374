"""Who is charged before the arrest is held for that court, who is convicted while held otherwise serves, and whom an
ordinary court has convicted is not tried again for the load."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulation.casework.file.charges import Charge
from simulation.casework.file.detention import LOAD, Detention, LoadConviction, Right
from simulation.casework.proof.judged import JUDGED_ALREADY
from simulation.casework.proof.proof import CourtOutcome
from simulation.exercise.core.derived import DerivedValues
from simulation.exercise.detention.clock import PeopleHeld
from simulation.exercise.engine import Exercise
from simulation.exercise.trials import handlers as trials
from simulation.exercise.trials.commands import ChargePerson
from simulation.exercise.trials.events import PersonCharged
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Office
from simulation.network import questions
from simulation.network.membership import custody, reactions
from simulation.players.policies import EXPERT
from simulation.players.runs import begin, policies_for
from simulation.players.tasks.custody import charges
from simulation.players.turn.turn import Turn
from simulation.scenario.schema.scenario import FrozenScenario, Scenario
from tests.players.conftest import played

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


def test_a_court_tries_nobody_again_for_what_an_ordinary_court_has_judged(exercise: Exercise) -> None:
    """Also where the file does not know that a spelling is the convict's, or another country brings the case."""
    caught(exercise)
    exercise.advance(182 * DAY)
    assert rights(exercise) == [Right.SENTENCE]
    state = exercise.state
    for country in ("VAL", "ISA"):
        file, law = state.countries[country].file, state.scenario.country(country)
        for offence in law.offences:
            key = f"{country}/{offence.key}"
            file.charges.rows[key] = Charge(key, PERSON, offence.key, offence.elements, state.now, state.now, ())
            trials.try_case(state, key)
            is_barred = file.charges.rows[key].reasons == (JUDGED_ALREADY,)
            assert is_barred == (LOAD in offence.elements), key
    assert rights(exercise) == [Right.SENTENCE]


def test_an_automatic_prosecutor_leaves_out_what_an_ordinary_court_has_judged(shipped: Scenario) -> None:
    """On the day of the first charge for a load."""
    run = played(shipped, "textbook", 7, 240)
    state = run.exercise.state
    done = [each for each in run.events if isinstance(each, PersonCharged)]
    loads = {
        (code, each.key)
        for code in state.countries
        for each in state.scenario.country(code).offences
        if LOAD in each.elements
    }
    first = next(each for each in done if (each.country, each.offence) in loads)
    country, person = first.country, first.person
    then = played(shipped, "textbook", 7, first.at // DAY + 1).exercise

    def charged_with(*convictions: LoadConviction, ended: str = "") -> set[tuple[str, str]]:
        held = (Detention(person, "order", Right.REMAND, 0, 0, 900 * DAY),)
        view = then.team_view(country)
        before = tuple(
            replace(each, outcome=CourtOutcome.DISMISSAL, reasons=(ended,))
            for each in view.charges
            if ended and each.person == person
        )
        view = replace(view, held=held, convicted=convictions, charges=before, procedures=())
        desk = Turn(view, then.state.scenario, tuple(Office), EXPERT.parameters, DerivedValues())
        return {
            (country, each.offence)
            for each in charges(desk)
            if isinstance(each, ChargePerson) and each.person == person
        }

    assert charged_with() & loads
    assert charged_with(LoadConviction(person, 0, 180 * DAY)) & loads  # for a load found before all of these
    assert not charged_with(LoadConviction(person, 0, 180 * DAY), LoadConviction(person, 900 * DAY, 901 * DAY)) & loads
    assert charged_with(ended="forum_elsewhere") & loads
    assert not charged_with(ended=JUDGED_ALREADY) & loads
