"""An automatic office beside people: what a person has handed in does not wait for its next move."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulation.exercise.core.derived import DerivedValues
from simulation.exercise.core.digest import HistoryLine
from simulation.exercise.core.event import Actor
from simulation.exercise.sources import players_view
from simulation.kernel.terms import Office
from simulation.players.policies import TEXTBOOK
from simulation.players.turn.turn import Turn
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.bots import begun


@pytest.mark.parametrize(("by", "waits"), [(Actor.PLAYER, True), (Actor.PEOPLE, False), (Actor.CONTROL, False)])
def test_an_office_that_is_full_takes_up_what_people_of_its_team_wrote(
    blue_current: FrozenScenario, by: Actor, *, waits: bool
) -> None:
    exercise = begun(blue_current, TEXTBOOK.name, 7)
    exercise.advance(3600)
    desk = Turn(
        players_view(exercise.state, "VAL"), blue_current.scenario, tuple(Office), TEXTBOOK.parameters, DerivedValues()
    )
    handed_in = HistoryLine(0, "submit", "vetting", "VAL", "prosecutor", "", "", by)
    letter = replace(next(each for each in desk.view.requests if not each.incoming), history=(handed_in,))
    assert not desk.may_wait(letter, Office.AUTHORITY)
    for _ in range(TEXTBOOK.parameters.limit):
        desk.workload.took_on(Office.AUTHORITY)
    assert desk.may_wait(letter, Office.AUTHORITY) is waits
