"""Whom or what a shock meets when it comes: its target, or the first of all that its selector fits.

Members are ranked in `targeting.py`. Accounts and firms stand where the member stands to whom they belong; corridors
have their own graph, of the places that they join.
"""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx

from simulation.draws import Purpose
from simulation.network.targeting import ranked, standing
from simulation.network.world import World
from simulation.scenario.shocks import Rank, Select, Shock, ShockKind

NARROWS = ("function", "corridor", "country", "rank", "count", "share")
"""With any of these a failed raid or a leak concerns single members; without, whole organisations."""


def targets(world: World, shock: Shock, now: int) -> tuple[str, ...]:
    """Keys of what a shock meets, the most important first; none when nothing fits."""
    if shock.select is None:
        return () if shock.target is None else (shock.target,)
    select = shock.select
    found = _fitting(world, shock.kind, select, now)
    return found[: select.most(len(found))]


def _fitting(world: World, kind: ShockKind, select: Select, now: int) -> tuple[str, ...]:
    match kind:
        case ShockKind.ARREST:
            return _members(world, select, now)
        case ShockKind.SEIZE:
            return _loads(world, select, now)
        case ShockKind.FREEZE:
            return _accounts(world, select, now)
        case ShockKind.INTERDICTION:
            return _corridors(world, select, now)
        case ShockKind.CLOSURE:
            return (select.corridor,) if select.corridor is not None else _firms(world, select, now)
        case ShockKind.FAILED_RAID | ShockKind.LEAK:
            if select.model_fields_set.isdisjoint(NARROWS):
                return tuple(key for key in world.organisations if select.organisation in {None, key})
            return _members(world, select, now)


def _members(world: World, select: Select, now: int) -> tuple[str, ...]:
    return ranked(
        world,
        select.rank,
        now,
        function="" if select.function is None else select.function.value,
        country=select.country or "",
        organisation=select.organisation or "",
        corridor=select.corridor or "",
    )


def _loads(world: World, select: Select, now: int) -> tuple[str, ...]:
    loads = [
        load
        for load in world.consignments.values()
        if load.is_under_way
        and select.corridor in {None, load.corridors[load.leg]}
        and select.country in {None, world.terrain.country_of(load.place)}
        and select.organisation in {None, load.organisation}
    ]
    if select.rank is Rank.RANDOM:
        return _at_random(world, (load.key for load in loads), now)
    return tuple(load.key for load in sorted(loads, key=lambda load: (-load.value, load.key)))


def _accounts(world: World, select: Select, now: int) -> tuple[str, ...]:
    owned = {
        account.key: account.owner
        for account in world.accounts.values()
        if account.organisation is not None
        and not account.frozen
        and select.country in {None, account.country}
        and select.organisation in {None, account.organisation}
        and _has_function(world, account.owner, select)
    }
    balances = {key: float(world.accounts[key].balance) for key in owned}
    return _by_owner(world, owned, balances, select, now)


def _firms(world: World, select: Select, now: int) -> tuple[str, ...]:
    owned: dict[str, str] = {}
    balances: dict[str, float] = {}
    for organisation, firms in world.fronts.items():
        for firm in firms:
            owner = str(dict(world.entities[firm].details).get("owner", ""))
            if (
                select.organisation in {None, organisation}
                and select.country in {None, world.entities[firm].country}
                and _has_function(world, owner, select)
            ):
                owned[firm] = owner
                accounts = world.accounts_by_holder.get(firm, ())
                balances[firm] = float(sum(world.accounts[key].balance for key in accounts))
    return _by_owner(world, owned, balances, select, now)


def _has_function(world: World, person: str, select: Select) -> bool:
    member = world.members.get(person)
    return select.function is None or (member is not None and member.function is select.function)


def _by_owner(
    world: World, owned: dict[str, str], balances: dict[str, float], select: Select, now: int
) -> tuple[str, ...]:
    if select.rank is Rank.RANDOM:
        return _at_random(world, owned, now)
    worth = balances
    if select.rank is not Rank.MONEY:
        owners = sorted(set(owned.values()))
        free = [member for key in owners if (member := world.members.get(key)) is not None and member.is_free]
        places = standing(world, select.rank, free, now)
        worth = {key: places.get(owner, -1.0) for key, owner in owned.items()}
    return tuple(sorted(owned, key=lambda key: (-worth[key], key)))


def _corridors(world: World, select: Select, now: int) -> tuple[str, ...]:
    terrain = world.terrain
    fitting = [
        key
        for key, leg in terrain.corridors.items()
        if select.corridor in {None, key}
        and select.country in {None, terrain.country_of(leg.origin), terrain.country_of(leg.destination)}
        and (select.organisation is None or key in world.organisations[select.organisation].corridors)
    ]
    if select.rank is Rank.RANDOM:
        return _at_random(world, fitting, now)
    worth = _carried(world) if select.rank is Rank.MONEY else _central(world, select.rank)
    return tuple(sorted(fitting, key=lambda key: (-worth.get(key, 0.0), key)))


def _carried(world: World) -> dict[str, float]:
    """Value of the loads that have set out on each corridor since history began."""
    carried: dict[str, float] = {}
    for load in world.consignments.values():
        for corridor in load.corridors[: load.leg + 1]:
            carried[corridor] = carried.get(corridor, 0.0) + load.value
    return carried


def _central(world: World, rank: Rank) -> dict[str, float]:
    made: nx.Graph[str] = nx.Graph()
    made.add_nodes_from(world.terrain.places)
    legs = world.terrain.corridors
    made.add_edges_from((leg.origin, leg.destination) for leg in legs.values())
    if rank is Rank.DEGREE:
        return {key: float(made.degree[leg.origin] + made.degree[leg.destination]) for key, leg in legs.items()}
    between = nx.edge_betweenness_centrality(made)
    both = {frozenset(edge): round(value, 9) for edge, value in between.items()}
    return {key: both[frozenset((leg.origin, leg.destination))] for key, leg in legs.items()}


def _at_random(world: World, keys: Iterable[str], now: int) -> tuple[str, ...]:
    luck = {key: world.uniform(Purpose.SELECTION, key, f"shock/{now}", now) for key in keys}
    return tuple(sorted(luck, key=lambda key: (-luck[key], key)))
