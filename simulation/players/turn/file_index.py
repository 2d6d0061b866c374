"""What the papers and links of a file say, gathered once and added to as papers come in.

A player is given its file anew in each turn, most of it unchanged. What was read before is kept as long as the file has
only grown; where a paper's rule of use or a link was changed or taken away, all is read again. Either way the result is
the same: this is memory, not judgement.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import compress
from operator import attrgetter, is_, is_not

from simulation.casework.documents.document import AssertionKind as Says
from simulation.casework.documents.document import Document, Origin, offence_object
from simulation.casework.file.last_seen import take_in
from simulation.exercise.board.views import LinkView
from simulation.exercise.evidence.views import FiledDocument
from simulation.players.turn.document_summaries import Flow, summary_of
from simulation.scenario.schema.play import DocumentKind

FREQUENT_CALLS = 3
"""From so many calls on, two phones are in contact."""

_DIRECT: dict[str, tuple[int, int]] = {
    Says.FOUND: (5, 0),
    Says.RELEASED: (3, 3),
    Says.INSTRUCTED: (4, 1),
    Says.THREATENED: (0, 4),
    Says.REPORTED: (3, 1),
    Says.KNEW: (2, 0),
    Says.RECRUITED: (3, 0),
    Says.TRANSPORTED: (2, 0),
    Says.HARBOURED: (2, 0),
    Says.COERCED: (4, 0),
    Says.EXPLOITED: (4, 0),
    Says.DECEIVED: (2, 0),
    Says.FORGED: (4, 0),
    Says.HELD_AT: (0, 4),
    Says.IDENTIFIED: (0, 2),
}
"""What a statement of this kind says against its subject and its object."""

_PASSED_ON: dict[str, tuple[int, int]] = {
    Says.HOLDS: (2, 2),
    Says.OWNS: (3, 3),
    Says.DIRECTS: (2, 2),
    Says.SUBSCRIBES: (3, 3),
    Says.MOVED: (1, 1),
    Says.CARRIED: (1, 1),
}
"""What suspicion of the object says of the subject, and of the subject about the object."""

_RECORDS = frozenset({DocumentKind.BANK_STATEMENT, DocumentKind.CALL_RECORDS, DocumentKind.PORT_LOG})
"""Papers that the file holds from its beginning because somebody had a reason to order them."""

_OWN_RECORDS = 2
"""What it says against somebody that the own side ordered such records."""

DONE = frozenset(
    {
        Says.FOUND, Says.RELEASED, Says.INSTRUCTED, Says.THREATENED, Says.KNEW, Says.RECRUITED, Says.TRANSPORTED,
        Says.HARBOURED, Says.COERCED, Says.EXPLOITED, Says.DECEIVED, Says.FORGED,
    }
)  # fmt: skip
"""Kinds of statements that speak of what somebody did."""

BIG_SHARE = 6
"""A payment counts as large from this part (one sixth) of all that the other account paid or got."""

type Reason = tuple[str, str]
"""Kind of statement and the other entity that it is about, "" for none: counts once against an entity."""

type Passing = tuple[str, str, int]
"""Whom suspicion is passed on to, by which kind of link, with what weight."""


_KEY = attrgetter("key")


class Payments:
    """What accounts paid each other as far as papers show, by the fullest paper for each two."""

    def __init__(self) -> None:
        """Start with none."""
        self._paid: dict[str, dict[str, Flow]] = {}
        self._got: dict[str, dict[str, Flow]] = {}
        self._large: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
        self._moved: dict[str, int | None] = {}
        self._papers: dict[tuple[str, str], list[str]] = {}

    def papers(self, payer: str, payee: str) -> tuple[str, ...]:
        """Keys of the papers that show payments from one account to another, in order of receipt."""
        return tuple(self._papers.get((payer, payee), ()))

    def take_in(self, flow: Flow, paper: str) -> None:
        """Add what one paper, given by its key, shows of two accounts."""
        self._papers.setdefault((flow.payer, flow.payee), []).append(paper)
        known = self._paid.setdefault(flow.payer, {}).get(flow.payee)
        if known is None or flow.amount_minor > known.amount_minor:
            self._paid[flow.payer][flow.payee] = flow
            self._got.setdefault(flow.payee, {})[flow.payer] = flow
            for account in (flow.payer, flow.payee):
                self._large.pop(account, None)
                self._moved.pop(account, None)

    def large(self, account: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Accounts to which it made large payments, and accounts that made such to it."""
        found = self._large.get(account)
        if found is None:
            found = self._large[account] = (_large(self._paid.get(account)), _large(self._got.get(account)))
        return found

    def last_moved(self, account: str) -> int | None:
        """When money last went through an account, None if no paper shows any."""
        if account not in self._moved:
            both = (self._paid.get(account, {}), self._got.get(account, {}))
            self._moved[account] = max([flow.last for flows in both for flow in flows.values()], default=None)
        return self._moved[account]


