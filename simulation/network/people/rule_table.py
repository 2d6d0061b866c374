"""Rules of the calendar about people who are moved: which are decisions of the network, which carry on."""

from __future__ import annotations

from collections.abc import Callable

from simulation.kernel.agenda import Entry
from simulation.network.goods import rerouting
from simulation.network.people import exploitation, journeys
from simulation.network.people import person_events as fates
from simulation.network.people import recruitment as approaching
from simulation.network.world.world import World

PEOPLE_DECISIONS: dict[str, Callable[[World, Entry], None]] = {
    "network.recruit": approaching.recruit,
    "network.people_review": rerouting.review_ways,
    "network.move_on": fates.move_on,
}
"""Rules by which the network decides about people."""

PEOPLE_MOTIONS: dict[str, Callable[[World, Entry], None]] = {
    "network.plant_person": approaching.plant,
    "network.story_identified": approaching.story_identified,
    "network.person_depart": journeys.depart,
    "network.person_arrive": journeys.arrive,
    "network.missing": journeys.missing,
    "network.site": exploitation.round_of,
    "network.inspection": exploitation.routine,
    "network.fate": fates.fate,
    "network.statement": fates.hear_statement,
}
"""Rules that carry on what is in motion, and what people do themselves."""
