"""The short hold of a financial unit, and how it hurries the freeze that it is for."""

from __future__ import annotations

from simulation.agenda import DAY
from simulation.casework.assets import AssetState
from simulation.casework.measures import MeasureKind
from simulation.exercise.state import CountryState, State


def left_of_hold(state: State, country: CountryState, kind: MeasureKind, target: str) -> int | None:
    """Seconds within which a freeze is decided and carried out, because the unit holds the money until then.

    That is what a short hold is for: courts take such a freeze first (FATF recommendation 4, CETS 198 article 14; by
    analogy Regulation (EU) 2018/1805 article 9(1) and (3), with 48 hours a step in urgent cases; that it is always in
    time is an assumption). None where nothing is held.
    """
    if kind is not MeasureKind.FREEZE:
        return None
    asset = country.file.asset(target)
    if asset is not None and asset.state is AssetState.POSTPONED and asset.until is not None:
        return max(0, asset.until - state.now)
    is_coming = any(
        each.kind is MeasureKind.POSTPONEMENT and each.target == target and each.is_running
        for each in country.file.measures
    )
    return state.scenario.country(country.code).short_freeze_days * DAY if is_coming else None
