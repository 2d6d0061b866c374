"""Blocked money and reports move as their tables say, and no other way."""

import itertools

import pytest

from simulation.casework.file.changes import ChangeCode
from simulation.casework.file.reports import TRANSITIONS as TRIAGE_TABLE
from simulation.casework.file.reports import Report, ReportStatus, Triage, offers, triage
from simulation.casework.file.restrained_assets import (
    BLOCKED,
    TRANSITIONS,
    Asset,
    AssetAction,
    AssetState,
    advance_asset,
)
from tests.casework.builders import ALBA, BRAVA, QUAY_ACCOUNT, a_file, refused


@pytest.mark.parametrize(("state", "action"), list(itertools.product([None, *AssetState], AssetAction)))
def test_money_moves_as_the_table_says(state: AssetState | None, action: AssetAction) -> None:
    asset = None if state is None else Asset(QUAY_ACCOUNT, ALBA, state, 70, "ALB/1", 0, 99, 0, "suspicion")
    entered = TRANSITIONS.get((state, action))
    if entered is None:
        with refused("asset.not_possible"):
            _advance(asset, action)
        return
    moved = _advance(asset, action)
    assert (moved.state, moved.amount_minor, moved.since, moved.source) == (entered, 50, 5, "ALB/2")
    assert moved.is_blocked == (entered in BLOCKED)
    assert moved.until == (400 if entered in BLOCKED else None)
    assert moved.version == (1 if asset is None else 2)


def test_confiscated_money_stays_confiscated() -> None:
    assert not [action for state, action in TRANSITIONS if state is AssetState.CONFISCATED]


def test_the_file_keeps_what_is_blocked() -> None:
    file = a_file()
    (change,) = file.assets.move(
        QUAY_ACCOUNT, AssetAction.FREEZE, country=ALBA, amount_minor=70, source="ALB/1", now=3, until=9
    )
    assert (change.code, change.subject) == (ChangeCode.ASSET_MOVED, QUAY_ACCOUNT)
    assert [(asset.account, asset.amount_minor, asset.until) for asset in file.assets.all] == [(QUAY_ACCOUNT, 70, 9)]
    with refused("asset.not_possible"):
        file.assets.move(QUAY_ACCOUNT, AssetAction.POSTPONE, country=ALBA, amount_minor=1, source="x", now=4)
    assert file.assets.all[0].amount_minor == 70


@pytest.mark.parametrize(("status", "decision"), list(itertools.product(ReportStatus, Triage)))
def test_a_report_moves_as_the_table_says(status: ReportStatus, decision: Triage) -> None:
    report = Report("report/1", 0, status)
    to = BRAVA if decision is Triage.SHARE_ABROAD else ""
    if (status, decision) not in TRIAGE_TABLE:
        assert decision not in offers(report)
        with refused("report.not_possible"):
            triage(report, decision, to, 5)
        return
    assert decision in offers(report)
    moved = triage(report, decision, to, 5)
    assert (moved.status, moved.decision, moved.decided) == (TRIAGE_TABLE[status, decision], decision, 5)
    assert moved.shared_with == ((BRAVA,) if to else ())


def test_a_report_is_shared_with_somebody_and_with_nobody_twice() -> None:
    report = Report("report/1", 0)
    with refused("report.no_recipient"):
        triage(report, "share_abroad", "", 5)
    with refused("report.unknown_decision"):
        triage(report, "frame", "", 5)
    shared = triage(report, "share_abroad", BRAVA, 5)
    with refused("report.already_shared"):
        triage(shared, "share_abroad", BRAVA, 6)
    assert triage(shared, "share_abroad", "CRA", 6).shared_with == (BRAVA, "CRA")


def _advance(asset: Asset | None, action: AssetAction) -> Asset:
    return advance_asset(
        asset, action, account=QUAY_ACCOUNT, country=ALBA, amount_minor=50, source="ALB/2", now=5, until=400
    )
