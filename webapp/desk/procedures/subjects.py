"""Whom or what a procedure can be about, as the form offers it: who is named as having a part in it comes first."""

from __future__ import annotations

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


def subject_options(kind: str, entities: tuple[tuple[int, str, Entity], ...], reading: Reader) -> tuple[Option, ...]:
    """What a procedure of this kind can be about; for a surrender, people without a known part stand apart.

    Args:
        kind: Code of the procedure.
        entities: Number, name and thing, in the order of the form.
        reading: The team's view.
    """
    involved = _involved(reading) if kind == "extradition" else frozenset[str]()
    options = (
        Option(
            str(number),
            f"{name} ({entity_kind(entity.kind)}, {reading.country(entity.country)})",
            apart=kind == "extradition" and entity.kind is EntityKind.PERSON and entity.key not in involved,
        )
        for number, name, entity in entities
    )
    return tuple(sorted(options, key=lambda option: option.apart))


def _involved(reading: Reader) -> frozenset[str]:
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
