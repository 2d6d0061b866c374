"""A case is solved by a judgment about an organiser for what it earned, and by its money; up to a moment."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulation.exercise.core.event import Event
from simulation.exercise.core.settings import Settings
from simulation.exercise.judgments.events import VerdictGiven
from simulation.exercise.outcome.case_solved import LEAST_MINOR, Solution, solution_of
from simulation.exercise.restrained_assets.events import FreezeEnded
from simulation.kernel.agenda import DAY
from simulation.players.policies import players
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.bots import Room, open_room
from tests.exercise.restrained_assets.test_blocked_money import charged

JUDGED, TAKEN = 10 * DAY, 20 * DAY


@pytest.fixture
def room(blue_current: FrozenScenario) -> Room:
    return open_room(blue_current, Settings(preset="half_day_14", seed=7), players())


def happened(room: Room, offence: str = "laundering", minor: int = LEAST_MINOR) -> tuple[Event, ...]:
    """A conviction of an organiser in a played country, and later the confiscation that it reaches."""
    state = room.exercise.state
    straw = next(
        each
        for each in sorted(state.network.money.accounts.values(), key=lambda each: each.key)
        if each.organisation is not None
        and each.owner in state.network.membership.members
        and each.country in {country.code for country in state.scenario.played}
    )
    charge = charged(state, straw.country, straw.key, offence)
    state.now = 30 * DAY
    return (
        VerdictGiven(
            at=JUDGED,
            cause="",
            country=straw.country,
            charge=charge.key,
            person=charge.person,
            offence=offence,
            outcome="conviction",
            is_organiser=True,
        ),
        FreezeEnded(
            at=TAKEN, cause="", country=straw.country, account=straw.key, amount_minor=minor, how="confiscated"
        ),
    )


def test_a_judgment_and_the_money_solve_it_on_the_later_day(room: Room) -> None:
    events = happened(room)
    assert solution_of(room.exercise.state, events) == Solution(
        case_solved=True, organiser_decided=True, recovered_minor=LEAST_MINOR, day_solved=21
    )


def test_what_comes_after_the_moment_does_not_count(room: Room) -> None:
    events = happened(room)
    assert solution_of(room.exercise.state, events, TAKEN - 1) == Solution(
        case_solved=False, organiser_decided=True, recovered_minor=0, day_solved=None
    )
    assert solution_of(room.exercise.state, events, TAKEN).case_solved
    assert not solution_of(room.exercise.state, events, JUDGED - 1).organiser_decided


def test_too_little_money_solves_nothing(room: Room) -> None:
    found = solution_of(room.exercise.state, happened(room, minor=LEAST_MINOR - 1))
    assert (found.organiser_decided, found.case_solved) == (True, False)


@pytest.mark.parametrize("offence", ["obstruction", "corruption"])
def test_an_offence_by_which_nothing_is_earned_decides_nothing(room: Room, offence: str) -> None:
    found = solution_of(room.exercise.state, happened(room, offence))
    assert found == Solution(case_solved=False, organiser_decided=False, recovered_minor=0, day_solved=None)


def test_a_member_of_the_crew_is_no_organiser(room: Room) -> None:
    verdict, taken = happened(room)
    assert isinstance(verdict, VerdictGiven)
    found = solution_of(room.exercise.state, (replace(verdict, is_organiser=False), taken))
    assert (found.organiser_decided, found.recovered_minor, found.case_solved) == (False, LEAST_MINOR, False)


def test_a_case_that_is_dismissed_is_not_decided(room: Room) -> None:
    verdict, taken = happened(room)
    assert isinstance(verdict, VerdictGiven)
    assert not solution_of(room.exercise.state, (replace(verdict, outcome="dismissal"), taken)).organiser_decided
