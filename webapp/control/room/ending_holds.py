"""Money whose hold or freeze ends by itself before a jump arrives, of whatever office it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from simulation.casework.file.restrained_assets import BLOCKED
from simulation.exercise.restrained_assets.views import AssetView
from simulation.kernel.agenda import DAY
from webapp.control.value_names import country, date_at, known_labels
from webapp.pages.page import all_views
from webapp.text.formatting import round_money
from webapp.text.say import say_code


@dataclass(frozen=True, slots=True)
class EndingHold:
    """Blocked money that gets free: where it is, how much it is, and when the hold ends."""

    code: str
    country: str
    account: str
    text: str
    ends: str


def holds_ending(arrival: int) -> tuple[AssetView, ...]:
    """All that ends by a second, the first to end first; each account once, as its own country's file has it.

    Args:
        arrival: Simulated second at which the jump arrives.
    """
    found: dict[str, AssetView] = {}
    for code, view in all_views().teams.items():
        for asset in view.assets:
            if asset.account not in found or asset.country == code:
                found[asset.account] = asset
    ending = (each for each in found.values() if each.state in BLOCKED and each.until is not None)
    return tuple(
        sorted((each for each in ending if _end(each) <= arrival), key=lambda each: (_end(each), each.account))
    )


def days_before(ending: Sequence[AssetView], now: int) -> int:
    """How many days can pass before the first of them ends; 0 when not even one can, or when none ends."""
    return (_end(ending[0]) - now - 1) // DAY if ending else 0


def ending_hold(asset: AssetView) -> EndingHold:
    """One of them in words."""
    currency = all_views().scenario.currency
    return EndingHold(
        code=asset.country,
        country=country(asset.country),
        account=known_labels().get(asset.account, _("An account")),
        text=_(
            "%(amount)s %(currency)s, %(state)s",
            amount=round_money(asset.amount_minor, currency),
            currency=currency.code,
            state=say_code(f"asset_state.{asset.state}"),
        ),
        ends=_("ends on %(day)s", day=date_at(_end(asset))),
    )


def _end(asset: AssetView) -> int:
    return asset.until or 0
