"""A ruling of control overrides a finding from then on, and all are told."""

from __future__ import annotations

from dataclasses import replace

from simulation.exercise.clock.commands import StartExercise
from simulation.exercise.core.settings import Settings
from simulation.exercise.procedures.letter.commands import RuleOnPoint
from simulation.exercise.procedures.letter.letter import Letter
from simulation.exercise.procedures.letter.play.facts import findings, open_items
from simulation.exercise.procedures.letter.play.state import Letters, RequestState
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Side
from simulation.law.assessment.findings import FindingVerdict
from simulation.players.policies import players
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.bots import Room, open_room


def waiting_request(room: Room) -> tuple[RequestState, Letter]:
    """A request that is to be decided and has an open point."""
    for kept in room.exercise.state.part(Letters).requests.values():
        if kept.matter.status == "deciding" and open_items(room.exercise.state, kept.matter):
            return kept, kept.matter
    raise AssertionError("the scenario opens with none")


def a_room(frozen: FrozenScenario) -> Room:
    room = open_room(frozen, Settings(preset="half_day_14", seed=7), players())
    room.control(StartExercise(id="", warm_up=False))
    return room


def rule(room: Room, kept: RequestState, finding: str, verdict: str) -> None:
    command = RuleOnPoint(
        id="", request=kept.matter.key, finding=finding, verdict=verdict, reasons="As the law book says."
    )
    room.control(command)


def test_a_point_that_does_not_hold_is_gone_for_the_clock_too(blue_current: FrozenScenario) -> None:
    room = a_room(blue_current)
    state = room.exercise.state
    kept, request = waiting_request(room)
    found = [finding for finding in findings(state, kept, Side.REQUESTED) if finding.is_open]
    for finding in found:
        rule(room, kept, f"{finding.code}/{finding.item}", "does_not_stand")
    assert not set(open_items(state, request)) & {finding.item for finding in found}
    left = {(finding.code, finding.item) for finding in findings(state, kept, Side.REQUESTED)}
    assert not left & {(finding.code, finding.item) for finding in found}


def test_a_point_well_taken_is_settled_and_both_sides_are_told(blue_current: FrozenScenario) -> None:
    room = a_room(blue_current)
    kept, request = waiting_request(room)
    first = findings(room.exercise.state, kept, Side.REQUESTED)[0]
    rule(room, kept, f"{first.code}/{first.item}", "either_way")
    changed = findings(room.exercise.state, kept, Side.REQUESTED)[0]
    assert changed == replace(first, verdict=FindingVerdict.ARGUABLE)
    rule(room, kept, f"{first.code}/{first.item}", "stands")
    assert findings(room.exercise.state, kept, Side.REQUESTED)[0].verdict is FindingVerdict.SETTLED
    for country in room.exercise.scenario.played:
        view = room.exercise.team_view(country.code)
        assert [ruling.reasons for ruling in view.rulings] == ["As the law book says."] * 2
        is_party = country.code in {request.requesting, request.requested}
        assert (view.rulings[0].request == kept.label) is is_party
    assert room.exercise.now < DAY
