"""What a letter or a procedure names, as the reader's file knows it."""

from __future__ import annotations

from dataclasses import replace

from simulation.exercise.core.state import State
from simulation.kernel.entities import Entity


def named_in_letter(state: State, targets: tuple[str, ...], sender: str, country: str) -> tuple[Entity, ...]:
    """What a letter names: as the reader's file knows it, else no more than the name or number in the letter."""
    file = state.countries[country].file if country in state.countries else None
    found = []
    for key in targets:
        entity = file.known.get(key) if file is not None else None
        if entity is None:
            named = state.countries[sender].file.known.get(key)
            entity = _in_outline(state, country, named) if named is not None else None
        if entity is not None:
            found.append(entity)
    return tuple(found)


def _in_outline(state: State, country: str, named: Entity) -> Entity:
    """No more of an entity than its name or number."""
    return state.memory.keep(f"outline/{country}/{named.key}", (named,), lambda: replace(named, details=()))
