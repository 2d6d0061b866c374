"""Protection of people at risk, with their consent: one person, or everybody who was found at a site.

Who is protected is safe for everybody: known exposure ends in every file that shows it. A person who is moved can only
be protected where he or she is.
"""

from __future__ import annotations

from simulation.casework.measures import Measure
from simulation.exercise import collecting
from simulation.exercise.state import State


def protect(state: State, country: str, measure: Measure) -> bool:
    """Protect whom a measure is for; False when nobody could be reached."""
    network = state.network
    is_site = measure.target in network.sites
    people = network.found_at(measure.target, country) if is_site else (measure.target,)
    reached = [person for person in people if network.protect(person, country, state.now)]
    for person in reached:
        _end(state, country, person, measure.key)
    return bool(reached)


def _end(state: State, country: str, person: str, measure: str) -> None:
    collecting.end_exposure(state, country, person, measure)
    for code, other in state.countries.items():
        exposed = any(each.person == person and each.until is None for each in other.file.exposures)
        if code != country and exposed:
            collecting.end_exposure(state, code, person, "protected_elsewhere")
