"""A leak is found again in the review with all that was done on it, and on no page of a team."""

from __future__ import annotations

import pytest

from simulation.exercise.core.event import Event, WorldChanged
from simulation.exercise.engine import Exercise
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.exercise.registry import load_scenario
from simulation.kernel.agenda import DAY
from simulation.players.runs import begin, policies_for
from simulation.review.leaks import Leak, leaks
from simulation.scenario.load import directory_of
from simulation.scenario.schema.name_pools import freeze
from webapp.cli.arguments import changed

type Played = tuple[Exercise, tuple[Event, ...]]


@pytest.fixture(scope="module")
def played() -> Played:
    scenario = changed(load_scenario(directory_of("blue-current")), ["crime.parameters.leak_probability=0.9"])
    exercise = begin(freeze(scenario, 2), policies_for(scenario, "auto", {}), 2)
    return exercise, exercise.advance(150 * DAY)


@pytest.fixture(scope="module")
def found(played: Played) -> tuple[Leak, ...]:
    return leaks(played[1], played[0].now)


def test_a_leak_names_its_request_and_the_country_that_handled_it(played: Played, found: tuple[Leak, ...]) -> None:
    requests = played[0].state.part(Letters).requests
    assert [leak for leak in found if leak.request]
    for leak in found:
        if leak.request:
            request = requests[leak.request].matter
            assert leak.country == request.requested
            assert leak.asked_for_care is request.content.confidential


def test_what_was_done_on_it_stands_behind_it(found: tuple[Leak, ...]) -> None:
    followed = [(leak, step) for leak in found for step in leak.followed]
    assert {step.code for _, step in followed} >= {"AssetsMoved"}
    assert all(step.at > leak.at for leak, step in followed)


def test_nothing_is_read_beyond_the_moment(played: Played, found: tuple[Leak, ...]) -> None:
    first = found[0]
    assert leaks(played[1], first.at) == tuple(
        leak for leak in leaks(played[1], first.at) if leak.at <= first.at and not leak.followed
    )


def test_no_team_is_told(played: Played, found: tuple[Leak, ...]) -> None:
    exercise, events = played
    warnings = [e for e in events if isinstance(e, WorldChanged) and e.happening.code == "OrganisationWarned"]
    assert len(warnings) >= len(found)
    for country in exercise.scenario.played:
        view = exercise.team_view(country.code)
        assert not any("warned" in line.what.code or "leak" in line.what.code for line in view.digest)
