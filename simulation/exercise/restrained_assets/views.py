"""Blocked money as the file of a team knows it."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.casework.file.restrained_assets import Asset, AssetState
from simulation.kernel.registers import Register
from simulation.law.book.assistance_types import kind_of
from simulation.law.book.governance import regime_of
from simulation.law.periods.restraint import RestraintGround
from simulation.scenario.schema.play import Sought
from simulation.scenario.schema.scenario import Scenario


@dataclass(frozen=True, slots=True)
class AssetView:
    """Money that the team's file knows to be blocked: `state` frozen, postponed, lapsed, lifted or confiscated.

    `began` is when it was frozen, `since` when the state began or a court last looked, `ground` on what it stays,
    `told_by` where it stands that the country that keeps the money tells of a hold that ends; "" for nowhere.
    """

    account: str
    country: str
    amount_minor: int
    since: int
    until: int | None
    state: str
    source: str
    began: int
    ground: str
    told_by: str = ""

    @property
    def is_kept_by_letter(self) -> bool:
        """Whether a short hold goes on because a freezing request has left: until that is decided."""
        return self.state == AssetState.POSTPONED and self.ground == RestraintGround.ANNOUNCED


def assets_of(scenario: Scenario, country: str, blocked: Register[str, Asset]) -> tuple[AssetView, ...]:
    """Money that is or was blocked, as a country's file knows it."""
    return tuple(_asset(asset, _told_by(scenario, country, asset.country)) for asset in blocked.values())


def _told_by(scenario: Scenario, country: str, bank: str) -> str:
    """By which article whoever holds money abroad tells what lifts the hold by itself (CETS 198 article 41(1)(e))."""
    if country == bank:
        return ""
    row = regime_of(scenario.pair(country, bank), kind_of(Sought.FREEZE)).clock("tell_what_lifts")
    return row.source if row is not None else ""


def _asset(asset: Asset, told_by: str) -> AssetView:
    return AssetView(
        asset.account,
        asset.country,
        asset.amount_minor,
        asset.since,
        asset.until,
        asset.state.value,
        asset.source,
        asset.began,
        asset.ground,
        told_by,
    )
