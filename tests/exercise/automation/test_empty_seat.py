"""An office at which nobody sits, beside colleagues: it keeps routine going, and leaves the use of force to people."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from simulation.exercise.clock.commands import Jump, StartExercise
from simulation.exercise.core.event import Actor
from simulation.exercise.core.settings import Settings
from simulation.exercise.measures.events import MeasureOrdered
from simulation.exercise.seats.commands import TakeSeat
from simulation.kernel.terms import Office
from simulation.players.policies import players
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.bots import Room, open_room


def _played(frozen: FrozenScenario, offices: Sequence[Office]) -> Room:
    room = open_room(frozen, Settings(preset="half_day_14", seed=7), players())
    for country in frozen.scenario.played:
        for office in offices:
            member = f"{country.code}-{office}"
            room.do(TakeSeat(id=f"sit-{member}", member=member, country=country.code, offices=(office,)))
    room.control(StartExercise(id="", warm_up=False))
    for _ in range(3):
        room.control(Jump(id="", days=20))
    return room


def _by_themselves(room: Room, kind: str) -> list[MeasureOrdered]:
    ordered = [each for each in room.events if isinstance(each, MeasureOrdered) and each.kind == kind]
    return [each for each in ordered if each.by is Actor.PLAYER]


@pytest.mark.parametrize(("offices", "seizes"), [((), True), ((Office.AUTHORITY,), False)])
def test_an_empty_police_seat_seizes_nothing_beside_people(
    blue_current: FrozenScenario, offices: Sequence[Office], *, seizes: bool
) -> None:
    room = _played(blue_current, offices)
    assert bool(_by_themselves(room, "seizure")) is seizes
    assert _by_themselves(room, "protection"), "what does not wait is done all the same"


def test_the_team_sees_what_an_automatic_colleague_has_ordered(blue_current: FrozenScenario) -> None:
    room = _played(blue_current, (Office.AUTHORITY,))
    for event in _by_themselves(room, "protection"):
        view = room.exercise.team_view(event.country)
        assert next(each for each in view.measures if each.key == event.measure).is_automatic
