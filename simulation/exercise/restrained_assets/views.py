"""Blocked money as the file of a team knows it."""

from __future__ import annotations

from dataclasses import dataclass


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
