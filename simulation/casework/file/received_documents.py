"""The papers of a case file in order of receipt, what they show, whom they show at risk, and the team's board."""

from __future__ import annotations

from dataclasses import dataclass, replace

from simulation.casework.documents.document import AssertionKind, Consent, Document, offence_object
from simulation.casework.file.board import Board
from simulation.casework.file.changes import Change, ChangeCode
from simulation.casework.file.identity import followed
from simulation.casework.file.link_index import LinkIndex
from simulation.casework.file.links import Link, path_between
from simulation.kernel.entities import Entity, EntityKind
from simulation.kernel.errors import RuleViolation
from simulation.kernel.registers import Register
from simulation.kernel.shared import shared


@shared
@dataclass(frozen=True, slots=True)
class Filing:
    """A paper in the file.

    Attributes:
        label: Number for people, `D-001` for the first that arrived.
        received: When it arrived.
        source: Key of the request or measure that brought it, "" for none.
        document: The paper.
        version: Counted up when its rule of use changes.
    """

    label: str
    received: int
    source: str
    document: Document
    version: int = 1


_OBJECT_AT_RISK = frozenset({AssertionKind.EXPLOITED, AssertionKind.COERCED})

_AT_RISK = _OBJECT_AT_RISK | {
    AssertionKind.THREATENED,
    AssertionKind.MISSING,
    AssertionKind.HELD_AT,
    AssertionKind.IDENTIFIED,
}
"""What a paper says of somebody at risk: threatened, missing, seen as a victim; forced or exploited by another."""


@dataclass(frozen=True, slots=True)
class PersonAtRisk:
    """A person whom the file shows to be at risk.

    Attributes:
        person: Key.
        document: The paper that shows it.
        since: When the file came to show it: known exposure runs from here.
        until: When protection began; None while it runs.
    """

    person: str
    document: str
    since: int
    until: int | None = None