class Gathered:
    """What papers and links of one file say.

    Attributes:
        papers: Every paper by key.
        naming: Papers that name an entity, in order of receipt.
        hearings: Papers on the hearing of a person whom they name, in order of receipt.
        cleared: People for whom a paper speaks.
        points: What is said directly against each entity, by reason.
        totals: The sum of that.
        ties: The part of it that rests on the tie to one other entity, by both.
        done: Entities of which papers say what they did.
        to_subjects: By entity, whom its suspicion is passed on to as the object of a link.
        to_objects: By entity, whom its suspicion is passed on to as the subject of a link.
        payments: What accounts paid each other.
        calling: Phones that a phone called often, with the papers that show it.
        called: Phones that called a phone often, likewise.
        objects: What offences hang on by what links say.
        seen: When and where papers last saw an entity; of two at the same time the paper that came later counts.
    """

    def __init__(self) -> None:
        """Start with an empty file."""
        self._documents: tuple[FiledDocument, ...] = ()
        self._links: dict[str, LinkView] = {}
        self._around: dict[str, dict[str, LinkView]] = {}
        self._sorted: dict[str, tuple[LinkView, ...]] = {}
        self._linked: dict[str, dict[tuple[str, bool], tuple[str, ...]]] = {}
        self.papers: dict[str, FiledDocument] = {}
        self.naming: dict[str, list[Document]] = {}
        self.hearings: dict[str, list[Document]] = {}
        self.cleared: set[str] = set()
        self.points: dict[str, dict[Reason, int]] = {}
        self.totals: dict[str, int] = {}
        self.ties: dict[tuple[str, str], int] = {}
        self.done: set[str] = set()
        self.to_subjects: dict[str, list[Passing]] = {}
        self.to_objects: dict[str, list[Passing]] = {}
        self.payments = Payments()
        self.seen: dict[str, tuple[int, str]] = {}
        self.calling: dict[str, dict[str, tuple[str, ...]]] = {}
        self.called: dict[str, dict[str, tuple[str, ...]]] = {}
        self.objects: set[str] = set()

    def take_in(self, documents: tuple[FiledDocument, ...], links: tuple[LinkView, ...]) -> bool:
        """Add what is new.

        Args:
            documents: All papers of the file in order of receipt.
            links: All links of the file.

        Returns:
            False when something that was taken in before is not there any more or is another: then nothing here can be
            relied on.
        """
        before = self._documents
        if before is not documents:
            if len(documents) < len(before) or not all(map(is_, before, documents)):
                return False
            self._documents = documents
            for filed in documents[len(before) :]:
                self._take_paper(filed)
        return self._take_links(links)

    def links_of(self, entity: str) -> tuple[LinkView, ...]:
        """Links of an entity that a paper supports, in order of their keys."""
        found = self._sorted.get(entity)
        if found is None:
            around = self._around.get(entity, {})
            found = self._sorted[entity] = tuple(around[key] for key in sorted(around))
        return found

    def linked(self, entity: str, kind: str, *, subject: bool) -> tuple[str, ...]:
        """Other ends of links of a kind in which the entity is the subject, or the object."""
        known = self._linked.get(entity)
        if known is None:
            known = self._linked[entity] = {}
        found = known.get((kind, subject))
        if found is None:
            around = [link for link in self.links_of(entity) if link.kind == kind]
            ends = [(link.a, link.b) if subject else (link.b, link.a) for link in around]
            found = known[kind, subject] = tuple([other for own, other in ends if own == entity])
        return found

    def shown_by(self, entity: str, kind: str, other: str) -> tuple[str, ...]:
        """Papers that show a reason against an entity, as `points` and suspicion name it, in order of receipt.

        Args:
            entity: Key.
            kind: Kind of link, or the way in which suspicion came.
            other: The other entity, "" for none.
        """
        match kind:
            case "own_records":
                naming = (self.papers[paper.key] for paper in self.naming.get(entity, ()))
                return tuple(filed.document.key for filed in naming if _is_own_record(filed, entity))
            case "paid":
                return self.payments.papers(entity, other)
            case "paid_by":
                return self.payments.papers(other, entity)
            case "called":
                return self.calling.get(entity, {}).get(other, ())
            case "called_by":
                return self.calling.get(other, {}).get(entity, ())
            case _:
                both = (self._links.get(f"{kind}/{entity}/{other}"), self._links.get(f"{kind}/{other}/{entity}"))
                return tuple(dict.fromkeys(key for link in both if link is not None for key in link.documents))

    def _take_paper(self, filed: FiledDocument) -> None:
        document = filed.document
        self.papers[document.key] = filed
        for name in dict.fromkeys(entity.key for entity in document.mentions):
            self.naming.setdefault(name, []).append(document)
        if document.kind is DocumentKind.INTERVIEW and document.names(document.about):
            self.hearings.setdefault(document.about, []).append(document)
        self.cleared.update(document.exculpates)
        if document.about and _is_own_record(filed, document.about):
            self._note(document.about, ("own_records", ""), _OWN_RECORDS)
        summary = summary_of(document)
        for entity, last in summary.seen:
            take_in(self.seen, entity, last)
        for flow in summary.flows:
            self.payments.take_in(flow, document.key)
        for caller, called, count in summary.calls:
            if count >= FREQUENT_CALLS:
                shown_by = (*self.calling.get(caller, {}).get(called, ()), document.key)
                self.calling.setdefault(caller, {})[called] = shown_by
                self.called.setdefault(called, {})[caller] = shown_by

    def _take_links(self, links: tuple[LinkView, ...]) -> bool:
        known = self._links
        unsupported = 0
        for link in compress(links, list(map(is_not, links, map(known.get, map(_KEY, links))))):
            before = known.get(link.key)
            if link.is_claim or not link.documents:
                if before is not None:
                    return False
                unsupported += 1
                continue
            known[link.key] = link
            for end in dict.fromkeys((link.a, link.b) if link.b else (link.a,)):
                self._around.setdefault(end, {})[link.key] = link
                self._sorted.pop(end, None)
                self._linked.pop(end, None)
            if before is None:
                self._weigh(link)
        return len(links) - unsupported == len(known)

    def _weigh(self, link: LinkView) -> None:
        self.objects.add(offence_object(link.kind, link.a, link.b))
        against_a, against_b = _DIRECT.get(link.kind, (0, 0))
        self._say(link, link.a, link.b, against_a)
        self._say(link, link.b, link.a, against_b)
        to_subject, to_object = _PASSED_ON.get(link.kind, (0, 0))
        if to_subject:
            self.to_subjects.setdefault(link.b, []).append((link.a, link.kind, to_subject))
            self.to_objects.setdefault(link.a, []).append((link.b, link.kind, to_object))

    def _say(self, link: LinkView, entity: str, other: str, weight: int) -> None:
        """Note a statement; of two that go both ways between the same two, the link that comes first counts."""
        if not entity or not weight:
            return
        if link.kind in DONE:
            self.done.add(entity)
        back = f"{link.kind}/{link.b}/{link.a}"
        if back not in self._links or link.key <= back or (link.kind, other) not in self.points.get(entity, {}):
            self._note(entity, (link.kind, other), weight)

    def _note(self, entity: str, reason: Reason, weight: int) -> None:
        known = self.points.setdefault(entity, {})
        more = weight - known.get(reason, 0)
        known[reason] = weight
        self.totals[entity] = self.totals.get(entity, 0) + more
        self.ties[entity, reason[1]] = self.ties.get((entity, reason[1]), 0) + more


def _is_own_record(filed: FiledDocument, entity: str) -> bool:
    paper = filed.document
    is_from_home = not filed.source and paper.use.origin is Origin.HOME
    return is_from_home and paper.about == entity and paper.kind in _RECORDS


def _large(flows: Mapping[str, Flow] | None) -> tuple[str, ...]:
    if not flows:
        return ()
    whole = sum([flow.amount_minor for flow in flows.values()])
    return tuple([other for other, flow in flows.items() if flow.amount_minor * BIG_SHARE >= whole])
