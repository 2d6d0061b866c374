"""Who may have a part in an offence, by the team's own file: whoever is chosen to be charged or surrendered first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from flask import url_for

from simulation.casework.documents.document import AssertionKind, offence_object
from simulation.kernel.entities import Entity, EntityKind
from webapp.desk.readable import Reader, entity_kind
from webapp.pages.forms import Option

_NO_PART = frozenset(
    {
        AssertionKind.STATED,
        AssertionKind.SERVES,
        AssertionKind.THREATENED,
        AssertionKind.FOUND,
        AssertionKind.MISSING,
        AssertionKind.HELD_AT,
        AssertionKind.IDENTIFIED,
        AssertionKind.AT,
        AssertionKind.RELEASED,
    }
)
"""What papers say of somebody that names no part in an offence: who speaks, serves, suffers, or is merely there."""


def involved(reading: Reader) -> frozenset[str]:
    """People whom the own file names as having a part in an offence: none who suffered by it or is at risk."""
    view = reading.view
    named = {charge.person for charge in view.charges}
    spared = {person for person, _since, _until in view.at_risk}
    for filed in view.documents:
        for said in filed.document.assertions:
            spared.add(offence_object(said.kind, said.subject, said.object))
            if said.kind not in _NO_PART:
                named.add(said.subject)
            if said.kind in {AssertionKind.STATED, AssertionKind.INSTRUCTED}:
                named.add(said.object)
    return frozenset(named - spared)


def suspect_options(
    people: Iterable[tuple[int, str, Entity]], same: Callable[[str], frozenset[str]], reading: Reader, chosen: str = ""
) -> tuple[Option, ...]:
    """All people of the file: those with a known part first, the others apart.

    Args:
        people: Number, name and entity of whatever the file names.
        same: The keys of an entity with those that the team says are the same.
        reading: The team's view.
        chosen: Number of the one that is chosen already, "" for none.
    """
    known = involved(reading)
    options = (
        Option(
            str(number),
            name,
            reading.country(each.country),
            str(number) == chosen,
            apart=known.isdisjoint(same(each.key)),
        )
        for number, name, each in people
        if each.kind is EntityKind.PERSON
    )
    return tuple(sorted(options, key=lambda option: option.apart))


@dataclass(frozen=True, slots=True)
class SubjectOption(Option):
    """What a procedure can be about, with the countries in which it is or with which the file links it."""

    countries: tuple[str, ...] = ()


def subject_options(
    kind: str, entities: tuple[tuple[int, str, Entity], ...], reading: Reader
) -> tuple[SubjectOption, ...]:
    """What a procedure of this kind can be about; for a surrender, people without a known part stand apart.

    Args:
        kind: Code of the procedure.
        entities: Number, name and thing, in the order of the form.
        reading: The team's view.
    """
    known = involved(reading) if kind == "extradition" else frozenset[str]()
    countries = _countries(reading)
    options = (
        SubjectOption(
            str(number),
            f"{name} ({entity_kind(entity.kind)}, {reading.country(entity.country)})",
            apart=kind == "extradition" and entity.kind is EntityKind.PERSON and entity.key not in known,
            countries=tuple(sorted(countries[entity.key])),
        )
        for number, name, entity in entities
    )
    return tuple(sorted(options, key=lambda option: option.apart))


def _countries(reading: Reader) -> Mapping[str, set[str]]:
    """Of each thing of the file its own country, and those of all to which a link leads from it."""
    own = {each.key: each.country for each in reading.view.entities}
    found = defaultdict(set, {key: {country} for key, country in own.items()})
    for link in reading.view.board.links:
        for one, other in ((link.a, link.b), (link.b, link.a)):
            found[one].add(own.get(other, ""))
    return found


def charge_url(number: int) -> str:
    """The form by which a person is charged, with the person chosen."""
    return url_for("desk.case", person=number, _anchor="charge")
