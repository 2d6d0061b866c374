"""The past that the scenario describes, and the first agenda entry of every rule that starts by itself.

It consists of payments, calls, reports, loads and knowledge.

Calls and knowledge need no rule to happen: they are written down when the world is made, and a record shows only from
the moment of its act. Payments and loads are scheduled, because they move money and goods.
"""

from __future__ import annotations

from simulation.kernel.agenda import DAY, HOUR, Entry
from simulation.kernel.draws import Purpose
from simulation.kernel.entities import EntityKind
from simulation.kernel.traces import TraceKind
from simulation.network.goods.planning import start_planning, start_reviews
from simulation.network.membership.recruiting import begin_career
from simulation.network.money.laundering import start_laundering
from simulation.network.money.suspicious_reports import schedule_false_report
from simulation.network.world import rules
from simulation.network.world.record_keeping import credit, leave_call, leave_transfer
from simulation.network.world.world import World
from simulation.scenario.schema.money import PlantedTransfer


def schedule_history(world: World) -> None:
    """Put on the calendar all that begins by itself; the first day is the first of the scenario's history."""
    start = -world.crime.history_days * DAY
    world.agenda.schedule(start, f"network/day/{-world.crime.history_days}", "network.day")
    for organisation in world.membership.organisations.values():
        start_planning(world, organisation, start)
        start_reviews(world.agenda, organisation, start)
        start_laundering(world.agenda, organisation, 0, start)
    for key in sorted(world.membership.members):
        begin_career(world, world.membership.members[key], start)
    for account in [world.money.accounts[key] for key in sorted(world.money.accounts)]:
        if account.organisation is None and account.lawful_monthly:
            schedule_false_report(world, account, 1, start)
    for load in world.crime.consignments:
        if load.container not in world.entities:
            home = world.terrain.country_of(world.terrain.corridors[load.corridors[0]].origin)
            world.add_entity(load.container, EntityKind.CONTAINER, world.labels.container(load.container), home)
        due = max(start, load.departs_day * DAY + 6 * HOUR)
        world.agenda.schedule(due, f"network/plant/{load.key}", "network.plant", (load.key,))
    for payment in world.crime.transfers:
        due = max(start, payment.day * DAY + 10 * HOUR)
        world.agenda.schedule(due, f"network/pay/{payment.key}", "network.pay", (payment.key,))
    for planned in world.crime.reports:
        due = max(start, planned.day * DAY + 12 * HOUR)
        payload = (planned.account, planned.key, planned.reason)
        world.agenda.schedule(due, f"network/{planned.key}", "network.report", payload)
    _calls(world)
    _knowledge(world)


def pay(world: World, entry: Entry) -> None:
    """A payment of the story: from what the network has in the account, the rest from outside its books.

    By timetable it comes again whatever became of it this time. What batches have on their way through the account is
    not its own to pay.
    """
    planned = next(payment for payment in world.crime.transfers if payment.key == entry.payload[0])
    turn = int(entry.payload[1]) if len(entry.payload) > 1 else 1
    _schedule_next(world, planned, turn, entry.time)
    origin, destination = world.money.accounts[planned.origin], world.money.accounts[planned.destination]
    if origin.frozen:
        return
    amount = planned.amount_minor
    if planned.only_own:
        amount = min(world.money.at_rest(origin), amount)
        if amount <= 0:
            return
    own = min(origin.balance, amount)
    origin.balance -= own
    world.money.totals.outside += amount - own
    key = planned.key if turn == 1 else f"{planned.key}/{turn}"
    credit(world.happenings, destination, amount, key, entry.time)
    leave_transfer(world, key, entry.time, origin.key, destination.key, amount, planned.purpose)


def _schedule_next(world: World, planned: PlantedTransfer, turn: int, now: int) -> None:
    """The next payment of a timetable, unless this was the last."""
    if planned.every_days is None:
        return
    due = now + planned.every_days * DAY
    if planned.until_day is None or due < (planned.until_day + 1) * DAY:
        world.agenda.schedule(due, f"network/pay/{planned.key}/{turn + 1}", "network.pay", (planned.key, turn + 1))


def _calls(world: World) -> None:
    for calls in sorted(world.crime.calls, key=lambda calls: calls.key):
        first, span = calls.first_day * DAY, max(1, calls.last_day - calls.first_day + 1)
        u = world.chance.uniform(Purpose.CALLS, calls.key, "", first)
        for index in range(calls.count):
            day = int((index + rules.fraction(u, index)) * span / calls.count)
            second = 8 * HOUR + int(rules.fraction(u, index + 300) * 13 * HOUR)
            ends = (
                (calls.caller, calls.called) if rules.fraction(u, index + 600) < 0.7 else (calls.called, calls.caller)
            )
            seconds = 20 + int(rules.fraction(u, index + 900) * 500)
            leave_call(world, f"{calls.key}/{index + 1}", first + day * DAY + second, *ends, seconds)


def _knowledge(world: World) -> None:
    start = -world.crime.history_days * DAY
    for known in sorted(world.crime.knowledge, key=lambda known: known.key):
        facts: list[tuple[str, str | int]] = [("statement", known.key), ("asserts", known.asserts)]
        if known.exculpates is not None:
            facts.append(("exculpates", known.exculpates))
        if known.shown is not None:
            facts.append(("shown", known.shown))
        if known.shown_that is not None:
            facts.append(("shown_that", " ".join(known.shown_that)))
        person = world.entities[known.person]
        world.traces.add(
            f"knowledge/{known.key}",
            TraceKind.KNOWLEDGE,
            start,
            person.country,
            person.label,
            None,
            (known.person, *known.about),
            tuple(facts),
        )
