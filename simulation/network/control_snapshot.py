"""What exercise control may look at in the world: loads on the map, routes in use, the latest reasons."""

from __future__ import annotations

from typing import NamedTuple

from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Phrase
from simulation.network.world.consignments import LoadStatus
from simulation.network.world.model import Reasons
from simulation.network.world.world import World


class LoadInSight(NamedTuple):
    """A load under way: on a corridor with the share of the way done, or at a place."""

    corridor: str
    place: str
    share_done: float
    grams: int


class MoneyInSight(NamedTuple):
    """Money on its way through accounts: the country where it lies now, and that where it shall end, in minor units."""

    origin: str
    destination: str
    share_done: float
    minor: int


def money_under_way(world: World) -> tuple[MoneyInSight, ...]:
    """Takings that are being moved from accounts of one country towards the reserve in another, by pair of countries.

    The share of the way done is that of the hops of all batches between the two countries.
    """
    found: dict[tuple[str, str], tuple[int, int, int]] = {}
    for key in sorted(world.money.batches):
        batch = world.money.batches[key]
        end = world.money.accounts[world.membership.organisations[batch.organisation].treasury.reserve].country
        for account, amount, _ in batch.parts:
            pair = (world.money.accounts[account].country, end)
            if pair[0] == end or amount <= 0:
                continue
            minor, done, hops = found.get(pair, (0, 0, 0))
            found[pair] = (minor + amount, done + batch.stage, hops + batch.stages)
    return tuple(
        MoneyInSight(origin, end, done / hops if hops else 0.0, minor)
        for (origin, end), (minor, done, hops) in sorted(found.items())
    )


def loads_under_way(world: World, now: int) -> tuple[LoadInSight, ...]:
    """Loads that have neither arrived nor gone, by key."""
    seen = []
    for key in sorted(world.goods.consignments):
        load = world.goods.consignments[key]
        if not load.is_under_way:
            continue
        if load.status is LoadStatus.STORED:
            seen.append(LoadInSight("", load.place, 0.0, load.grams))
            continue
        leg = load.corridors[load.leg]
        due = world.agenda.when(f"network/arrive/{key}/{load.leg}")
        whole = max(1, (due if due is not None else now + DAY) - load.since)
        seen.append(LoadInSight(leg, load.place, min(1.0, (now - load.since) / whole), load.grams))
    return tuple(seen)


def routes(world: World) -> tuple[tuple[str, bool], ...]:
    """Every corridor with whether an organisation uses it now."""
    used = {corridor for organisation in world.membership.organisations.values() for corridor in organisation.corridors}
    return tuple((key, key in used and key not in world.terrain.closed) for key in sorted(world.terrain.corridors))


def latest_reasons(reasons: Reasons, count: int) -> tuple[Phrase, ...]:
    """The latest because-records, newest first, as codes with their numbers."""
    return tuple(
        Phrase(
            f"because.{reason.rule}",
            (
                ("day", reason.time // DAY + 1),
                ("who", reason.who),
                ("chosen", reason.chosen),
                ("other", reason.runner_up),
            ),
        )
        for reason in reversed(reasons.kept[-count:])
    )
