"""Automatic offices take their channel's time, and authorities come to rely on each other or not."""

from dataclasses import fields

import pytest

from simulation.exercise.cooperation.state import Cooperation
from simulation.exercise.engine import Exercise
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.exercise.procedures.letter.play.views import RequestView
from simulation.exercise.procedures.letter.statuses import LetterStatus
from simulation.exercise.registry import load_scenario
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.agenda import DAY
from simulation.kernel.draws import Draws
from simulation.kernel.terms import Side
from simulation.law.time import trust
from simulation.law.time.durations import Circumstances, stage_work
from simulation.law.time.stage_times import OfficeStage, load_stage_times
from simulation.players.runs import begin, policies_for
from simulation.scenario.load import directory_of
from simulation.scenario.schema.country import Archetype
from simulation.scenario.schema.name_pools import freeze
from simulation.scenario.schema.play import Route, Sought


@pytest.fixture(scope="module")
def played() -> Exercise:
    scenario = load_scenario(directory_of("blue-current"))
    exercise = begin(freeze(scenario, 3), policies_for(scenario, "textbook", {}), 3)
    exercise.advance(150 * DAY)
    return exercise


def test_informal_answers_take_the_time_of_their_channel(played: Exercise) -> None:
    waits = []
    for kept in played.state.part(Letters).requests.values():
        request = kept.matter
        asked = [stage.since for stage in request.stays if stage.status is LetterStatus.ASKED]
        answered = [stage.since for stage in request.stays if stage.status is LetterStatus.ANSWERED]
        if request.route is Route.MLA or not asked or not answered or kept.inherited:
            continue
        assert answered[0] >= kept.ready > asked[0]
        waits.append((answered[0] - asked[0]) / DAY)
    assert len(waits) > 10
    assert max(waits) > 14


def test_nobody_answers_what_is_not_found(played: Exercise) -> None:
    open_now = [
        kept for kept in played.state.part(Letters).requests.values() if kept.matter.status is LetterStatus.ASKED
    ]
    assert all(kept.ready > played.now - 4 * DAY for kept in open_now if not kept.inherited)


def test_trust_moves_in_play_and_stands_on_no_view(played: Exercise) -> None:
    state = played.state
    assert any(value != trust.USUAL for value in state.part(Cooperation).trust.values())
    assert all(0 <= value <= trust.MOST for value in state.part(Cooperation).trust.values())
    assert not any("trust" in field.name for kind in (TeamView, RequestView) for field in fields(kind))


def test_trust_grows_and_erodes_within_its_bounds() -> None:
    value = trust.USUAL
    for _ in range(40):
        value = trust.after(value, "return_full", Side.REQUESTED)
    assert value == trust.MOST
    assert trust.after(value, "return_full", Side.REQUESTING) == value
    for _ in range(40):
        value = trust.after(value, trust.FINDING, Side.REQUESTING)
    assert value == 0
    assert (trust.pace(0), trust.pace(trust.USUAL), trust.pace(trust.MOST)) == (1200, 1000, 800)


def test_trust_makes_assessment_quicker_and_execution_not() -> None:
    times, draws = load_stage_times(), Draws(1)

    def work(stage: OfficeStage, value: int) -> int:
        about = Circumstances("x", Sought.BANK_RECORDS, trust=value)
        return stage_work(times, draws, Archetype.OVERLOADED_HUB, stage, about, "x/1", 0)

    assert work(OfficeStage.ASSESS, 1000) < work(OfficeStage.ASSESS, 500) < work(OfficeStage.ASSESS, 0)
    assert work(OfficeStage.EXECUTE, 1000) == work(OfficeStage.EXECUTE, 0)
