"""Whom a country's file shows to be at risk, and since when somebody protects the person."""

from __future__ import annotations

from simulation.exercise.core.state import State
from simulation.exercise.evidence.events import ExposureKnown, PersonProtected
from simulation.kernel.entities import Entity


def learn(state: State, country: str, person: Entity, source: str) -> None:
    """Note in a country's file that somebody is at risk, as others told it; nothing where the file shows it already.

    Args:
        state: The exercise.
        country: Whose file.
        person: Who is at risk, as the file is to know him or her.
        source: Key of the message that says so.
    """
    file = state.countries[country].file
    file.known.learn((person,))
    if file.risks.show(person.key, source, state.now):
        came_to_be_known(state, country, person.key, source)


def came_to_be_known(state: State, country: str, person: str, source: str) -> None:
    """A file has come to show that somebody is at risk; known exposure ends at once for whom somebody protects."""
    state.emit(
        ExposureKnown(at=state.now, cause=state.cause, by=state.by, country=country, person=person, document=source)
    )
    if is_protected(state, person):
        end_exposure(state, country, person, "protected_elsewhere")


def end_exposure(state: State, country: str, person: str, measure: str) -> None:
    """A person at risk is protected: known exposure ends in this country's file."""
    state.countries[country].file.risks.protect(person, state.now)
    state.emit(
        PersonProtected(at=state.now, cause=state.cause, by=state.by, country=country, person=person, measure=measure)
    )


def is_protected(state: State, person: str) -> bool:
    """Whether some country protects a person who was at risk."""
    return any(
        exposure.person == person and exposure.until is not None
        for country in state.countries.values()
        for exposure in country.file.risks.all
    )
