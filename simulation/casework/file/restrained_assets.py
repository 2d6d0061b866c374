"""Money that a team's case has blocked: one status, one table of transitions (reference law.md 7.3)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from simulation.casework.file.changes import Change, ChangeCode, Rows
from simulation.kernel.errors import RuleViolation


class AssetState(StrEnum):
    """Where blocked money stands."""

    POSTPONED = "postponed"
    FROZEN = "frozen"
    LAPSED = "lapsed"
    LIFTED = "lifted"
    CONFISCATED = "confiscated"


class AssetAction(StrEnum):
    """What can happen to it."""

    POSTPONE = "postpone"
    FREEZE = "freeze"
    RENEW = "renew"
    LIFT = "lift"
    LAPSE = "lapse"
    CONFISCATE = "confiscate"


_FREE = (None, AssetState.LAPSED, AssetState.LIFTED)

TRANSITIONS: dict[tuple[AssetState | None, AssetAction], AssetState] = {
    **{(state, AssetAction.POSTPONE): AssetState.POSTPONED for state in _FREE},
    **{(state, AssetAction.FREEZE): AssetState.FROZEN for state in (*_FREE, AssetState.POSTPONED)},
    (AssetState.POSTPONED, AssetAction.RENEW): AssetState.POSTPONED,
    (AssetState.POSTPONED, AssetAction.LAPSE): AssetState.LAPSED,
    (AssetState.POSTPONED, AssetAction.LIFT): AssetState.LIFTED,
    (AssetState.FROZEN, AssetAction.RENEW): AssetState.FROZEN,
    (AssetState.FROZEN, AssetAction.LAPSE): AssetState.LAPSED,
    (AssetState.FROZEN, AssetAction.LIFT): AssetState.LIFTED,
    (AssetState.FROZEN, AssetAction.CONFISCATE): AssetState.CONFISCATED,
}
"""The one table: state (None: not blocked so far) and action to state; a pair that is not here is not allowed."""

BLOCKED = frozenset({AssetState.POSTPONED, AssetState.FROZEN})
"""States in which the owner cannot move the money."""


@dataclass(frozen=True, slots=True)
class Asset:
    """An account whose money is, or was, blocked for this country's case.

    Attributes:
        account: Its key.
        country: Where the bank sits.
        state: Where it stands.
        amount_minor: Money blocked, or confiscated.
        source: Key of the measure, request or order behind the last change.
        since: When the present state began, or a court last looked at it.
        until: When it lapses unless something is done; None if it does not.
        began: When the order that froze it was made; of a short hold, when that began.
        ground: On what it stays blocked, as the law's rows on freezing name it; "" when it is not blocked.
        version: Counted up with each change.
    """

    account: str
    country: str
    state: AssetState
    amount_minor: int
    source: str
    since: int
    until: int | None
    began: int
    ground: str
    version: int = 1

    @property
    def is_blocked(self) -> bool:
        """Whether the owner cannot move the money."""
        return self.state in BLOCKED


def advance_asset(
    asset: Asset | None,
    action: AssetAction,
    *,
    account: str,
    country: str,
    amount_minor: int,
    source: str,
    now: int,
    until: int | None,
    ground: str = "",
) -> Asset:
    """Move blocked money to its next state.

    Args:
        asset: What it was; None when the account was never blocked for this case.
        action: What happens.
        account: The account's key.
        country: Where its bank sits.
        amount_minor: Money blocked from now on, or confiscated, or let go.
        source: Key of the measure, request or order.
        now: When.
        until: When the new state lapses; None if it does not.
        ground: On what it is blocked.

    Raises:
        RuleViolation: `asset.not_possible`.
    """
    state = asset.state if asset is not None else None
    entered = TRANSITIONS.get((state, action))
    if entered is None:
        raise RuleViolation("asset.not_possible", account=account, action=action, state=state or "free")
    if asset is None:
        return Asset(account, country, entered, amount_minor, source, now, until, now, ground)
    return replace(
        asset,
        state=entered,
        amount_minor=amount_minor,
        source=source,
        since=now,
        until=until if entered in BLOCKED else None,
        began=asset.began if entered is state else now,
        ground=ground if entered in BLOCKED else "",
        version=asset.version + 1,
    )


class Assets(Rows[Asset]):
    """Accounts that are or were blocked."""

    def move(
        self,
        account: str,
        action: AssetAction,
        *,
        country: str,
        amount_minor: int,
        source: str,
        now: int,
        until: int | None = None,
        ground: str = "",
    ) -> tuple[Change, ...]:
        """Enter what became of money on an account (see `advance_asset`).

        Raises:
            RuleViolation: `asset.not_possible`.
        """
        asset = advance_asset(
            self.rows.get(account),
            action,
            account=account,
            country=country,
            amount_minor=amount_minor,
            source=source,
            now=now,
            until=until,
            ground=ground,
        )
        self.rows[account] = asset
        facts = (("state", asset.state.value), ("amount_minor", amount_minor), ("source", source))
        return (Change(ChangeCode.ASSET_MOVED, account, facts=facts),)

    def credit(self, account: str, amount_minor: int) -> None:
        """Enter that more money came in on an account while it is blocked: what is held there now."""
        asset = self.rows[account]
        self.rows[account] = replace(asset, amount_minor=amount_minor, version=asset.version + 1)
