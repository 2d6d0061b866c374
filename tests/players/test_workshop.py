"""A workshop that a policy types is a whole one: all is sent, nothing is refused, and a late typist is late."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.review_day import HALF_A_DAY, LEAST_SENDS, TWO_DAYS, Played, played, require_whole
from simulation.exercise.clock.events import PhaseChanged
from simulation.exercise.journal import replay
from simulation.exercise.procedures.letter.commands import ActOnRequest, OpenDraft
from simulation.exercise.procedures.letter.statuses import LetterAction
from simulation.players.policies import players


@pytest.fixture(scope="module")
def prompt() -> Played:
    return played(HALF_A_DAY)


@pytest.fixture(scope="module")
def late() -> Played:
    return played(HALF_A_DAY, late=True)


def test_what_is_opened_is_handed_in(prompt: Played) -> None:
    commands = [entry.command for entry in prompt.record.entries]
    opened = {f"{each.by.country}/{each.id}" for each in commands if isinstance(each, OpenDraft) and each.by}
    first = (LetterAction.ASK, LetterAction.SUBMIT)
    handed_in = {each.request for each in commands if isinstance(each, ActOnRequest) and each.action in first}
    assert len(opened) >= LEAST_SENDS[HALF_A_DAY]
    assert opened <= handed_in


def test_it_is_a_whole_one(prompt: Played, late: Played) -> None:
    require_whole(prompt, HALF_A_DAY, late=False)
    require_whole(late, HALF_A_DAY, late=True)


@pytest.mark.acceptance("types two days")
@pytest.mark.parametrize(("scenario", "seed"), [("blue-current", 4), ("glass-harbour", 7)])
def test_nobody_orders_what_makes_no_sense_of_people_in_custody(scenario: str, seed: int) -> None:
    """In these two days somebody suspected at home is held for another country."""
    require_whole(played(TWO_DAYS, late=True, scenario=scenario, seed=seed), TWO_DAYS, late=True)


def test_a_hollow_one_stops_the_program(prompt: Played) -> None:
    for hollow in (
        replace(prompt, sends=6),
        replace(prompt, answers=0),
        replace(prompt, acts=prompt.acts - prompt.acts),
    ):
        with pytest.raises(SystemExit, match="no workshop"):
            require_whole(hollow, HALF_A_DAY, late=False)


def test_its_journal_gives_its_events_again(late: Played) -> None:
    record = late.record
    assert replay(record.frozen, record.settings, record.entries, players())[1] == record.events


def test_a_late_typist_does_a_part_of_its_acts_a_move_after_they_came_up(prompt: Played, late: Played) -> None:
    """In the first move the desk is the same for both: the late one leaves about a third of it, and does some later."""
    starts = [
        each.at for each in prompt.record.events if isinstance(each, PhaseChanged) and each.phase == "office_hours"
    ]

    def by_move(found: Played, move: int) -> set[str]:
        ends = [*starts[1:], starts[-1] + 1]
        acts = (entry for entry in found.record.entries if entry.command.by is not None)
        return {entry.command.id for entry in acts if starts[move] <= entry.at < ends[move]}

    first, second = by_move(prompt, 0), by_move(late, 1)
    put_off = first - by_move(late, 0)
    assert 0.2 * len(first) < len(put_off) < 0.6 * len(first)
    assert put_off & second
