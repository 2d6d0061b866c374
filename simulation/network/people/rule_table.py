"""Rules of the calendar about people who are moved: which are decisions of the network, which carry on."""

from __future__ import annotations

from collections.abc import Callable

from simulation.kernel.agenda import Entry
from simulation.network.goods import rerouting
from simulation.network.people import departures, exploitation, journeys, person_events, recruitment
from simulation.network.world.world import World

PEOPLE_DECISIONS: dict[str, Callable[[World, Entry], None]] = {
    "network.recruit": recruitment.recruit,
    "network.people_review": rerouting.review_ways,
    "network.move_on": person_events.move_on,
}
"""Rules by which the network decides about people."""

PEOPLE_MOTIONS: dict[str, Callable[[World, Entry], None]] = {
    "network.plant_person": recruitment.plant,
    "network.story_identified": recruitment.story_identified,
    "network.person_depart": journeys.depart,
    "network.person_arrive": journeys.arrive,
    "network.missing": journeys.missing,
    "network.site": exploitation.round_of,
    "network.inspection": exploitation.routine,
    "network.fate": person_events.fate,
    "network.statement": person_events.hear_statement,
    "network.leave": departures.leave,
    "network.open_site": person_events.open_site,
    "network.give_up": person_events.give_up,
}
"""Rules that carry on what is in motion, and what people do themselves."""
