"""R3 for people: an organisation whose people are stopped opens other ways, and in calm gives up the riskiest one.

The same rule as for loads, with the share of border checks that stopped somebody in place of a share of value: people
are never counted by what they would bring. Organisations that also trade in goods review their corridors by the loads.
"""

from __future__ import annotations

from itertools import product

from simulation.kernel.agenda import DAY, Agenda, Entry
from simulation.network.goods.planning import LEAST_ROUTES, REVIEW_DAYS
from simulation.network.world import rules
from simulation.network.world.members import Coordinator
from simulation.network.world.organisations import Organisation
from simulation.network.world.terrain import Itinerary
from simulation.network.world.world import People, World
from simulation.scenario.schema.functions import Function


def start_people_reviews(agenda: Agenda, organisation: Organisation, now: int) -> None:
    """Schedule an organisation's next monthly review of the ways by which it takes people."""
    key = f"network/people_review/{organisation.key}"
    agenda.schedule(now + REVIEW_DAYS * DAY, key, "network.people_review", (organisation.key,))


def review_ways(world: World, entry: Entry) -> None:
    """R3: open the least risky new way after stops at borders, else give up the riskiest corridor not needed."""
    organisation = world.membership.organisations[str(entry.payload[0])]
    now = entry.time
    start_people_reviews(world.agenda, organisation, now)
    if not organisation.source:
        organisation.experience.hear_of_checks()
    coordinator = organisation.crew.rested(Function.COORDINATOR, now=now)
    if organisation.source or not isinstance(coordinator, Coordinator):
        return
    share = organisation.experience.stopped_share(now)
    tolerance = float(organisation.settings.loss_tolerance)
    most = rules.corridors_to_open(share, tolerance, world.parameters.expand_max)
    if most > 0:
        _open(world, organisation, coordinator, most, now)
    else:
        _give_up(world, organisation, (("stopped_share", share), ("tolerance", tolerance)), now)


def _ends(people: People, organisation: Organisation) -> list[tuple[str, str]]:
    """Every pair of a place of recruitment and a place with a site."""
    settings = organisation.settings.people
    origins = sorted(settings.origins) if settings is not None else []
    places = sorted(
        {site.settings.place for site in people.sites.values() if site.settings.organisation == organisation.key}
    )
    return [(origin, place) for origin, place in product(origins, places) if origin != place]


def _open(world: World, organisation: Organisation, coordinator: Coordinator, most: int, now: int) -> None:
    options: dict[str, Itinerary] = {}
    for origin, place in _ends(world.people, organisation):
        for route in world.terrain.routes(origin, (place,)):
            new = [key for key in route.corridors if key not in organisation.corridors]
            if 0 < len(new) <= most and not any(key in world.terrain.closed for key in route.corridors):
                options[route.key] = route
    if not options:
        return
    values = tuple(
        (key, -rules.path_risk([organisation.experience.risk(corridor, now) for corridor in options[key].corridors]))
        for key in sorted(options)
    )
    occasion = f"{organisation.key}/ways/{now // DAY}"
    chosen = coordinator.choose(occasion, values, world.parameters.choice_noise, now, "R3")
    opened = [key for key in options[chosen].corridors if key not in organisation.corridors]
    organisation.use((*organisation.corridors, *opened))
    for corridor in opened:
        world.happenings.add(now, f"{occasion}/{corridor}", "CorridorOpened", (organisation.key, corridor))


def _give_up(world: World, organisation: Organisation, inputs: tuple[tuple[str, float], ...], now: int) -> None:
    ends = _ends(world.people, organisation)
    for corridor in sorted(organisation.corridors, key=lambda key: (-organisation.experience.risk(key, now), key)):
        rest = tuple(key for key in organisation.corridors if key != corridor)
        if all(len(world.terrain.open_routes(origin, (place,), rest)) >= LEAST_ROUTES for origin, place in ends):
            organisation.use(rest)
            world.reasons.add(now, organisation.key, "R3", inputs, 0.0, f"drop {corridor}", "keep")
            key = f"{organisation.key}/drop/{now // DAY}/{corridor}"
            world.happenings.add(now, key, "CorridorDropped", (organisation.key, corridor))
            return
