"""Conduct that belongs to no request is found all the same, with the place where it was."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulation.agenda import DAY
from simulation.casework.assets import AssetAction
from simulation.casework.documents import Origin
from simulation.exercise import feedback, freezing
from simulation.exercise.events import FindingMade
from simulation.exercise.settings import Settings
from simulation.exercise.state import State
from simulation.players.registry import players
from simulation.scenario.model import FrozenScenario
from tests.builders.bots import open_room


@pytest.fixture
def state(blue_current: FrozenScenario) -> State:
    return open_room(blue_current, Settings(preset="half_day_14", seed=7), players()).exercise.state


def found(state: State) -> list[tuple[str, str, str, str]]:
    events = [each for each in state.drained() if isinstance(each, FindingMade)]
    return [(each.finding, each.against, each.request, each.place) for each in events]


def test_a_freeze_that_lapses_without_a_charge_is_a_freeze_without_a_plan(state: State) -> None:
    account = min(key for key, each in state.network.accounts.items() if each.country == "KES")
    freezing.block(state, "KES", "VAL", account, AssetAction.POSTPONE, "VAL/order", 5 * DAY)
    freezing.review(state, "VAL", account)
    assert found(state) == [("mistake.M14", "VAL", "", f"asset/{account}")]


def test_a_paper_given_for_one_offence_is_not_used_for_another(state: State) -> None:
    file = state.countries["VAL"].file
    one, other = (offence.key for offence in state.scenario.country("VAL").offences[:2])
    paper = file.documents[0]
    given = replace(paper.use, origin=Origin.MLA, is_evidence=True, purposes=(one,))
    file.add(replace(paper, key="given", use=given), 0)
    feedback.note_use(state, "VAL", "VAL/charge", one, ("given",))
    assert found(state) == []
    feedback.note_use(state, "VAL", "VAL/charge", other, ("given",))
    assert found(state) == [("mistake.M20", "VAL", "", "charge/VAL/charge")]
