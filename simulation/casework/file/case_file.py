"""A country's case file: papers in order of receipt, what they show, what the team claims, does and has blocked.

Pure state: it knows what was put into it and nothing of the world. Changes go through methods; each returns what
changed, or raises and changes nothing. Adding the same thing twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Collection
from copy import copy, deepcopy
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Self

from simulation.casework.documents.document import Consent, Document, Origin, offence_object
from simulation.casework.file.board import Board
from simulation.casework.file.case_plan import CasePlan
from simulation.casework.file.changes import Change, ChangeCode
from simulation.casework.file.charges import Charge, Charges
from simulation.casework.file.detention import Detentions
from simulation.casework.file.identity import followed
from simulation.casework.file.known import Known, PeopleAtRisk, person_at_risk
from simulation.casework.file.link_index import LinkIndex
from simulation.casework.file.links import Link, path_between
from simulation.casework.file.measures import Measures
from simulation.casework.file.reports import Reports
from simulation.casework.file.restrained_assets import Assets
from simulation.kernel.entities import EntityKind
from simulation.kernel.errors import RuleViolation
from simulation.kernel.registers import Register, register_of
from simulation.kernel.shared import shared
from simulation.scenario.schema.country import Offence
from simulation.scenario.schema.play import DocumentKind

_REVISION = attrgetter("revision")


@shared
@dataclass(frozen=True, slots=True)
class FileEntry:
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


class CaseFile:
    """The file of one country.

    Attributes:
        country: Its code.
        board: What the team claims.
        filed: Papers with their numbers, in order of receipt.
        brought: Keys of the papers that a request or measure brought, in order of receipt.
        read_off: Links that papers show.
        known: Of whom and what it knows.
        risks: People whom it shows to be at risk.
        reports: Reports of the unit's stream.
        measures: Measures ordered.
        assets: Accounts that are or were blocked.
        charges: Charges brought.
        case_plan: Whom the team works to convict of what.
        detentions: By which rights it holds or held people.
        offence_objects: What offences hang on by what the papers say (see `documents.offence_object`), in order of
            receipt.
        concerned: Names an entity each time that something of the file comes to concern it: a paper, a measure, a
            charge, a risk.
        uses_changed: Changes of what papers may be used for, and of who is one with whom.
    """

    def __init__(self, country: str) -> None:
        """Start empty.

        Args:
            country: Its code.
        """
        self.country = country
        self.board = Board()
        self.filed: Register[str, FileEntry] = Register()
        self._links: tuple[Link, ...] | None = None
        self.read_off = LinkIndex()
        self._by_name: dict[str, tuple[Document, ...]] = {}
        self._places: dict[str, int] = {}
        self.brought: Register[str, tuple[str, ...]] = Register()
        self.offence_objects: dict[str, None] = {}
        self.concerned: list[str] = []
        self.uses_changed = 0
        self.known = Known(self.concerned)
        self.risks = PeopleAtRisk(self.concerned)
        self.reports = Reports(self.concerned)
        self.measures = Measures(self.concerned)
        self.assets = Assets(self.concerned)
        self.charges = Charges(self.concerned)
        self.case_plan = CasePlan(self.concerned, self.known)
        self.detentions = Detentions(self.concerned)
        parts = (self.known, self.risks, self.reports, self.measures, self.assets, self.charges, self.case_plan)
        on_board = (each for each in vars(self.board).values() if isinstance(each, Register))
        held = (self.detentions.rows, self.detentions.convictions)
        self._registers = (self.filed, *held, *(part.rows for part in parts), *on_board)

    @property
    def revision(self) -> int:
        """How often anything in the file has changed."""
        return sum(map(_REVISION, self._registers))

    def for_trial(self) -> Self:
        """The file with a board and a plan of its own, on which somebody tries what they allow."""
        trial = copy(self)
        trial.board, trial.case_plan = deepcopy(self.board), self.case_plan.for_trial()
        return trial

    def without(self, papers: Collection[str]) -> Self:
        """The file as it would read had some papers never come, to be asked and not written to.

        What was done on them stays done.

        Args:
            papers: Their keys.
        """
        gone = [filing.document for key, filing in self.filed.items() if key in papers]
        left = copy(self)
        left.filed = register_of({key: filing for key, filing in self.filed.items() if key not in papers})
        left.brought = register_of(
            {source: tuple(key for key in keys if key not in papers) for source, keys in self.brought.items()}
        )
        left.known = self.known.without(document.mentions for document in gone)
        left.__dict__.update(read_off=LinkIndex(), _by_name={}, _links=None)
        said = (said for filing in left.filed.values() for said in filing.document.assertions)
        left.offence_objects = dict.fromkeys(offence_object(each.kind, each.subject, each.object) for each in said)
        return left

    def __getstate__(self) -> dict[str, object]:
        """A copy reads its links off anew."""
        return {**self.__dict__, "_links": None}

    # --- papers and what they show ----------------------------------------------------------------------------------

    @property
    def documents(self) -> tuple[Document, ...]:
        """All papers in order of receipt."""
        return tuple(filing.document for filing in self.filed.values())

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
        return followed(self.board.merged, self.known.rows, about)

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

        A report from the country's own banks also enters the unit's stream. A paper that is in the file already changes
        nothing, but for a lead that comes again as evidence: it is the same paper, and stands from now on, within the
        limits under which it came first. Only whoever may allow that sends a paper so (see `evidence.gathering`).
        """
        before = self.filed.get(document.key)
        if before is not None:
            if before.document.use.stands or not document.use.stands:
                return ()
            raised = document if document.country == self.country else document.limited_by(before.document.use)
            return self._change_use(raised, ChangeCode.CAME_AS_EVIDENCE, document.use.origin)
        self._links = None
        self._places[document.key] = len(self._places)
        self.brought[source] = (*self.brought.get(source, ()), document.key)
        label = f"D-{len(self.filed) + 1:03d}"
        self.filed[document.key] = FileEntry(label, received, source, document)
        if self._by_name:
            self._index((document,))
        for said in document.assertions:
            self.offence_objects[offence_object(said.kind, said.subject, said.object)] = None
        changes = [Change(ChangeCode.DOCUMENT_FILED, document.key, facts=(("label", label),))]
        changes += self.known.read(document.mentions)
        self.concerned += [mention.key for mention in document.mentions]
        for said in document.assertions:
            person = person_at_risk(said)
            known = document.mention(person) if person else None
            if known and known.kind is EntityKind.PERSON:
                changes += self.risks.show(person, document.key, received)
        if document.kind is DocumentKind.SUSPICIOUS_REPORT and document.use.origin is Origin.HOME:
            changes.append(self.reports.receive(document.key, received))
        return tuple(changes)

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
        self._links = None
        self.uses_changed += 1
        self._by_name.clear()
        self.filed[document.key] = replace(filing, document=document, version=filing.version + 1)
        return (Change(code, document.key, (document.key,), (("what", what),)),)

    # --- charges on papers -------------------------------------------------------------------------------------------

    def check_charge(self, person: str, offence: Offence, documents: tuple[str, ...]) -> None:
        """Whether a person may be charged so, changing nothing: a paper that stands as evidence has to name the person.

        Raises:
            RuleViolation: `board.unknown_entity`, `charge.not_a_person`, `file.unknown_document`,
                `charge.needs_evidence`, `charge.already_charged`.
        """
        if self.known.needed(person).kind is not EntityKind.PERSON:
            raise RuleViolation("charge.not_a_person", person=person)
        if not any(paper.use.stands and paper.names(person) for paper in self.told(documents, person)):
            raise RuleViolation("charge.needs_evidence", person=person)
        one = self.identities(person)
        for known in self.charges.rows.values():
            accused = one.get(known.person, known.person)
            if (accused, known.offence) == (person, offence.key) and known.outcome != "dismissal":
                raise RuleViolation("charge.already_charged", person=person, offence=offence.key)

    def bring_charge(
        self,
        key: str,
        person: str,
        offence: Offence,
        documents: tuple[str, ...],
        now: int,
        trial_at: int,
        because: tuple[str, ...] = (),
    ) -> tuple[Change, ...]:
        """Charge a person; the same key again changes nothing.

        Raises:
            RuleViolation: Those of `check_charge`.
        """
        if key in self.charges.rows:
            return ()
        self.check_charge(person, offence, documents)
        kept = tuple(dict.fromkeys(documents))
        self.concerned.append(person)
        self.charges.rows[key] = Charge(key, person, offence.key, offence.elements, now, trial_at, kept, because)
        return (Change(ChangeCode.PERSON_CHARGED, key, kept, (("person", person), ("offence", offence.key))),)

    def supplement_charge(self, key: str, documents: tuple[str, ...]) -> tuple[Change, ...]:
        """Add papers to a charge before the verdict: more proof, or disclosure.

        Raises:
            RuleViolation: `charge.unknown`, `charge.decided`, `file.unknown_document`.
        """
        charge = self.charges.undecided(key)
        self.chosen(documents)
        kept = tuple(dict.fromkeys((*charge.documents, *documents)))
        if kept == charge.documents:
            return ()
        self.charges.rows[key] = replace(charge, documents=kept, version=charge.version + 1)
        return (Change(ChangeCode.CHARGE_SUPPLEMENTED, key, documents),)

    # --- the board --------------------------------------------------------------------------------------------------

    def claim_entity(self, entity: str, documents: tuple[str, ...], now: int) -> tuple[Change, ...]:
        """Put an entity on the board, with the papers it was taken from.

        Raises:
            RuleViolation: `board.unknown_entity`, `file.unknown_document`, `board.not_in_document`.
        """
        self.known.needed(entity)
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
        self.known.needed(a)
        self.known.needed(b)
        for document in self.chosen(documents):
            if not document.names(a) and not document.names(b):
                raise RuleViolation("board.not_in_document", entity=a, document=document.key)
        changes = self.board.put_link(a, b, kind, documents, now)
        self._links = None
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
        self._links = None
        return changes

    def merge(self, a: str, b: str, now: int, *, merged: bool = True) -> tuple[Change, ...]:
        """Say that two entities of the same kind are one, or that they are not.

        Raises:
            RuleViolation: `board.unknown_entity`, `board.different_kinds`, `board.merge_with_itself`,
                `board.not_merged`.
        """
        if self.known.needed(a).kind is not self.known.needed(b).kind:
            raise RuleViolation("board.different_kinds", entity=a, other=b)
        changes = self.board.merge(a, b, now) if merged else self.board.split(a, b)
        self._links = None
        self.uses_changed += 1
        self._by_name.clear()
        return changes
