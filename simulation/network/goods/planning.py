"""Planning of loads (R2, R13), their purchase, and the corridors that an organisation uses (R3).

Loads of the story are planned by the scenario and bought like all others.
"""

from __future__ import annotations

from simulation.kernel.agenda import DAY, Agenda, Entry
from simulation.kernel.draws import Purpose, quantile
from simulation.kernel.entities import EntityKind
from simulation.network.goods.transport import depart, wait_for_departure
from simulation.network.money.treasury import secure_reserve
from simulation.network.world import rules
from simulation.network.world.consignments import Consignment
from simulation.network.world.members import Broker, Coordinator, Forger, Leader, Member
from simulation.network.world.organisations import Organisation
from simulation.network.world.record_keeping import leave_transfer
from simulation.network.world.terrain import Itinerary, Terrain
from simulation.network.world.world import World
from simulation.scenario.schema.crime import PlantedConsignment
from simulation.scenario.schema.functions import Function

RETRY_DAYS = 7
MOST_RETRIES = 3
LEAST_LOAD = 0.4
"""A load smaller than this share of the plan is not worth the risk and waits. Assumption."""

REVIEW_DAYS = 30
LEAST_ROUTES = 2
"""R3: an organisation never gives up a corridor if fewer routes would be left. Assumption."""

ACTING_LOAD = 0.6
"""Share of a load that a broker dares to order who stands in for a coordinator. Assumption."""

UNPAID_DAYS = 14
"""Members unpaid for so long take no new job. Assumption."""


def plan(world: World, entry: Entry) -> None:
    """R2, R13: an organisation's regular decision to send a load; the next one comes whatever becomes of this one."""
    organisation = world.membership.organisations[str(entry.payload[0])]
    slot, tries = int(entry.payload[1]), int(entry.payload[2])
    now = entry.time
    deal = f"{organisation.key}/load/{slot}"
    if tries == 0:
        _schedule_slot(world, organisation, slot + 1, now)
    if now < organisation.dark_until:
        return
    secure_reserve(world, organisation, now)
    if not _strike(world, organisation, deal, now) and tries < MOST_RETRIES:
        world.agenda.schedule(now + RETRY_DAYS * DAY, f"{entry.key}+", entry.rule, (organisation.key, slot, tries + 1))


def _schedule_slot(world: World, organisation: Organisation, slot: int, now: int) -> None:
    every = organisation.settings.consignment_every_days
    if every is None:
        return
    gap = int(world.chance.days(every, Purpose.DISPATCH, organisation.key, slot, now) * organisation.crew.pace())
    world.agenda.schedule(
        now + gap, f"network/plan/{organisation.key}/{slot}", "network.plan", (organisation.key, slot, 0)
    )


def start_planning(world: World, organisation: Organisation, now: int) -> None:
    """Schedule the first load of an organisation."""
    _schedule_slot(world, organisation, 1, now)


