"""Blocked money as the file of a team knows it."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.casework.file.restrained_assets import Asset
from simulation.kernel.registers import Register


@dataclass(frozen=True, slots=True)
class AssetView:
    """Money that the team's file knows to be blocked: `state` frozen, postponed, lapsed, lifted or confiscated.

    `began` is when it was frozen, `since` when the state began or a court last looked, `ground` on what it stays.
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


def assets_of(blocked: Register[str, Asset]) -> tuple[AssetView, ...]:
    """Money that is or was blocked, as a country's file knows it."""
    return tuple(map(_asset, blocked.values()))


def _asset(asset: Asset) -> AssetView:
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
    )
