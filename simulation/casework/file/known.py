"""Of whom and what a file knows, and whom it shows to be at risk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, replace
from typing import Self

from simulation.casework.documents.document import Assertion, AssertionKind, Document
from simulation.casework.file.changes import Change, ChangeCode, Rows
from simulation.kernel.entities import Entity, EntityKind
from simulation.kernel.errors import RuleViolation
from simulation.kernel.registers import register_of

OBJECT_AT_RISK = frozenset({AssertionKind.EXPLOITED, AssertionKind.COERCED})
"""Those by which it is the object of the statement that is at risk."""

AT_RISK = OBJECT_AT_RISK | {
    AssertionKind.THREATENED,
    AssertionKind.MISSING,
    AssertionKind.HELD_AT,
    AssertionKind.IDENTIFIED,
}
"""What a paper says of somebody at risk: threatened, missing, seen as a victim; forced or exploited by another."""

FORCED = OBJECT_AT_RISK | {AssertionKind.HELD_AT, AssertionKind.IDENTIFIED}
"""Those by which somebody is a victim: forced, exploited, held, or seen as one by whoever looks for victims."""


def person_at_risk(said: Assertion) -> str:
    """Whom a statement of a paper shows to be at risk; "" for nobody."""
    if said.kind not in AT_RISK:
        return ""
    return said.object if said.kind in OBJECT_AT_RISK else said.subject


def shows_force(papers: Iterable[Document], person: str) -> bool:
    """Whether papers show that a person was forced: a victim, not only somebody in danger."""
    return any(said.kind in FORCED and person_at_risk(said) == person for paper in papers for said in paper.assertions)


@dataclass(frozen=True, slots=True)
class PersonAtRisk:
    """A person whom the file shows to be at risk.

    Attributes:
        person: Key.
        document: The paper or the message of another country that shows it.
        since: When the file came to show it: known exposure runs from here.
        until: When protection began; None while it runs.
    """

    person: str
    document: str
    since: int
    until: int | None = None


class Known(Rows[Entity]):
    """Everybody and everything that a team knows of, as papers print it, in the order in which it came to know."""

    def __init__(self, concerned: list[str]) -> None:
        """Start with nothing."""
        super().__init__(concerned)
        self._numbers: dict[str, int] = {}
        self._containers: dict[str, None] = {}
        self._naming: dict[str, int] = {}
        self._told: set[str] = set()

    def number_of(self, entity: str) -> int | None:
        """A number by which pages may name the entity instead of its key: 1 for the first that became known."""
        return self._numbers.get(entity)

    def numbered(self, number: int) -> Entity | None:
        """The entity with this number, None if there is none."""
        return next((self.rows[key] for key, own in self._numbers.items() if own == number), None)

    @property
    def containers(self) -> tuple[str, ...]:
        """Keys of the containers that the team knows of, in the order in which it came to know."""
        return tuple(self._containers)

    def needed(self, key: str) -> Entity:
        """An entity that has to be known.

        Raises:
            RuleViolation: `board.unknown_entity`.
        """
        entity = self.rows.get(key)
        if entity is None:
            raise RuleViolation("board.unknown_entity", entity=key)
        return entity

    def learn(self, entities: tuple[Entity, ...]) -> tuple[Change, ...]:
        """Come to know entities otherwise than from papers: because a request or message names them."""
        self._told.update(entity.key for entity in entities)
        return self._enter(entities)

    def read(self, mentions: tuple[Entity, ...]) -> tuple[Change, ...]:
        """Come to know the entities that one more paper names."""
        for entity in mentions:
            self._naming[entity.key] = self._naming.get(entity.key, 0) + 1
        return self._enter(mentions)

    def without(self, papers: Iterable[tuple[Entity, ...]]) -> Self:
        """What would be known had some papers never come, each given by the entities that it names."""
        fewer = Counter(entity.key for mentions in papers for entity in mentions)
        unheard = {key for key, n in fewer.items() if self._naming[key] == n and key not in self._told}
        left = copy(self)
        left.rows = register_of({key: entity for key, entity in self.rows.items() if key not in unheard})
        left.concerned = []
        return left

    def _enter(self, entities: tuple[Entity, ...]) -> tuple[Change, ...]:
        changes: list[Change] = []
        for entity in entities:
            known = self.rows.get(entity.key)
            if known is not None and len(entity.details) > len(known.details):
                self.rows[entity.key] = entity
                self.concerned.append(entity.key)
            if known is None:
                self.concerned.append(entity.key)
                self.rows[entity.key] = entity
                self._numbers[entity.key] = len(self._numbers) + 1
                if entity.kind is EntityKind.CONTAINER:
                    self._containers[entity.key] = None
                changes.append(Change(ChangeCode.ENTITY_KNOWN, entity.key))
        return tuple(changes)


class PeopleAtRisk(Rows[PersonAtRisk]):
    """People at risk that a file shows, in the order in which it came to show them."""

    def show(self, person: str, document: str, now: int) -> tuple[Change, ...]:
        """Note that the file shows a person at risk; what is noted or protected already stays as it is."""
        if person in self.rows:
            return ()
        self.concerned.append(person)
        self.rows[person] = PersonAtRisk(person, document, now)
        return (Change(ChangeCode.RISK_SHOWN, person, (document,)),)

    def protect(self, person: str, now: int) -> tuple[Change, ...]:
        """Note that a person is protected: known exposure ends; a person may be protected before any risk is known."""
        known = self.rows.get(person)
        if known is not None and known.until is not None:
            return ()
        self.concerned.append(person)
        self.rows[person] = replace(known or PersonAtRisk(person, "", now), until=now)
        return (Change(ChangeCode.PERSON_PROTECTED, person),)

    def is_protected(self, person: str) -> bool:
        """Whether the country protects a person."""
        known = self.rows.get(person)
        return known is not None and known.until is not None
