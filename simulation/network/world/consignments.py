"""Loads on their way: what a consignment is and where it stands, and all of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from simulation.kernel.agenda import DAY
from simulation.network.world.ledger import GoodsTotals

SUPPLY_DAYS = 30
"""Deliveries of so many days count as supply."""


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
        given_until: Of a load of the story: until then it is not found, and stands still at `held_at`; None for others.
        held_at: See `given_until`.
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
    given_until: int | None = None
    held_at: str = ""
    watched: bool = False

    @property
    def is_under_way(self) -> bool:
        """Whether it has neither arrived nor gone."""
        return self.status in {LoadStatus.STORED, LoadStatus.MOVING}

    @property
    def is_planted(self) -> bool:
        """Whether it is part of the story."""
        return self.given_until is not None

    def is_given(self, now: int) -> bool:
        """Whether the story holds, and chance does nothing."""
        return self.given_until is not None and now < self.given_until


@dataclass(slots=True)
class Goods:
    """The flow of goods.

    Attributes:
        consignments: Loads, by key.
        by_container: Container to the load that it holds or held last.
        carriers: Honest carriers, by country.
        delivered_on: (time, grams) of deliveries, for the supply of the last month.
        totals: Running totals.
    """

    consignments: dict[str, Consignment] = field(default_factory=dict)
    by_container: dict[str, str] = field(default_factory=dict)
    carriers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    delivered_on: list[tuple[int, int]] = field(default_factory=list)
    totals: GoodsTotals = field(default_factory=GoodsTotals)

    def in_container(self, container: str) -> Consignment | None:
        """The load that a container holds or held last, None if it never held one."""
        return self.consignments.get(self.by_container.get(container, ""))

    def under_way_in(self, container: str) -> Consignment | None:
        """The load in a container that has neither arrived nor gone, None without one."""
        load = self.in_container(container)
        return load if load is not None and load.is_under_way else None

    def grams_in(self, status: LoadStatus) -> int:
        """Mass of all loads in a status."""
        return sum(load.grams for load in self.consignments.values() if load.status is status)

    def forget(self, now: int) -> None:
        """Drop deliveries that are out of every window."""
        while self.delivered_on and self.delivered_on[0][0] < now - 2 * SUPPLY_DAYS * DAY:
            self.delivered_on.pop(0)
