"""What a letter or a procedure names, as the reader's file knows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from simulation.exercise.core.derived import DerivedValues
from simulation.exercise.core.state import CountryState
from simulation.kernel.entities import Entity


def named_in_letter(
    countries: Mapping[str, CountryState], memory: DerivedValues, targets: tuple[str, ...], sender: str, country: str
) -> tuple[Entity, ...]:
    """What a letter names: as the reader's file knows it, else no more than the name or number in the letter."""
    file = countries[country].file if country in countries else None
    found = []
    for key in targets:
        entity = file.known.get(key) if file is not None else None
        if entity is None:
            named = countries[sender].file.known.get(key)
            entity = _in_outline(memory, country, named) if named is not None else None
        if entity is not None:
            found.append(entity)
    return tuple(found)


def _in_outline(memory: DerivedValues, country: str, named: Entity) -> Entity:
    """No more of an entity than its name or number."""
    return memory.keep(f"outline/{country}/{named.key}", (named,), lambda: replace(named, details=()))
