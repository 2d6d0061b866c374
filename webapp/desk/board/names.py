"""Who is who on the team's board: entities of which it says that they are one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from flask_babel import gettext as _

from simulation.kernel.entities import Entity
from webapp.desk.readable import Reader


@dataclass(frozen=True)
class BoardNames:
    """The entities of a file, each with those that the team says are the same.

    Attributes:
        reader: The team's view.
    """

    reader: Reader

    @cached_property
    def same(self) -> Mapping[str, str]:
        """Entities that the team says are another one: key to the key that stands for all of them in links."""
        stands: dict[str, str] = {}
        for a, b in sorted(self.reader.view.board.merged):
            one, other = stands.get(a, a), stands.get(b, b)
            low, high = min(one, other), max(one, other)
            stands |= {a: low, b: low}
            stands |= {key: low for key, old in stands.items() if old == high}
        return {key: low for key, low in stands.items() if key != low}

    @cached_property
    def up(self) -> tuple[str, ...]:
        """Who stands on the board, those that are one once, by the key that stands for them."""
        claimed = (
            self.one(key) for key, _claim in self.reader.view.board.entities if self.reader.entities.number_of(key)
        )
        return tuple(dict.fromkeys(claimed))

    @cached_property
    def _groups(self) -> Mapping[str, tuple[Entity, ...]]:
        groups: dict[str, list[Entity]] = {}
        for entity in self.reader.view.entities:
            if entity.key in self._joined:
                groups.setdefault(self.one(entity.key), []).append(entity)
        boarded = {key for key, _claim in self.reader.view.board.entities}
        return {key: tuple(sorted(all_, key=lambda each: each.key not in boarded)) for key, all_ in groups.items()}

    @cached_property
    def _joined(self) -> frozenset[str]:
        return frozenset((*self.same, *self.same.values()))

    def one(self, key: str) -> str:
        """The key that stands for an entity in links."""
        return self.same.get(key, key)

    def all_of(self, key: str) -> tuple[Entity, ...]:
        """An entity with those that are the same, those on the board first; () when the file knows none of them."""
        found = self._groups.get(self.one(key))
        if found is not None:
            return found
        known = self.reader.known(key)
        return (known,) if known is not None else ()

    def keys(self, key: str) -> frozenset[str]:
        """Keys of an entity and of those that are the same."""
        return frozenset(entity.key for entity in self.all_of(key)) | {key}

    def number(self, key: str) -> int | None:
        """The number of the entity, or of the first of those that are one."""
        return next((self.reader.entities.number_of(entity.key) for entity in self.all_of(key)), None)

    def by_name(self) -> tuple[tuple[int, str, Entity], ...]:
        """Every entity of the file with its number and its names, in order of names; those that are one stand once."""
        return tuple(
            (number, self.label(entity.key), entity)
            for number, _name, entity in self.reader.entities.by_name()
            if self.number(entity.key) == number
        )

    def label(self, key: str) -> str:
        """The name that tells it apart, with the other names of the same: `Dario Velluti, also D. Velluti`."""
        first, *others = map(self.reader.entities.told_apart, self.all_of(key))
        return _("%(name)s, also known as %(others)s", name=first, others="; ".join(others)) if others else first
