"""A freeze stays on suspicion for a time, on a letter for longer, and on what papers tell of the offence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulation.casework.documents.document import AssertionKind as Says
from simulation.casework.documents.document import Document, Origin, Use
from simulation.casework.file.restrained_assets import Asset, AssetAction
from simulation.exercise.core.settings import Settings
from simulation.exercise.core.state import State
from simulation.exercise.evidence import gathering
from simulation.exercise.procedures.letter.opening import open_request
from simulation.exercise.procedures.letter.play.facts import is_proof_asked
from simulation.exercise.procedures.letter.play.state import Letters, RequestState
from simulation.exercise.procedures.letter.statuses import STATUSES, LetterStatus
from simulation.exercise.restrained_assets import court_review
from simulation.exercise.restrained_assets import handlers as restrained_assets
from simulation.kernel.agenda import DAY
from simulation.law.book.assistance_types import kind_of
from simulation.law.periods.restraint import RestraintGround
from simulation.matters.machine import stay_in
from simulation.players.policies import players
from simulation.scenario.schema.play import DocumentKind, Sought
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.bots import open_room

ABROAD = Use(is_evidence=True, origin=Origin.MLA)


@pytest.fixture
def state(blue_current: FrozenScenario) -> State:
    return open_room(blue_current, Settings(preset="half_day_14", seed=7), players()).exercise.state


def frozen(state: State, until: int = 90 * DAY) -> Asset:
    """An account in Kestria about which the file holds no word of who is behind it, frozen on the first day."""
    file = state.countries["KES"].file
    known = {entity.key for entity in file.known.all}
    account = next(
        key
        for key, each in sorted(state.network.money.accounts.items())
        if each.country == "KES" and key not in known and not each.frozen
    )
    restrained_assets.block(state, "KES", "KES", account, AssetAction.FREEZE, "KES/order", until)
    asset = file.assets.get(account)
    assert asset is not None
    return asset


def file_statement(state: State, account: str, use: Use, day: int) -> Document:
    paper = gathering.make(state, DocumentKind.BANK_STATEMENT, account, "KES", f"paper/{use.origin}/{day}", use)
    assert paper is not None
    state.countries["KES"].file.add(paper, day * DAY, "test")
    return paper


def goes_on(state: State, asset: Asset, *, asked: bool = False) -> bool:
    proof_asked = asked and is_proof_asked(state, "KES", asset.account)
    return court_review.further(state, "KES", asset, proof_asked=proof_asked)[1] is not None


def letter(state: State, account: str, sought: Sought, status: LetterStatus) -> None:
    """A letter of the case about an account, where it stands now."""
    drafted = open_request(f"KES/{sought}/{status}", kind_of(sought), "KES", "VAL", (account,), state.now)
    there = stay_in(STATUSES[status], state.now, "sent")
    state.part(Letters).requests[drafted.key] = RequestState(
        drafted._replace(stays=(*drafted.stays, there)), drafted.key
    )


def test_nothing_new_is_no_reason(state: State) -> None:
    assert not goes_on(state, frozen(state))


def test_the_own_banks_word_is_no_ground(state: State) -> None:
    asset = frozen(state)
    file_statement(state, asset.account, gathering.HOME, 20)
    assert not goes_on(state, asset)


def test_proof_from_abroad_is_progress_once_and_with_more_asked_for_again(state: State) -> None:
    asset = frozen(state)
    file_statement(state, asset.account, ABROAD, 0)
    assert not goes_on(state, asset)
    letter(state, asset.account, Sought.BANK_RECORDS, LetterStatus.EXECUTING)
    assert (
        court_review.further(state, "KES", asset, proof_asked=is_proof_asked(state, "KES", asset.account))[0]
        == RestraintGround.PROGRESS
    )
    file_statement(state, asset.account, ABROAD, 20)
    assert goes_on(state, asset)


def test_a_freeze_on_proof_is_not_on_suspicion(state: State) -> None:
    account = frozen(state).account
    restrained_assets.end(state, "KES", account, AssetAction.LIFT)
    file_statement(state, account, ABROAD, 0)
    restrained_assets.block(state, "KES", "KES", account, AssetAction.FREEZE, "KES/order", 90 * DAY)
    asset = state.countries["KES"].file.assets.get(account)
    assert asset is not None
    assert (asset.ground, asset.until) == (RestraintGround.PROGRESS, 90 * DAY)


def test_a_lead_from_abroad_is_no_ground(state: State) -> None:
    asset = frozen(state)
    file_statement(state, asset.account, gathering.lead(Origin.POLICE), 20)
    assert not goes_on(state, asset)


def test_a_freeze_with_proof_goes_on_and_one_without_lapses(state: State) -> None:
    asset = frozen(state)
    restrained_assets.review(state, "KES", asset.account)
    assert not state.network.money.is_frozen(asset.account)
    restrained_assets.block(state, "KES", "KES", asset.account, AssetAction.FREEZE, "KES/order", 90 * DAY)
    file_statement(state, asset.account, ABROAD, 20)
    restrained_assets.review(state, "KES", asset.account)
    assert state.network.money.is_frozen(asset.account)


def test_a_note_of_nothing_proves_nothing(state: State) -> None:
    person = next(key for key in sorted(state.network.entities) if key.startswith("person/"))
    paper = gathering.note(state, Sought.BANK_RECORDS, person, "KES", "note", ABROAD, "")
    assert not paper.assertions
    assert not paper.use.stands


def test_a_letter_gives_time_when_it_asks_for_proof_has_arrived_and_is_open(state: State) -> None:
    asset = frozen(state)
    for sought, status in (
        (Sought.BANK_RECORDS, LetterStatus.DRAFTING),
        (Sought.BANK_RECORDS, LetterStatus.SENT),
        (Sought.BANK_RECORDS, LetterStatus.RETURNED),
        (Sought.FREEZE, LetterStatus.EXECUTING),
    ):
        letter(state, asset.account, sought, status)
        assert not goes_on(state, asset, asked=True), (sought, status)
    letter(state, asset.account, Sought.BANK_RECORDS, LetterStatus.EXECUTING)
    assert not goes_on(state, asset)
    assert goes_on(state, asset, asked=True)
    proof_asked = is_proof_asked(state, "KES", asset.account)
    assert restrained_assets.renew(state, "KES", asset.account, proof_asked=proof_asked)
    held = state.countries["KES"].file.assets.get(asset.account)
    assert held is not None
    review = state.scenario.country("KES").freeze_review_days
    assert (held.ground, held.until) == (RestraintGround.LETTER, state.now + review * DAY)


@pytest.mark.parametrize(
    ("ground", "days"), [(RestraintGround.LETTER, 180), (RestraintGround.PROGRESS, 365), (RestraintGround.SHOWN, 900)]
)
def test_what_each_ground_allows_runs_from_the_order(ground: RestraintGround, days: int) -> None:
    assert court_review.within(910 * DAY, ground, 10 * DAY) == (10 + days) * DAY


def test_where_neither_law_nor_ground_has_a_last_day_there_is_none() -> None:
    assert court_review.within(None, RestraintGround.SUSPICION, 10 * DAY) == 70 * DAY
    assert court_review.within(None, RestraintGround.SHOWN, 10 * DAY) is None


def test_whose_something_is_and_who_knows_whom_tells_of_no_offence() -> None:
    """A new word of papers is sorted on purpose: what is left out here carries a freeze for a year."""
    told = set(Says) - court_review.ACQUAINTED
    assert told == {
        *(Says.PAID, Says.MOVED, Says.CONSIGNED, Says.CARRIED, Says.LOADED, Says.FOUND, Says.RELEASED, Says.FORGED),
        *(Says.INSTRUCTED, Says.KNEW, Says.RECRUITED, Says.TRANSPORTED, Says.HARBOURED, Says.HELD_AT),
        *(Says.COERCED, Says.EXPLOITED, Says.DECEIVED, Says.IDENTIFIED),
    }


def test_a_freeze_on_suspicion_lapses_after_sixty_days_or_sooner_by_the_law_of_the_place(state: State) -> None:
    asset = frozen(state)
    assert (asset.ground, asset.until) == (RestraintGround.SUSPICION, asset.began + 60 * DAY)
    account = frozen(state, until=20 * DAY)
    assert account.until == 20 * DAY


def test_what_comes_in_while_an_account_is_blocked_is_held_and_entered(state: State) -> None:
    asset = frozen(state)
    account = state.network.money.accounts[asset.account]
    account.balance += 700
    restrained_assets.credited(state.countries, state.network, asset.account)
    held = state.countries["KES"].file.assets.get(asset.account)
    assert held == replace(asset, amount_minor=asset.amount_minor + 700, version=asset.version + 1)
    assert restrained_assets.end(state, "KES", asset.account, AssetAction.LAPSE) == account.balance
