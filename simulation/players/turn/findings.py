"""What lines of work find in a file alone: kept until the file is another one.

Such a function reads the file and the law of the scenario and nothing else: neither time, nor assets, nor the player's
parameters, nor what was asked and ordered.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from simulation.kernel.entities import Entity
from simulation.players.turn.link_paths import Passed
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


def found_around[T](find: Callable[[Turn, str], tuple[T, tuple[str, ...]]]) -> Callable[[Turn, str], T]:
    """Keep what a function finds by following links as long as those that it followed are the same, in any reading.

    Args:
        find: Reads links, and of entities their kinds, and nothing else; it tells also whom and what it came upon. What
            it came upon without the file knowing it yet is looked for again.
    """

    @wraps(find)
    def kept(desk: Turn, about: str) -> T:
        reading = desk.reading
        found: dict[str, tuple[T, Passed]] | None = reading.around.get(find)
        if found is None:
            found = reading.around[find] = {}
        known = found.get(about)
        if known is None or any(reading.links_of(key) is not links for key, links in known[1]):
            value, passed = find(desk, about)
            known = (value, tuple([(key, reading.links_of(key)) for key in passed]))
            if reading.entities.keys() >= {*passed}:
                found[about] = known
        return known[0]

    return kept