class Papers:
    """Papers and board of one country."""

    def __init__(self, country: str) -> None:
        """Start empty.

        Args:
            country: Its code.
        """
        self.country = country
        self.board = Board()
        self.filed: Register[str, Filing] = Register()
        self.learned: Register[str, Entity] = Register()
        self._numbers: dict[str, int] = {}
        self.exposed: Register[str, PersonAtRisk] = Register()
        self._links: tuple[Link, ...] | None = None
        self.read_off = LinkIndex()
        self._by_name: dict[str, tuple[Document, ...]] = {}
        self._places: dict[str, int] = {}
        self.brought: Register[str, tuple[str, ...]] = Register()
        self._offence_objects: dict[str, None] = {}
        self._containers: dict[str, None] = {}
        self.concerned: list[str] = []
        self.uses_changed = 0

    # `concerned` names an entity each time that something of the file comes to concern it: a paper, a measure, a
    # charge, a risk; `uses_changed` counts changes of what papers may be used for, and of who is one with whom.

    def __getstate__(self) -> dict[str, object]:
        """A copy reads its links off anew."""
        return {**self.__dict__, "_links": None}

    def _forget_links(self) -> None:
        """Read the links off anew: they show something else now."""
        self._links = None

    # --- papers and what they show ----------------------------------------------------------------------------------

    @property
    def filings(self) -> tuple[Filing, ...]:
        """All papers with their numbers, in order of receipt."""
        return tuple(self.filed.values())

    @property
    def documents(self) -> tuple[Document, ...]:
        """All papers in order of receipt."""
        return tuple(filing.document for filing in self.filed.values())

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Everybody and everything the team knows of, in the order in which it came to know."""
        return tuple(self.learned.values())

    @property
    def exposures(self) -> tuple[PersonAtRisk, ...]:
        """People at risk that the file shows, in the order in which it came to show them."""
        return tuple(self.exposed.values())

    def brought_by(self, source: str) -> tuple[str, ...]:
        """Keys of the papers that a request or measure brought, in order of receipt."""
        return self.brought.get(source, ())

    def filing(self, key: str) -> Filing | None:
        """The paper with this key, None if it is not in the file."""
        return self.filed.get(key)

    def entity(self, key: str) -> Entity | None:
        """The entity as papers print it, None if the team does not know of it."""
        return self.learned.get(key)

    def number_of(self, entity: str) -> int | None:
        """A number by which pages may name the entity instead of its key: 1 for the first that became known."""
        return self._numbers.get(entity)

    def entity_numbered(self, number: int) -> Entity | None:
        """The entity with this number, None if there is none."""
        return next((self.learned[key] for key, own in self._numbers.items() if own == number), None)

    def chosen(self, keys: tuple[str, ...]) -> tuple[Document, ...]:
        """The papers with these keys, in order of receipt, each once.

        Raises:
            RuleViolation: `file.unknown_document`.
        """
        for key in keys:
            if key not in self.filed:
                raise RuleViolation("file.unknown_document", document=key)
        return tuple(self.filed[key].document for key in sorted(set(keys), key=self._places.__getitem__))

    def told(self, keys: tuple[str, ...] | None = None, *about: str) -> tuple[Document, ...]:
        """Papers, all or of these keys, as they read when whoever is one with one of `about` goes by that key."""
        papers, names = self.documents if keys is None else self.chosen(keys), self.identities(*about)
        return tuple(paper.called(names) for paper in papers) if names else papers

    def identities(self, *about: str) -> dict[str, str]:
        """Whom the team has merged, as far as the particulars in the file agree (see `identity.followed`)."""
        return followed(self.board.merged, self.learned, about)

    def naming(self, entity: str) -> tuple[Document, ...]:
        """Papers that name an entity, or another that the team says is the same, in order of receipt."""
        if not self._by_name:
            self._index(self.documents)
        return self._by_name.get(self.board.same().get(entity, entity), ())

    def _index(self, documents: tuple[Document, ...]) -> None:
        same = self.board.same()
        for document in documents:
            for name in dict.fromkeys(same.get(mention.key, mention.key) for mention in document.mentions):
                self._by_name[name] = (*self._by_name.get(name, ()), document)

    @property
    def offence_objects(self) -> tuple[str, ...]:
        """What offences hang on by what the papers say (see `documents.offence_object`), in order of receipt."""
        return tuple(self._offence_objects)

    @property
    def containers(self) -> tuple[str, ...]:
        """Keys of the containers that the team knows of, in the order in which it came to know."""
        return tuple(self._containers)

    def links(self) -> tuple[Link, ...]:
        """All links: read off the papers, with the team's claims, by key; merged entities count as one."""
        if self._links is None:
            self._links = self._derive()
        return self._links

    def path(self, start: str, end: str) -> tuple[Link, ...] | None:
        """The way between two entities over the file's links, None if nothing connects them."""
        same = self.board.same()
        return path_between(self.links(), same.get(start, start), same.get(end, end))

    def _derive(self) -> tuple[Link, ...]:
        same = self.board.same()
        papers = [filing.document for filing in self.filed.values()]
        read_off = self.read_off.links(papers, self.uses_changed, same)
        if not self.board.links:
            return read_off
        found = {link.key: link for link in read_off}
        for claim in self.board.links:
            a, b = same.get(claim.a, claim.a), same.get(claim.b, claim.b)
            key = f"{claim.kind}/{a}/{b}"
            if a == b:
                continue
            if key in found:
                documents = tuple(dict.fromkeys((*found[key].documents, *claim.documents)))
                found[key] = replace(found[key], documents=documents)
                continue
            stands = any(self.filed[document].document.use.stands for document in claim.documents)
            found[key] = Link(key, a, b, claim.kind, claim.documents, stands, is_claim=True)
        return tuple(found[key] for key in sorted(found))

    def add(self, document: Document, received: int, source: str = "") -> tuple[Change, ...]:
        """File a paper: it gets the next number, its entities become known, people it shows at risk are noted.

        A paper that is in the file already changes nothing.
        """
        if document.key in self.filed:
            return ()
        self._forget_links()
        self._places[document.key] = len(self._places)
        self.brought[source] = (*self.brought.get(source, ()), document.key)
        label = f"D-{len(self.filed) + 1:03d}"
        self.filed[document.key] = Filing(label, received, source, document)
        if self._by_name:
            self._index((document,))
        for said in document.assertions:
            self._offence_objects[offence_object(said.kind, said.subject, said.object)] = None
        changes = [Change(ChangeCode.DOCUMENT_FILED, document.key, facts=(("label", label),))]
        changes += self.learn(document.mentions)
        self.concerned += [mention.key for mention in document.mentions]
        for said in document.assertions:
            if said.kind in _AT_RISK:
                person = said.object if said.kind in _OBJECT_AT_RISK else said.subject
                known = document.mention(person)
                if known and known.kind is EntityKind.PERSON:
                    changes += self.show_risk(person, document.key, received)
        return tuple(changes)

    def learn(self, entities: tuple[Entity, ...]) -> tuple[Change, ...]:
        """Come to know entities, from papers or because a request or message names them."""
        changes: list[Change] = []
        for entity in entities:
            known = self.learned.get(entity.key)
            if known is not None and len(entity.details) > len(known.details):
                self.learned[entity.key] = entity
                self.concerned.append(entity.key)
            if known is None:
                self.concerned.append(entity.key)
                self.learned[entity.key] = entity
                self._numbers[entity.key] = len(self._numbers) + 1
                if entity.kind is EntityKind.CONTAINER:
                    self._containers[entity.key] = None
                changes.append(Change(ChangeCode.ENTITY_KNOWN, entity.key))
        return tuple(changes)

    def show_risk(self, person: str, document: str, now: int) -> tuple[Change, ...]:
        """Note that the file shows a person at risk; what is noted or protected already stays as it is."""
        if person in self.exposed:
            return ()
        self.concerned.append(person)
        self.exposed[person] = PersonAtRisk(person, document, now)
        return (Change(ChangeCode.RISK_SHOWN, person, (document,)),)

    def protect(self, person: str, now: int) -> tuple[Change, ...]:
        """Note that a person is protected: known exposure ends; a person may be protected before any risk is known."""
        known = self.exposed.get(person)
        if known is not None and known.until is not None:
            return ()
        self.concerned.append(person)
        self.exposed[person] = replace(known or PersonAtRisk(person, "", now), until=now)
        return (Change(ChangeCode.PERSON_PROTECTED, person),)

    def is_protected(self, person: str) -> bool:
        """Whether the country protects a person."""
        known = self.exposed.get(person)
        return known is not None and known.until is not None

    def known_exposure(self, now: int) -> int:
        """Seconds of known exposure of all people at risk up to now."""
        return sum((now if each.until is None else each.until) - each.since for each in self.exposed.values())

    def record_consent(self, key: str, consent: Consent, conditions: tuple[str, ...] = ()) -> tuple[Change, ...]:
        """Enter what the originator of a paper answered when asked for consent to its use.

        Raises:
            RuleViolation: `file.unknown_document`.
        """
        (document,) = self.chosen((key,))
        use = replace(
            document.use,
            consent=consent,
            conditions=tuple(dict.fromkeys((*document.use.conditions, *conditions))),
        )
        return self._change_use(document.with_use(use), ChangeCode.CONSENT_RECORDED, consent)

    def cure(self, key: str, formality: str) -> tuple[Change, ...]:
        """Enter that a formality of a paper has been made good, e.g. a certificate that was missing.

        Raises:
            RuleViolation: `file.unknown_document`.
        """
        (document,) = self.chosen((key,))
        use = replace(document.use, formalities=tuple(sorted({*document.use.formalities, formality})))
        return self._change_use(document.with_use(use), ChangeCode.DEFECT_CURED, formality)

    def _change_use(self, document: Document, code: ChangeCode, what: str) -> tuple[Change, ...]:
        filing = self.filed[document.key]
        if filing.document == document:
            return ()
        self._forget_links()
        self.uses_changed += 1
        self._by_name.clear()
        self.filed[document.key] = replace(filing, document=document, version=filing.version + 1)
        return (Change(code, document.key, (document.key,), (("what", what),)),)

    # --- the board --------------------------------------------------------------------------------------------------

    def claim_entity(self, entity: str, documents: tuple[str, ...], now: int) -> tuple[Change, ...]:
        """Put an entity on the board, with the papers it was taken from.

        Raises:
            RuleViolation: `board.unknown_entity`, `file.unknown_document`, `board.not_in_document`.
        """
        self._known(entity)
        for document in self.chosen(documents):
            if not document.names(entity):
                raise RuleViolation("board.not_in_document", entity=entity, document=document.key)
        return self.board.put_entity(entity, documents, now)

    def claim_link(self, a: str, b: str, kind: str, documents: tuple[str, ...], now: int) -> tuple[Change, ...]:
        """Draw a link; each supporting paper has to name one of the two ends. Ends come onto the board with it.

        Raises:
            RuleViolation: `board.unknown_entity`, `board.unknown_kind`, `board.link_to_itself`,
                `file.unknown_document`, `board.not_in_document`.
        """
        self._known(a)
        self._known(b)
        for document in self.chosen(documents):
            if not document.names(a) and not document.names(b):
                raise RuleViolation("board.not_in_document", entity=a, document=document.key)
        changes = self.board.put_link(a, b, kind, documents, now)
        self._forget_links()
        for end in (a, b):
            if not self.board.holds(end):
                changes += self.board.put_entity(end, (), now)
        return changes

    def remove_claim(self, key: str) -> tuple[Change, ...]:
        """Take an entity or link off the board.

        Raises:
            RuleViolation: `board.unknown_claim`.
        """
        changes = self.board.remove(key)
        self._forget_links()
        return changes

    def merge(self, a: str, b: str, now: int, *, merged: bool = True) -> tuple[Change, ...]:
        """Say that two entities of the same kind are one, or that they are not.

        Raises:
            RuleViolation: `board.unknown_entity`, `board.different_kinds`, `board.merge_with_itself`,
                `board.not_merged`.
        """
        if self._known(a).kind is not self._known(b).kind:
            raise RuleViolation("board.different_kinds", entity=a, other=b)
        changes = self.board.merge(a, b, now) if merged else self.board.split(a, b)
        self._forget_links()
        self.uses_changed += 1
        self._by_name.clear()
        return changes

    def _known(self, key: str) -> Entity:
        entity = self.learned.get(key)
        if entity is None:
            raise RuleViolation("board.unknown_entity", entity=key)
        return entity
