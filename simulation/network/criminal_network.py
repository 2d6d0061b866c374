"""The criminal network as the exercise sees it: one Mesa model, driven by the engine's calendar.

The engine hands in its agenda and calls `fire` for every entry whose rule begins with `network.`. Idle agents cost
nothing; the daily routine is an entry at midnight that calls `step`.

A day, in this order:

1. Before midnight, whatever is due by the calendar, in the order (time, key): deals, departures, checks, sales, hops,
   reports, replacements, flights.
2. At midnight `step` runs, for each organisation in the order of their keys:
   a. the wages of the day are paid, in closed form for all members at once; unpaid days are counted (R5, coupling);
   b. security has relaxed by a day (R6), which needs no work because it is computed from the last alarm when asked;
   c. arrests and deliveries that are out of every window are forgotten.
3. The next midnight is put on the calendar.
4. What people do at a later hour of the day follows: commands of the exercise run at their own second.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from simulation.kernel.agenda import DAY, Agenda, Entry
from simulation.kernel.draws import Draws
from simulation.network import past_life
from simulation.network.goods import market, planning, transport
from simulation.network.membership import cooperation, corruption, reactions, recruiting
from simulation.network.membership.population import populate
from simulation.network.money import asset_flight, laundering, suspicious_reports, transfers, treasury
from simulation.network.people.departures import schedule_departures
from simulation.network.people.person_events import schedule_sites
from simulation.network.people.recruitment import open_people
from simulation.network.people.rule_table import PEOPLE_DECISIONS, PEOPLE_MOTIONS
from simulation.network.shocks import interventions, shocks
from simulation.network.world.world import World
from simulation.scenario.schema.scenario import FrozenScenario

type Rule = Callable[[World, Entry], None]

DECISIONS: dict[str, Rule] = {
    "network.plan": planning.plan,
    "network.review": planning.review,
    "network.launder": laundering.launder,
    "network.replace": recruiting.replace,
    "network.speak": cooperation.speak,
    "network.follow_up": cooperation.follow_up,
    "network.approach": corruption.approach,
    "network.flee": reactions.flee,
    "network.move_assets": asset_flight.move_assets,
    "network.move_savings": asset_flight.move_savings,
    "network.notice": interventions.notice,
    "network.open_account": treasury.open_account,
    **PEOPLE_DECISIONS,
}
"""Rules by which the network decides; they wait while the adversary is held."""

MOTIONS: dict[str, Rule] = {
    "network.retire": recruiting.retire,
    "network.plant": planning.plant,
    "network.depart": transport.depart,
    "network.arrive": transport.arrive,
    "network.sell": market.sell,
    **PEOPLE_MOTIONS,
    "network.hop": transfers.hop,
    "network.report": suspicious_reports.report,
    "network.false_report": suspicious_reports.false_report,
    "network.decide_cash": interventions.decide_cash,
    "network.pay": past_life.pay,
    "network.shock": shocks.come,
    "network.end_shock": shocks.end_shock,
}
"""Rules that carry on what is in motion."""


def new_network(
    frozen: FrozenScenario,
    draws: Draws,
    agenda: Agenda,
    surrender_bases: Mapping[tuple[str, str], int] | None = None,
    *,
    explain: bool = False,
) -> World:
    """A network with everybody and everything; history is scheduled and nothing runs yet.

    Args:
        frozen: The scenario with its name pools.
        draws: Sealed envelopes of the run.
        agenda: The engine's calendar, which the network shares.
        surrender_bases: Number of instruments on which one country, the first, can ask another for a surrender, as the
            law has it; those who flee look at it. None: the law is not looked at.
        explain: Keep because-records.
    """
    world = World(frozen, draws, agenda, explain=explain)
    world.terrain.surrender_bases = surrender_bases or {}
    populate(world)
    past_life.schedule_history(world)
    open_people(world, -world.crime.history_days * DAY)
    shocks.schedule_shocks(world)
    schedule_departures(world)
    schedule_sites(world)
    return world


def fire(world: World, entry: Entry) -> None:
    """Run one entry of the calendar.

    Raises:
        KeyError: No rule of the network has this name.
    """
    if world.adversary.held and entry.rule in DECISIONS:
        world.adversary.deferred.append((entry.key, entry.rule, entry.payload))
        return
    world.activity.firings += 1
    if entry.rule == "network.day":
        world.midnight = entry.time
        world.step()
        return
    rule = MOTIONS.get(entry.rule) or DECISIONS[entry.rule]
    rule(world, entry)
