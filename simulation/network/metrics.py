"""Numbers about the network at one moment: the series of design.md 9.

The graph is who works with whom among free members. Path lengths are found by widening sets held as whole numbers, one
bit a member, which is exact and quick at this size; they are counted again only when membership has changed.
"""

from __future__ import annotations

from dataclasses import dataclass

from simulation.kernel.agenda import DAY
from simulation.network.world.consignments import SUPPLY_DAYS, LoadStatus
from simulation.network.world.ledger import Ledger
from simulation.network.world.world import Membership, Shape, World

ACTIVE_DAYS = 90
"""A corridor counts as active for so many days after a load has set out on it."""


@dataclass(frozen=True, slots=True)
class NetworkMetrics:
    """The network at one moment.

    Attributes:
        day: Days since the start.
        drugs_in_transit_g: Grams under way or in store on the way.
        drugs_delivered_g: Grams delivered since history began.
        drugs_seized_g: Grams seized since history began.
        supply_g: Grams delivered in the last thirty days.
        active_corridors: Corridors on which a load has set out in the last ninety days.
        active_members: Free members.
        true_activity: Legs, payments and deals of the last thirty days.
        visible_activity: Calls, checks and reports of the last thirty days, which leave something to be seen.
        largest_component: Share of free members in the largest connected group, 0 to 1.
        centralisation: Freeman's degree centralisation, 0 to 1.
        global_efficiency: Mean inverse distance between free members, 0 to 1.
        treasury_minor: Money that organisations can reach.
        frozen_minor: Money held by authorities.
    """

    day: int
    drugs_in_transit_g: int
    drugs_delivered_g: int
    drugs_seized_g: int
    supply_g: int
    active_corridors: int
    active_members: int
    true_activity: int
    visible_activity: int
    largest_component: float
    centralisation: float
    global_efficiency: float
    treasury_minor: int
    frozen_minor: int


def neighbours(membership: Membership) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Free members in order, and for each the set of free members that it works with, one bit each."""
    free = tuple(sorted(key for key, member in membership.members.items() if member.is_free))
    at: dict[str, list[int]] = {}
    for index, key in enumerate(free):
        at.setdefault(membership.members[key].position, []).append(index)
    rows = []
    for key in free:
        bits = 0
        for position in sorted(membership.ties.get(membership.members[key].position, ())):
            for index in at.get(position, ()):
                bits |= 1 << index
        rows.append(bits)
    return free, tuple(rows)


def distances(rows: tuple[int, ...], start: int) -> tuple[int, float]:
    """How many members a member reaches, and the sum of inverse distances to them."""
    seen = 1 << start
    frontier = seen
    total = 0.0
    steps = 0
    while frontier:
        steps += 1
        reached = 0
        while frontier:
            lowest = frontier & -frontier
            reached |= rows[lowest.bit_length() - 1]
            frontier ^= lowest
        frontier = reached & ~seen
        seen |= frontier
        total += frontier.bit_count() / steps
    return seen.bit_count(), total


def shape(membership: Membership) -> Shape:
    """The form of the graph now."""
    _, rows = neighbours(membership)
    size = len(rows)
    if size < 3:
        return Shape(size, size, 0.0, 0.0)
    degrees = [bits.bit_count() for bits in rows]
    highest = max(degrees)
    spread = sum(highest - degree for degree in degrees)
    reach = [distances(rows, index) for index in range(size)]
    return Shape(
        largest=max(count for count, _ in reach),
        size=size,
        centralisation=spread / ((size - 1) * (size - 2)),
        efficiency=sum(total for _, total in reach) / (size * (size - 1)),
    )


def money_held(world: World) -> tuple[int, int]:
    """The network's money that is free, and that is frozen; minor units."""
    free = sum(organisation.treasury.at_hand() for organisation in world.membership.organisations.values())
    frozen = 0
    for account in world.money.accounts.values():
        if account.frozen:
            frozen += account.balance
        else:
            free += account.balance
    return free, frozen


def ledger(world: World) -> Ledger:
    """The three flows, exactly balanced at every moment."""
    goods = world.goods
    free, frozen = money_held(world)
    return Ledger(
        drugs=goods.totals.flow(
            in_store=goods.grams_in(LoadStatus.STORED), in_transit=goods.grams_in(LoadStatus.MOVING)
        ),
        money=world.money.totals.flow(free=free, frozen=frozen),
        people=world.people.totals.flow(world.people.headcount()),
    )


def measure(world: World, now: int) -> NetworkMetrics:
    """All numbers at a moment; nothing of the world changes."""
    form = world.membership.shape
    if form is None:
        form = world.membership.shape = shape(world.membership)
    day = now // DAY
    window = range(day - 29, day + 1)
    rows = [row for when in window if (row := world.activity.by_day.get(when)) is not None]
    _, frozen = money_held(world)
    return NetworkMetrics(
        day=day,
        drugs_in_transit_g=world.goods.grams_in(LoadStatus.MOVING) + world.goods.grams_in(LoadStatus.STORED),
        drugs_delivered_g=world.goods.totals.delivered,
        drugs_seized_g=world.goods.totals.seized,
        supply_g=sum(grams for time, grams in world.goods.delivered_on if now - SUPPLY_DAYS * DAY < time <= now),
        active_corridors=sum(1 for time in world.terrain.last_used.values() if now - ACTIVE_DAYS * DAY < time <= now),
        active_members=form.size,
        true_activity=sum(row[0] for row in rows),
        visible_activity=sum(row[1] for row in rows),
        largest_component=form.largest / form.size if form.size else 0.0,
        centralisation=form.centralisation,
        global_efficiency=form.efficiency,
        treasury_minor=sum(organisation.treasury.total() for organisation in world.membership.organisations.values()),
        frozen_minor=frozen,
    )
