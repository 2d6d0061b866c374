"""Nobody is held past a clock without an event that says by which right, and most of those arrested come before a court
or go free by the name of a rule."""

from __future__ import annotations

import pytest

from simulation.casework.file.detention import ReleaseRule, Right
from simulation.exercise.core.event import WorldChanged
from simulation.exercise.detention.events import DetentionEnded, DetentionGiven
from simulation.exercise.trials.events import PersonCharged
from simulation.kernel.agenda import DAY
from simulation.network import questions
from tests.players.conftest import Played

RUNS = ("textbook_run", "auto_run", "glass_run")
LEAST_SHARE = 0.6
"""Of those arrested on an order, the least share charged or let go by the name of a rule."""


@pytest.fixture(params=RUNS)
def run(request: pytest.FixtureRequest) -> Played:
    found: Played = request.getfixturevalue(request.param)
    return found


def test_no_clock_ends_without_a_right_or_a_rule(run: Played) -> None:
    open_until: dict[tuple[str, str, str], int] = {}
    for event in run.events:
        if isinstance(event, DetentionGiven | DetentionEnded):
            key = (event.country, event.person, event.basis)
            assert event.at <= open_until.pop(key, event.at), key
            if isinstance(event, DetentionGiven):
                assert event.until > event.at, key
                open_until[key] = event.until
            else:
                assert event.rule in set(ReleaseRule), key
    now = run.exercise.now
    assert all(until >= now for until in open_until.values())


def test_whoever_is_held_in_the_world_is_held_by_a_right(run: Played) -> None:
    state = run.exercise.state
    bearer = state.network.identities.bearer
    held = {
        (code, bearer(row.person))
        for code, keeper in state.countries.items()
        for row in keeper.file.detentions.all
        if row.ended is None
    }
    taken = {(country, person) for person, country in questions.in_custody(state.network)}
    assert {each for each in taken if each[0] in state.countries} <= held
    assert held <= taken, "no right outlives the custody"


def test_an_arrest_is_before_a_judge_within_two_days(run: Played) -> None:
    arrested = [e for e in run.events if isinstance(e, DetentionGiven) and e.right == Right.ARREST]
    assert all(event.until - event.at <= 2 * DAY for event in arrested)


def test_most_of_those_arrested_are_charged_or_let_go_by_a_rule(textbook_run: Played, glass_run: Played) -> None:
    for played in (textbook_run, glass_run):
        given = [event for event in played.events if isinstance(event, DetentionGiven)]
        arrested = {(event.country, event.person) for event in given if event.right == Right.ARREST}
        charged = {(e.country, e.person) for e in played.events if isinstance(e, PersonCharged)}
        freed = {(e.country, e.person) for e in played.events if isinstance(e, DetentionEnded) and e.is_released}
        share = len(arrested & (charged | freed)) / max(1, len(arrested))
        assert arrested
        assert share >= LEAST_SHARE


def test_the_world_frees_nobody_without_a_rule(run: Played) -> None:
    released = {
        (event.happening.time, event.happening.subjects[0])
        for event in run.events
        if isinstance(event, WorldChanged) and event.happening.code in {"MemberReleased", "UninvolvedReleased"}
    }
    ended = {
        (event.at, run.exercise.state.network.identities.bearer(event.person))
        for event in run.events
        if isinstance(event, DetentionEnded) and event.is_released
    }
    assert released <= ended
