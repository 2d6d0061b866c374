"""Who is brought over for a letter is held once, and there: people who are moved, people who are uninvolved."""

from __future__ import annotations

import pytest

from simulation.casework.file.detention import Right
from simulation.exercise.engine import Exercise
from simulation.exercise.procedures.letter.play.execution import carry_out
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.exercise.registry import load_scenario
from simulation.kernel.agenda import DAY
from simulation.network import authorities, questions
from simulation.network.world.moved_people import JourneyStage
from simulation.players.runs import begin, policies_for
from simulation.scenario.load import directory_of
from simulation.scenario.schema.name_pools import freeze
from tests.exercise.detention.test_clocks import without_a_right

CALLER, TRAVELLER = "matter/crr_zrn_surrender", "matter/zrn_qsa_surrender"
UNINVOLVED = "cast/klv_nominee"


@pytest.fixture
def exercise() -> Exercise:
    frozen = freeze(load_scenario(directory_of("glass-harbour")), 7)
    return begin(frozen, policies_for(frozen.scenario, "auto", {}), 7)


def rights(exercise: Exercise, person: str) -> set[tuple[str, Right]]:
    return {
        (code, row.right)
        for code, keeper in exercise.state.countries.items()
        for row in keeper.file.detentions.standing(person)
    }


@pytest.mark.parametrize(
    ("matter", "asked", "person"), [(CALLER, "ZRN", None), (TRAVELLER, "QSA", None), (CALLER, "KLV", UNINVOLVED)]
)
def test_who_is_brought_over_is_held_there_and_by_one_right(
    exercise: Exercise, matter: str, asked: str, person: str | None
) -> None:
    state = exercise.state
    request = state.part(Letters).requests[matter].matter._replace(requested=asked)
    person = person or request.targets[0]
    assert carry_out(state, request, person) == "surrendered"
    assert questions.whereabouts(state.network, person) == request.requesting
    exercise.advance(3 * DAY)
    assert rights(exercise, person) == {(request.requesting, Right.SURRENDERED)}
    assert without_a_right(exercise) == set()
    exercise.advance(120 * DAY)
    assert rights(exercise, person) == set()
    assert (person, request.requesting) not in questions.in_custody(state.network)
    goes_home = person == UNINVOLVED  # somebody who is moved by the network stays where the case is
    assert questions.whereabouts(state.network, person) == (asked if goes_home else request.requesting)


def test_nobody_draws_back_whom_an_authority_holds(exercise: Exercise) -> None:
    state = exercise.state
    request = state.part(Letters).requests[CALLER].matter
    (person,) = request.targets
    carry_out(state, request, person)
    moved = state.network.people.persons[person]
    state.agenda.schedule(state.now + 1, f"network/fate/{person}", "network.fate", (person, "back"))
    exercise.advance(DAY)
    assert moved.stage is JourneyStage.INTERCEPTED
    assert moved.country == request.requesting


def test_who_cannot_be_brought_over_is_let_go(exercise: Exercise) -> None:
    """The map has no place in the country that asks."""
    state = exercise.state
    request = state.part(Letters).requests[CALLER].matter
    (person,) = request.targets
    places = state.network.terrain.places
    for key in [key for key, place in places.items() if place.country == request.requesting]:
        del places[key]
    assert carry_out(state, request, person) == "nothing_known"
    assert rights(exercise, person) == set()
    assert person not in dict(questions.in_custody(state.network))
    assert not authorities.hand_over(state.network, person, request.requesting, state.now)
