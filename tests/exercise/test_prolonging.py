"""A court prolongs a freeze for what the file has gained since it looked last, not for what the own bank says."""

from __future__ import annotations

import pytest

from simulation.agenda import DAY
from simulation.casework.assets import Asset, AssetAction
from simulation.casework.documents import Document, Origin, Use
from simulation.exercise import collecting, freezing, holding
from simulation.exercise.settings import Settings
from simulation.exercise.state import State
from simulation.players.registry import players
from simulation.scenario.model import FrozenScenario
from simulation.scenario.play import DocumentKind, Sought
from tests.builders.bots import open_room

ABROAD = Use(is_evidence=True, origin=Origin.MLA)


@pytest.fixture
def state(blue_current: FrozenScenario) -> State:
    return open_room(blue_current, Settings(preset="half_day_14", seed=7), players()).exercise.state


def frozen(state: State) -> Asset:
    """An account in Kestria about which the file holds no word of who is behind it, frozen on the first day."""
    file = state.countries["KES"].file
    known = {entity.key for entity in file.entities}
    account = next(
        key for key, each in sorted(state.network.accounts.items()) if each.country == "KES" and key not in known
    )
    freezing.block(state, "KES", "KES", account, AssetAction.FREEZE, "KES/order", 90 * DAY)
    asset = file.asset(account)
    assert asset is not None
    return asset


def file_statement(state: State, account: str, use: Use, day: int) -> Document:
    paper = collecting.make(state, DocumentKind.BANK_STATEMENT, account, "KES", f"paper/{use.origin}/{day}", use)
    assert paper is not None
    state.countries["KES"].file.add(paper, day * DAY, "test")
    return paper


def goes_on(state: State, asset: Asset, *, asked: bool = False) -> bool:
    return holding.further(state, "KES", asset, asked=asked)[1] is not None


def test_nothing_new_is_no_reason(state: State) -> None:
    assert not goes_on(state, frozen(state))


def test_the_own_banks_word_is_no_progress(state: State) -> None:
    asset = frozen(state)
    file_statement(state, asset.account, collecting.HOME, 20)
    assert not goes_on(state, asset)


def test_proof_from_abroad_is_progress_when_it_came_since(state: State) -> None:
    asset = frozen(state)
    file_statement(state, asset.account, ABROAD, 0)
    assert not goes_on(state, asset)
    file_statement(state, asset.account, ABROAD, 20)
    assert goes_on(state, asset)


def test_a_lead_from_abroad_is_no_progress(state: State) -> None:
    asset = frozen(state)
    file_statement(state, asset.account, collecting.lead(Origin.POLICE), 20)
    assert not goes_on(state, asset)


def test_a_freeze_with_progress_goes_on_and_one_without_lapses(state: State) -> None:
    asset = frozen(state)
    freezing.review(state, "KES", asset.account)
    assert not state.network.is_frozen(asset.account)
    freezing.block(state, "KES", "KES", asset.account, AssetAction.FREEZE, "KES/order", 90 * DAY)
    file_statement(state, asset.account, ABROAD, 20)
    freezing.review(state, "KES", asset.account)
    assert state.network.is_frozen(asset.account)


def test_a_note_of_nothing_proves_nothing(state: State) -> None:
    person = next(key for key in sorted(state.network.entities) if key.startswith("person/"))
    paper = collecting.note(state, Sought.BANK_RECORDS, person, "KES", "note", ABROAD, "")
    assert not paper.assertions
    assert not paper.use.stands
