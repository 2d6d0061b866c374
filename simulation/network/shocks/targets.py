"""Whom or what a shock meets when it comes: its target, or the first of all that its selector fits.

Members are ranked by function, country and organisation, by place in the network or at random. Degree and betweenness
are those of the graph of who works with whom among free members (Bright et al. 2017 compare such strategies); money
ranks those through whose accounts or hands most of it goes; random is a keyed draw for each person. Accounts and firms
stand where the member stands to whom they belong; corridors have their own graph, of the places that they join.
"""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx

from simulation.kernel.draws import Purpose
from simulation.network.metrics import neighbours
from simulation.network.world.consignments import Goods
from simulation.network.world.members import Member
from simulation.network.world.terrain import Terrain
from simulation.network.world.world import Membership, World
from simulation.scenario.schema.functions import Function
from simulation.scenario.schema.shocks import Rank, Select, Shock, ShockKind

RANKS = tuple(rank.value for rank in Rank)
"""Ways to rank."""

HANDLES_MONEY = {Function.LAUNDERER: 3, Function.COORDINATOR: 2, Function.BROKER: 1}
"""Order of functions by the money in their hands, where accounts do not decide. Assumption."""


def graph(membership: Membership) -> nx.Graph[str]:
    """Free members and who works with whom, nodes and edges in the order of keys."""
    free, rows = neighbours(membership)
    made: nx.Graph[str] = nx.Graph()
    made.add_nodes_from(free)
    for index, bits in enumerate(rows):
        made.add_edges_from((free[index], free[other]) for other in range(index) if bits >> other & 1)
    return made


def ranked(
    world: World,
    rank: str,
    now: int,
    *,
    function: str = "",
    country: str = "",
    organisation: str = "",
    corridor: str = "",
) -> tuple[str, ...]:
    """Free members who fit, the most important first.

    Args:
        world: The world.
        rank: One of `RANKS`.
        now: When it is asked; decides only the order of `random`.
        function: Function wanted, empty for any.
        country: Country where they are, empty for any.
        organisation: Organisation, empty for any.
        corridor: Corridor at either end of which they work, empty for any.

    Raises:
        ValueError: There is no such rank.
    """
    leg = world.terrain.corridors.get(corridor)
    ends = None if leg is None else {leg.origin, leg.destination}
    fitting = [
        member
        for member in world.membership.members.values()
        if member.is_free
        and function in {"", member.function.value}
        and country in {"", member.whereabouts}
        and organisation in {"", member.organisation}
        and (ends is None or member.place in ends)
    ]
    worth = standing(world, rank, fitting, now)
    return tuple(sorted((member.key for member in fitting), key=lambda key: (-worth[key], key)))


def standing(world: World, rank: str, members: list[Member], now: int) -> dict[str, float]:
    """What each of some free members is worth by a rank.

    Raises:
        ValueError: There is no such rank.
    """
    match rank:
        case "degree":
            made = graph(world.membership)
            return {member.key: float(made.degree[member.key]) for member in members}
        case "betweenness":
            between = nx.betweenness_centrality(graph(world.membership))
            # Sums of fractions in another order may differ in the last digits, which must not decide.
            return {member.key: round(between[member.key], 9) for member in members}
        case "money":
            held: dict[str, float] = {}
            for account in world.money.accounts.values():
                held[account.owner] = held.get(account.owner, 0.0) + account.balance
            return {member.key: held.get(member.key, 0.0) + HANDLES_MONEY.get(member.function, 0) for member in members}
        case "random":
            return {
                member.key: world.chance.uniform(Purpose.SELECTION, member.key, f"shock/{now}", now)
                for member in members
            }
        case _:
            message = f"there is no rank {rank!r}; ranks are {', '.join(RANKS)}"
            raise ValueError(message)


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
                return tuple(key for key in world.membership.organisations if select.organisation in {None, key})
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
        for load in world.goods.consignments.values()
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
        for account in world.money.accounts.values()
        if account.organisation is not None
        and not account.frozen
        and select.country in {None, account.country}
        and select.organisation in {None, account.organisation}
        and _has_function(world.membership, account.owner, select)
    }
    balances = {key: float(world.money.accounts[key].balance) for key in owned}
    return _by_owner(world, owned, balances, select, now)


def _firms(world: World, select: Select, now: int) -> tuple[str, ...]:
    owned: dict[str, str] = {}
    balances: dict[str, float] = {}
    for organisation, firms in world.money.fronts.items():
        for firm in firms:
            owner = str(dict(world.entities[firm].details).get("owner", ""))
            if (
                select.organisation in {None, organisation}
                and select.country in {None, world.entities[firm].country}
                and _has_function(world.membership, owner, select)
            ):
                owned[firm] = owner
                accounts = world.money.by_holder.get(firm, ())
                balances[firm] = float(sum(world.money.accounts[key].balance for key in accounts))
    return _by_owner(world, owned, balances, select, now)


def _has_function(membership: Membership, person: str, select: Select) -> bool:
    member = membership.members.get(person)
    return select.function is None or (member is not None and member.function is select.function)


def _by_owner(
    world: World, owned: dict[str, str], balances: dict[str, float], select: Select, now: int
) -> tuple[str, ...]:
    if select.rank is Rank.RANDOM:
        return _at_random(world, owned, now)
    worth = balances
    if select.rank is not Rank.MONEY:
        owners = sorted(set(owned.values()))
        free = [
            member for key in owners if (member := world.membership.members.get(key)) is not None and member.is_free
        ]
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
        and (select.organisation is None or key in world.membership.organisations[select.organisation].corridors)
    ]
    if select.rank is Rank.RANDOM:
        return _at_random(world, fitting, now)
    worth = _carried(world.goods) if select.rank is Rank.MONEY else _central(world.terrain, select.rank)
    return tuple(sorted(fitting, key=lambda key: (-worth.get(key, 0.0), key)))


def _carried(goods: Goods) -> dict[str, float]:
    """Value of the loads that have set out on each corridor since history began."""
    carried: dict[str, float] = {}
    for load in goods.consignments.values():
        for corridor in load.corridors[: load.leg + 1]:
            carried[corridor] = carried.get(corridor, 0.0) + load.value
    return carried


def _central(terrain: Terrain, rank: Rank) -> dict[str, float]:
    made: nx.Graph[str] = nx.Graph()
    made.add_nodes_from(terrain.places)
    legs = terrain.corridors
    made.add_edges_from((leg.origin, leg.destination) for leg in legs.values())
    if rank is Rank.DEGREE:
        return {key: float(made.degree[leg.origin] + made.degree[leg.destination]) for key, leg in legs.items()}
    between = nx.edge_betweenness_centrality(made)
    both = {frozenset(edge): round(value, 9) for edge, value in between.items()}
    return {key: both[frozenset((leg.origin, leg.destination))] for key, leg in legs.items()}


def _at_random(world: World, keys: Iterable[str], now: int) -> tuple[str, ...]:
    chance = {key: world.chance.uniform(Purpose.SELECTION, key, f"shock/{now}", now) for key in keys}
    return tuple(sorted(chance, key=lambda key: (-chance[key], key)))