def _strike(world: World, organisation: Organisation, deal: str, now: int) -> bool:
    source = world.terrain.country_of(organisation.source)
    coordinator = organisation.crew.leader(now)
    broker = organisation.crew.trusted(Function.BROKER, source, now)
    routes = organisation.open_routes()
    if coordinator is None or not isinstance(broker, Broker) or not routes or organisation.wages_unpaid >= UNPAID_DAYS:
        return False
    u = world.chance.uniform(Purpose.LOAD, deal, "grams", now)
    wanted = organisation.planned_grams(u, now)
    if organisation.experience.load_now(now) < 1.0:
        inputs = (("factor", organisation.experience.load_now(now)), ("planned_g", float(wanted)))
        world.reasons.add(now, organisation.key, "R13", inputs, u, "split", "whole")
    if not isinstance(coordinator, Coordinator):
        wanted = int(wanted * ACTING_LOAD)
    route = _choose_route(world, organisation, coordinator, deal, routes, wanted, now)
    planned = min(wanted, route.capacity_g)
    price = world.parameters.source_price_minor_per_kg
    affordable = organisation.purchase_means(now) * 1000 // max(1, price + route.cost_minor_per_kg)
    if affordable < planned * LEAST_LOAD:
        world.reasons.add(
            now,
            organisation.key,
            "R13",
            (("affordable_g", float(affordable)), ("planned_g", float(planned))),
            0.0,
            "wait",
            "buy",
        )
        return False
    load = _new_load(world, organisation, deal, route, min(planned, affordable), now)
    forger = organisation.crew.rested(Function.FORGER, now=now)
    if isinstance(forger, Forger):
        load.cover = forger.cover(now)
    _buy(world, organisation, load, load.grams * price // 1000, now)
    coordinator.take_job(now)
    load.hands = (coordinator.key, broker.key)
    count = quantile(world.parameters.calls_per_deal, world.chance.uniform(Purpose.CALLS, deal, "count", now))
    calls = int(count * rules.openness(organisation.security_now(now)))
    broker.arrange(deal, _concerned(world.terrain, organisation, load, coordinator, now), calls, now)
    world.activity.note(now, 1, calls)
    wait_for_departure(world, load, now)
    return True


def _choose_route(
    world: World,
    organisation: Organisation,
    coordinator: Leader,
    deal: str,
    routes: tuple[Itinerary, ...],
    wanted: int,
    now: int,
) -> Itinerary:
    options = tuple((route.key, organisation.worth(route, min(wanted, route.capacity_g), now)) for route in routes)
    stake = max(world.terrain.price(route.corridors, world.parameters, None) for route in routes) * wanted / 1000
    chosen = coordinator.choose(deal, options, world.parameters.choice_noise * stake, now, "R2")
    return next(route for route in routes if route.key == chosen)


def _new_load(
    world: World, organisation: Organisation, key: str, route: Itinerary, grams: int, now: int
) -> Consignment:
    container = f"container/{key}"
    first = world.terrain.country_of(world.terrain.corridors[route.corridors[0]].destination)
    carriers = world.goods.carriers[first]
    carrier = carriers[world.chance.draws.below(len(carriers), Purpose.SELECTION, key, "carrier", now)]
    fronts = world.money.fronts[organisation.key]
    near = [front for front in fronts if world.entities[front].country == world.terrain.country_of(route.market)]
    consignees = near or list(fronts) or [carrier]
    consignee = consignees[world.chance.draws.below(len(consignees), Purpose.SELECTION, key, "consignee", now)]
    world.chance.drawn += 2
    return _register(
        world, organisation, Consignment(
            key, organisation.key, route.corridors, grams, container, carrier, consignee, route.market,
            organisation.source, now,
        ), now,
    )  # fmt: skip


def _register(world: World, organisation: Organisation, load: Consignment, now: int) -> Consignment:
    if load.container not in world.entities:
        home = world.terrain.country_of(load.place)
        world.add_entity(load.container, EntityKind.CONTAINER, world.labels.container(load.container), home)
    load.value = load.grams * world.terrain.price(load.corridors, world.parameters, None) // 1000
    world.goods.consignments[load.key] = load
    world.goods.by_container[load.container] = load.key
    world.goods.totals.bought += load.grams
    organisation.experience.sent(load.value, now)
    return load


def _buy(world: World, organisation: Organisation, load: Consignment, cost: int, now: int) -> None:
    """Pay at the source, from the treasury's account as far as it goes."""
    paid = min(cost, organisation.treasury.funds()) if load.is_planted else cost
    reserve = organisation.treasury.reserve
    _, banked = organisation.treasury.spend(paid, reserve_first=True)
    world.money.totals.outside += cost - paid
    world.money.totals.purchase += cost
    if banked:
        leave_transfer(world, f"{load.key}/purchase", now, reserve, organisation.suppliers, banked, "goods")
        world.activity.note(now, 1, 0)


def _concerned(
    terrain: Terrain, organisation: Organisation, load: Consignment, coordinator: Leader, now: int
) -> tuple[Member, ...]:
    ends = [terrain.corridors[key] for key in load.corridors]
    found: dict[str, Member] = {coordinator.key: coordinator}
    for leg in ends:
        for function, place in ((Function.COURIER, leg.origin), (Function.STOREKEEPER, leg.destination)):
            member = organisation.crew.rested(function, terrain.country_of(place), now)
            if member is not None:
                found[member.key] = member
    return tuple(found.values())


def plant(world: World, entry: Entry) -> None:
    """Send a load of the story; what it owes beyond the treasury comes from outside the network's books."""
    planned = next(load for load in world.crime.consignments if load.key == entry.payload[0])
    organisation = world.membership.organisations[planned.organisation]
    load = _register(world, organisation, _planted(world.terrain, planned, entry.time), entry.time)
    _buy(world, organisation, load, load.grams * world.parameters.source_price_minor_per_kg // 1000, entry.time)
    coordinator = organisation.crew.rested(Function.COORDINATOR)
    broker = organisation.crew.rested(Function.BROKER, world.terrain.country_of(load.place))
    if isinstance(coordinator, Coordinator) and isinstance(broker, Broker):
        calls = int(quantile(world.parameters.calls_per_deal, 0.5))
        broker.arrange(
            load.key, _concerned(world.terrain, organisation, load, coordinator, entry.time), calls, entry.time
        )
        world.activity.note(entry.time, 1, calls)
    depart(world, Entry(entry.time, entry.key, "network.depart", (load.key,)))


def _planted(terrain: Terrain, planned: PlantedConsignment, now: int) -> Consignment:
    first = terrain.corridors[planned.corridors[0]]
    last = terrain.corridors[planned.corridors[-1]]
    return Consignment(
        key=planned.key,
        organisation=planned.organisation,
        corridors=planned.corridors,
        grams=planned.grams,
        container=planned.container,
        carrier=planned.carrier,
        consignee=planned.consignee,
        market=last.destination,
        place=first.origin,
        since=now,
        given_until=0 if planned.held_at is None else (planned.held_until_day or 0) * DAY,
        held_at=planned.held_at or "",
    )


def review(world: World, entry: Entry) -> None:
    """R3: after losses open the most promising new corridors, in calm give up the riskiest that is not needed."""
    organisation = world.membership.organisations[str(entry.payload[0])]
    now = entry.time
    if not organisation.source:
        return
    if entry.payload[1] == "monthly":
        start_reviews(world.agenda, organisation, now)
        organisation.experience.hear_of_checks()
    share = organisation.experience.loss_share(now)
    most = rules.corridors_to_open(share, organisation.settings.loss_tolerance, world.parameters.expand_max)
    inputs = (("loss_share", share), ("tolerance", float(organisation.settings.loss_tolerance)))
    coordinator = organisation.crew.leader(now)
    if coordinator is None:
        return
    if most > 0:
        if now - organisation.expanded_at < REVIEW_DAYS * DAY:
            return
        organisation.expanded_at = now
        _expand(world, organisation, coordinator, most, now)
    else:
        _consolidate(world, organisation, inputs, now)


def start_reviews(agenda: Agenda, organisation: Organisation, now: int) -> None:
    """Schedule an organisation's next monthly review of its corridors."""
    key = f"network/review/{organisation.key}"
    agenda.schedule(now + REVIEW_DAYS * DAY, key, "network.review", (organisation.key, "monthly"))


def _expand(world: World, organisation: Organisation, coordinator: Leader, most: int, now: int) -> None:
    grams = organisation.ordinary_load()
    settings = organisation.settings
    options: list[tuple[str, float]] = []
    for route in world.terrain.routes(organisation.source, settings.markets):
        new = [key for key in route.corridors if key not in organisation.corridors]
        if 0 < len(new) <= most and not any(key in world.terrain.closed for key in route.corridors):
            options.append((route.key, organisation.worth(route, min(grams, route.capacity_g), now)))
    if not options:
        return
    noise = world.parameters.choice_noise * max(abs(value) for _, value in options)
    occasion = f"{organisation.key}/expand/{now // DAY}"
    chosen = coordinator.choose(occasion, tuple(options), noise, now, "R3")
    opened = [key for key in chosen.split(">") if key not in organisation.corridors]
    organisation.use((*organisation.corridors, *opened))
    for corridor in opened:
        world.happenings.add(now, f"{occasion}/{corridor}", "CorridorOpened", (organisation.key, corridor))


def _consolidate(world: World, organisation: Organisation, inputs: tuple[tuple[str, float], ...], now: int) -> None:
    settings = organisation.settings
    riskiest = sorted(organisation.corridors, key=lambda key: (-organisation.experience.risk(key, now), key))
    for corridor in riskiest:
        rest = tuple(key for key in organisation.corridors if key != corridor)
        left = world.terrain.open_routes(organisation.source, settings.markets, rest)
        served = {route.market for route in left}
        if len(left) >= LEAST_ROUTES and served >= set(settings.markets):
            organisation.use(rest)
            world.reasons.add(now, organisation.key, "R3", inputs, 0.0, f"drop {corridor}", "keep")
            key = f"{organisation.key}/drop/{now // DAY}/{corridor}"
            world.happenings.add(now, key, "CorridorDropped", (organisation.key, corridor))
            return
