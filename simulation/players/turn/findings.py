"""What lines of work find in a file alone: kept until the file is another one.

Such a function reads the file and the law of the scenario and nothing else: neither time, nor assets, nor the player's
parameters, nor what was asked and ordered.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from simulation.kernel.entities import Entity
from simulation.players.turn.turn import Turn


def found_once[About: str | Entity, T](find: Callable[[Turn, About], T]) -> Callable[[Turn, About], T]:
    """Keep what a function finds about somebody or something, of which it is told the entity or its key."""

    @wraps(find)
    def kept(desk: Turn, about: About) -> T:
        found: dict[object, dict[str, T]] = desk.reading.found
        known = found.get(find)
        if known is None:
            known = found[find] = {}
        key = about if isinstance(about, str) else about.key
        if key not in known:
            known[key] = find(desk, about)
        return known[key]

    return kept


def found_in_file[T](find: Callable[[Turn], T]) -> Callable[[Turn], T]:
    """The same for what a function finds in a file as a whole."""

    @wraps(find)
    def kept(desk: Turn) -> T:
        found: dict[object, dict[str, T]] = desk.reading.found
        known = found.get(find)
        if known is None:
            known = found[find] = {"": find(desk)}
        return known[""]

    return kept
