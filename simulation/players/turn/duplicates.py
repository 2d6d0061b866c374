"""People who stand in the papers twice: two spellings and one date of birth."""

from __future__ import annotations

from simulation.casework.documents.document import detail
from simulation.casework.file.identity import may_be_one
from simulation.kernel.entities import Entity, EntityKind


class Doubles:
    """Pairs of people whose particulars in the papers agree, found as the file comes to know them.

    Attributes:
        pairs: Keys of both, in the order in which they were found.
    """

    def __init__(self) -> None:
        """Start with nobody."""
        self.pairs: dict[tuple[str, str], None] = {}
        self._seen: tuple[Entity, ...] = ()
        self._known: dict[str, Entity] = {}
        self._alike: dict[str, dict[str, None]] = {}

    def take_in(self, entities: tuple[Entity, ...]) -> None:
        """Look at those of whom the file knows more than before.

        Args:
            entities: All that it knows of.
        """
        if entities is self._seen:
            return
        self._seen = entities
        for entity in entities:
            if entity.kind is EntityKind.PERSON and self._known.get(entity.key) is not entity:
                self._known[entity.key] = entity
                self._compare(entity)

    def _compare(self, entity: Entity) -> None:
        born = detail(entity, "born")
        if not isinstance(born, str):
            return
        for place in range(len(born)):
            near = self._alike.setdefault(f"{born[:place]}*{born[place + 1 :]}", {})
            for key in near:
                other = self._known[key]
                if key != entity.key and may_be_one(entity, other):
                    self.pairs[min(key, entity.key), max(key, entity.key)] = None
            near[entity.key] = None
