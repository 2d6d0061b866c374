"""Protection of people at risk, with their consent: one person, or everybody who was found at a site.

Whoever is free decides for him- or herself, each time anew; who is in an organisation's hands is brought out first.
Nothing that a person said or will say counts in it: help never depends on testimony (CETS 197 article 12(6), (7)).
Who is protected is safe for everybody: known exposure ends in every file that shows it. A person who is moved can only
be protected where he or she is.
"""

from __future__ import annotations

from simulation.casework.measures import Measure
from simulation.draws import Purpose
from simulation.exercise import collecting
from simulation.exercise.state import State

CONSENTS = 0.9
"""Chance that somebody accepts protection that is offered (assumption: no published figure)."""


def protect(state: State, country: str, measure: Measure) -> str:
    """Protect whom a measure is for and who wants it.

    Returns:
        The result: `done`, `declined` when everybody who could be asked said no, `person_gone` when nobody could.
    """
    network = state.network
    is_site = measure.target in network.sites
    people = network.found_at(measure.target, country) if is_site else (measure.target,)
    asked = [person for person in people if network.is_in_reach(person, country)]
    willing = [person for person in asked if _agrees(state, measure, person)]
    reached = [person for person in willing if network.protect(person, country, state.now)]
    for person in reached:
        _end(state, country, person, measure.key)
    if reached:
        return "done"
    return "declined" if len(willing) < len(asked) else "person_gone"


def _agrees(state: State, measure: Measure, person: str) -> bool:
    if state.network.is_in_hands(person):
        return True
    return state.draws.uniform(Purpose.MEASURE, f"{measure.key}/{person}", "consent", state.now) < CONSENTS


def _end(state: State, country: str, person: str, measure: str) -> None:
    collecting.end_exposure(state, country, person, measure)
    for code, other in state.countries.items():
        exposed = any(each.person == person and each.until is None for each in other.file.exposures)
        if code != country and exposed:
            collecting.end_exposure(state, code, person, "protected_elsewhere")
