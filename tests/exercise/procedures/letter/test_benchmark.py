"""The day by which an answer is expected is set when a letter comes to its holder; a question does not move it."""

from __future__ import annotations

import pytest

from simulation.exercise.clock.commands import StartExercise
from simulation.exercise.core.settings import Settings
from simulation.exercise.procedures.letter.effects import LetterAct
from simulation.exercise.procedures.letter.play import hooks, mistakes
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.exercise.procedures.letter.rules import RULES, advance
from simulation.exercise.procedures.letter.statuses import STATUSES, LetterAction, LetterStatus
from simulation.exercise.reactions.scene import scene_of
from simulation.exercise.reactions.signs import Sign
from simulation.exercise.reactions.table import by_sign
from simulation.exercise.reactions.wording import reaction_of
from simulation.exercise.registry import load_scenario
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Side
from simulation.law.assessment import typical_mistakes
from simulation.matters.machine import stay_in
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


@pytest.mark.parametrize("name", ["blue-current", "glass-harbour"])
def test_time_before_play_is_nobodys_fault(name: str) -> None:
    """A question that lay before play is answered on the first day: that is not late, and nobody counts more days."""
    room = open_room(freeze(load_scenario(directory_of(name)), 3), Settings(preset="half_day_14", seed=3), players())
    room.control(StartExercise(id="", warm_up=False))
    state, seen = room.exercise.state, 0
    for kept in state.part(Letters).requests.values():
        request = kept.matter
        if not kept.inherited or request.is_final or request.since > -30 * DAY:
            continue
        stay = stay_in(STATUSES[LetterStatus.CLARIFYING], request.since, "")
        asked = request._replace(stays=(*request.stays[:-1], stay))
        kept.matter = request._replace(stays=(*asked.stays, stay_in(STATUSES[LetterStatus.ASSESSING], state.now, "")))
        mistakes.note(state, kept, asked, LetterAction.ANSWER_CLARIFICATION)
        assert typical_mistakes.CLARIFICATION_LATE not in kept.mistakes, request.key
        kept.matter = request
        sign = Sign("left_lying", request.requested, "request", request.key, state.now)
        said = reaction_of(scene_of(state), sign, by_sign()["left_lying"], 0)
        assert dict(said.params)["days"] == state.now // DAY
        seen += 1
    assert seen
