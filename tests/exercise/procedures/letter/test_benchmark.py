"""The day by which an answer is expected is set when a letter comes to its holder; a question does not move it."""

from __future__ import annotations

import pytest

from simulation.exercise.clock.commands import StartExercise
from simulation.exercise.core.settings import Settings
from simulation.exercise.procedures.letter.effects import LetterAct
from simulation.exercise.procedures.letter.play import hooks
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.exercise.procedures.letter.rules import RULES, advance
from simulation.exercise.procedures.letter.statuses import LetterAction, LetterStatus
from simulation.exercise.registry import load_scenario
from simulation.kernel.terms import Side
from simulation.players.policies import players
from simulation.scenario.load import directory_of
from simulation.scenario.schema.name_pools import freeze
from tests.builders.bots import open_room


@pytest.mark.parametrize("name", ["blue-current", "glass-harbour"])
def test_a_question_about_the_state_moves_no_day(name: str) -> None:
    room = open_room(freeze(load_scenario(directory_of(name)), 3), Settings(preset="half_day_14", seed=3), players())
    room.control(StartExercise(id="", warm_up=False))
    state, asked, moved = room.exercise.state, 0, []
    for kept in state.part(Letters).requests.values():
        request = kept.matter
        row = RULES[request.route].transition(request.status, LetterAction.QUERY_STATUS, Side.REQUESTING)
        if row is None or request.status == LetterStatus.LOST:
            continue
        before = kept.due, state.agenda.when(f"request/{request.key}")
        query = LetterAct(text="What is the status?")
        after = advance(request, LetterAction.QUERY_STATUS, Side.REQUESTING, row.offices[0], state.now, query)
        hooks.move(state, kept, after, LetterAction.QUERY_STATUS, None, "")
        asked += 1
        if (kept.due, state.agenda.when(f"request/{request.key}")) != before:
            moved.append((request.key, request.status, before, kept.due, state.agenda.when(f"request/{request.key}")))
    assert asked
    assert not moved
