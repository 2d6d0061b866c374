"""Loads on their way: what a consignment is and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class LoadStatus(StrEnum):
    """Where a load stands; the last three are final."""

    STORED = "stored"
    MOVING = "moving"
    DELIVERED = "delivered"
    SEIZED = "seized"
    LOST = "lost"


@dataclass(slots=True)
class Consignment:
    """A load of drugs in one container.

    Attributes:
        key: Causal key, e.g. `northern/load/12` or the scenario's `load/quay`.
        organisation: Whose.
        corridors: Legs in order.
        grams: Mass.
        container: Key of the container.
        carrier: Company that carries it, often without knowing.
        consignee: Company that takes it.
        market: Place where it is sold.
        place: Where it is, or where it set out from.
        since: When it came into its status.
        leg: Number of the leg under way or next.
        status: Where it stands.
        value: Expected value at the market when it was planned.
        hands: Members who ordered and arranged it.
        courier: Member who moves it on the present leg.
        odds: Factor on the odds of detection on the present leg from a bribe (R9).
        cover: Factor on the odds of detection from papers that a forger made.
        planted: Part of the story: nothing is found before `given_until`.
        given_until: See `planted`.
        held_at: Place where it stands still until `held_until`.
        held_until: See `held_at`.
        watched: Let run under control by an authority.
    """

    key: str
    organisation: str
    corridors: tuple[str, ...]
    grams: int
    container: str
    carrier: str
    consignee: str
    market: str
    place: str
    since: int
    leg: int = 0
    status: LoadStatus = LoadStatus.STORED
    value: int = 0
    hands: tuple[str, ...] = ()
    courier: str = ""
    odds: float = 1.0
    cover: float = 1.0
    planted: bool = False
    given_until: int = -1_000_000_000
    held_at: str = ""
    held_until: int = 0
    watched: bool = False

    @property
    def is_under_way(self) -> bool:
        """Whether it has neither arrived nor gone."""
        return self.status in {LoadStatus.STORED, LoadStatus.MOVING}
