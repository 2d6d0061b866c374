"""Where papers last saw somebody or something that moves, and in which country it is by that.

An automatic player and the pages of a team use the same rule. It reads papers alone, never the world.
"""

from __future__ import annotations

from simulation.casework.documents.document import AssertionKind, Document
from simulation.casework.file.case_file import CaseFile
from simulation.kernel.entities import Entity

_PUTS = frozenset({AssertionKind.AT, AssertionKind.FOUND})
"""Kinds of statements that put their subject somewhere."""

type Sighting = tuple[int, str]
"""The second of a sighting, and the key of its place."""


def sightings(document: Document) -> dict[str, Sighting]:
    """When and where a paper last saw each entity that it puts somewhere; the date of issue where it gives no time."""
    seen: dict[str, Sighting] = {}
    for said in document.assertions:
        if said.kind in _PUTS:
            at = document.dated if said.at is None else said.at
            take_in(seen, said.subject, (at, said.object))
    return seen


def take_in(seen: dict[str, Sighting], entity: str, sighting: Sighting) -> None:
    """Keep a sighting unless a later one is known; of two at the same time the one that is taken in later counts."""
    if sighting[0] >= seen.get(entity, sighting)[0]:
        seen[entity] = sighting


def country_of(entity: Entity, place: Entity | None) -> str:
    """Code of the country where something that moves is: of the place where papers last saw it, else its own."""
    return (place or entity).country


def country_by_papers(file: CaseFile, person: Entity) -> str:
    """Code of the country where somebody is as far as a team's file says.

    Args:
        file: The team's file.
        person: A person as the file knows him or her.
    """
    seen: dict[str, Sighting] = {}
    for paper in file.told(tuple(paper.key for paper in file.naming(person.key)), person.key):
        sighting = sightings(paper).get(person.key)
        if sighting is not None:
            take_in(seen, person.key, sighting)
    return country_of(person, file.known.rows.get(seen[person.key][1]) if person.key in seen else None)
