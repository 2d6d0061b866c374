"""Whom a shock meets among members: by function, country and organisation, ranked by place in the network or at random.

Degree and betweenness are those of the graph of who works with whom among free members (Bright et al. 2017 compare such
strategies); money ranks those through whose accounts or hands most of it goes; random is a keyed draw for each person.
"""

from __future__ import annotations

import networkx as nx

from simulation.draws import Purpose
from simulation.network.members import Member
from simulation.network.metrics import neighbours
from simulation.network.world import World
from simulation.scenario.functions import Function
from simulation.scenario.shocks import Rank

RANKS = tuple(rank.value for rank in Rank)
"""Ways to rank."""

HANDLES_MONEY = {Function.LAUNDERER: 3, Function.COORDINATOR: 2, Function.BROKER: 1}
"""Order of functions by the money in their hands, where accounts do not decide. Assumption."""


def graph(world: World) -> nx.Graph[str]:
    """Free members and who works with whom, nodes and edges in the order of keys."""
    free, rows = neighbours(world)
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
        now: When it is asked; decides only the luck of `random`.
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
        for member in world.members.values()
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
            made = graph(world)
            return {member.key: float(made.degree[member.key]) for member in members}
        case "betweenness":
            between = nx.betweenness_centrality(graph(world))
            # Sums of fractions in another order may differ in the last digits, which must not decide.
            return {member.key: round(between[member.key], 9) for member in members}
        case "money":
            held: dict[str, float] = {}
            for account in world.accounts.values():
                held[account.owner] = held.get(account.owner, 0.0) + account.balance
            return {member.key: held.get(member.key, 0.0) + HANDLES_MONEY.get(member.function, 0) for member in members}
        case "random":
            return {member.key: world.uniform(Purpose.SELECTION, member.key, f"shock/{now}", now) for member in members}
        case _:
            message = f"there is no rank {rank!r}; ranks are {', '.join(RANKS)}"
            raise ValueError(message)
