"""Whom a country's file shows to be at risk, and since when somebody protects the person."""

from __future__ import annotations

from collections.abc import Mapping

from simulation.exercise.core.state import CountryState, State
from simulation.exercise.evidence.events import ExposureKnown, PersonProtected


def came_to_be_known(state: State, country: str, person: str, source: str) -> None:
    """A file has come to show that somebody is at risk; known exposure ends at once for whom somebody protects."""
    state.emit(
        ExposureKnown(at=state.now, cause=state.cause, by=state.by, country=country, person=person, document=source)
    )
    if is_protected(state.countries, person):
        end_exposure(state, country, person, "protected_elsewhere")


def end_exposure(state: State, country: str, person: str, measure: str) -> None:
    """A person at risk is protected: known exposure ends in this country's file."""
    state.countries[country].file.risks.protect(person, state.now)
    state.emit(
        PersonProtected(at=state.now, cause=state.cause, by=state.by, country=country, person=person, measure=measure)
    )


def is_protected(countries: Mapping[str, CountryState], person: str) -> bool:
    """Whether some country protects a person who was at risk."""
    return any(country.file.risks.is_protected(person) for country in countries.values())
