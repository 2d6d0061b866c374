"""What a case file shows to somebody who reads it: how strongly it points at whom, and what connects two entities.

Suspicion is a count of what separate papers say, never a judgement of a person: a rule of thumb of the policies
(assumption), which can hit somebody uninvolved, as in life. Who is threatened, and whom a paper speaks for, is left
out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import Any

from simulation.casework.documents.document import Document
from simulation.casework.file.identity import standing
from simulation.exercise.board.views import LinkView
from simulation.exercise.core.derived import DerivedValues, KeptRow
from simulation.exercise.evidence.views import FiledDocument
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.entities import Entity, EntityKind
from simulation.players.turn.document_summaries import ByIdentity, DocumentSummary, summary_of
from simulation.players.turn.file_index import Gathered
from simulation.players.turn.link_paths import Ways
from simulation.players.turn.suspicion import Suspicion

_STRONGEST, _FIRST = itemgetter(0, 1), itemgetter(1)

INHERITED = 2
"""How much more a file calls for a question about somebody if one was on its way from the beginning (assumption)."""


def read(view: TeamView, inherited: tuple[str, ...], memory: DerivedValues) -> FileAnalysis:
    """The file as a view shows it: the reading of an earlier turn when nothing that it was read from has changed.

    Args:
        view: The team's view.
        inherited: Targets of the formal requests that were on their way from the beginning.
        memory: What the country's player read in earlier turns.
    """
    papers = as_one(view, memory)
    stamp = (
        view.entities,
        papers,
        view.board.links,
        view.at_risk,
        tuple(charge.person for charge in view.charges),
        inherited,
    )
    return memory.keep("reading", stamp, lambda: _read(view, papers, inherited, memory))


def _read(
    view: TeamView, papers: tuple[FiledDocument, ...], inherited: tuple[str, ...], memory: DerivedValues
) -> FileAnalysis:
    gathered = _gathered(view, papers, memory)
    ways = memory.keep("ways", (ByIdentity("gathered", gathered),), lambda: Ways(gathered))
    return FileAnalysis(view, inherited, gathered, ways)


def as_one(view: TeamView, memory: DerivedValues) -> tuple[FiledDocument, ...]:
    """The papers with one name for whoever the team has merged.

    Args:
        view: The team's view.
        memory: What the country's player read in earlier turns.
    """
    names = standing(view.board.merged)
    if not names:
        return view.documents
    row: KeptRow[FiledDocument, FiledDocument] = memory.keep("as_one", (names,), KeptRow)

    def one(filed: FiledDocument) -> FiledDocument:
        paper = filed.document.called(names)
        return filed if paper is filed.document else replace(filed, document=paper)

    stamp = (ByIdentity("documents", view.documents), names)
    return memory.keep(
        "papers_as_one", stamp, lambda: row.show([(each.document.key, each) for each in view.documents], one)
    )


def _gathered(view: TeamView, papers: tuple[FiledDocument, ...], memory: DerivedValues) -> Gathered:
    gathered = memory.keep("gathered", (), Gathered)
    if not gathered.take_in(papers, view.board.links):
        memory.drop("gathered")
        gathered = memory.keep("gathered", (), Gathered)
        gathered.take_in(papers, view.board.links)
    return gathered


class _Ranking:
    """Entities by how strongly the file points at them, or calls for a question about them; 0 where it does not."""

    def __init__(self, entities: Mapping[str, Entity], weights: Mapping[str, int]) -> None:
        self._of_kind: dict[EntityKind, list[tuple[int, int, Entity]]] = defaultdict(list)
        for place, (key, entity) in enumerate(entities.items()):
            self._of_kind[entity.kind].append((-weights.get(key, 0), place, entity))
        for ranked in self._of_kind.values():
            ranked.sort(key=_STRONGEST)

    def at_least(self, least: int, kinds: Iterable[EntityKind], *, sort: bool) -> tuple[Entity, ...]:
        """Those with at least so much, the strongest first, then (or else) in the order in which they became known."""
        all_ranked = [self._of_kind.get(kind, []) for kind in kinds or self._of_kind]
        found = [each for ranked in all_ranked for each in ranked[: bisect_left(ranked, (1 - least,))]]
        if not sort or len(all_ranked) > 1:
            found.sort(key=_STRONGEST if sort else _FIRST)
        return tuple([entity for _, _, entity in found])


class FileAnalysis:
    """A case file as read in one turn."""

    def __init__(self, view: TeamView, inherited: tuple[str, ...], gathered: Gathered, ways: Ways) -> None:
        """Read it; `found` and `around` keep what was found out from this reading alone (see `turn.findings`).

        Args:
            view: The team's view.
            inherited: Targets of the formal requests that were on their way from the beginning.
            gathered: What its papers and links say.
            ways: How its papers connect.
        """
        self._ways = ways
        self.found: dict[object, dict[str, Any]] = {}
        self.around = ways.around
        self._gathered = gathered
        self.entities: Mapping[str, Entity] = {entity.key: entity for entity in view.entities}
        self.papers: Mapping[str, FiledDocument] = gathered.papers
        self.threatened = frozenset(person for person, _, _ in view.at_risk)
        self.unprotected = frozenset(person for person, _, protected in view.at_risk if protected is None)
        self.cleared = frozenset(gathered.cleared)
        names = standing(view.board.merged)
        self._charged = tuple(names.get(charge.person, charge.person) for charge in view.charges)
        self.suspicion = suspicion = Suspicion(gathered, self.threatened | self.cleared)
        self._heat = heat = suspicion.heat()
        spared = self.threatened | self.cleared
        more = {key: heat.get(key, 0) + INHERITED for key in dict.fromkeys(inherited) if key not in spared}
        self._calls = heat | more if more else heat
        self._pointing = _Ranking(self.entities, heat)
        self._calling = _Ranking(self.entities, self._calls) if more else self._pointing
        self._anchors: frozenset[str] | None = None
        self._evidence: dict[str, tuple[Document, ...]] = {}
        self._chains: dict[str, tuple[str, ...]] = {}
        self._pointed: dict[tuple[int, tuple[EntityKind, ...], bool, bool], tuple[Entity, ...]] = {}

    # --- papers -----------------------------------------------------------------------------------------------------

    def naming(self, entity: str) -> tuple[Document, ...]:
        """Papers that name an entity, in order of receipt."""
        return tuple(self._gathered.naming.get(entity, ()))

    def hearings_of(self, person: str) -> Sequence[Document]:
        """Papers on hearings of a person, in order of receipt."""
        return self._gathered.hearings.get(person, ())

    def evidence_on(self, entity: str) -> tuple[Document, ...]:
        """Papers that name it and stand as evidence."""
        known = self._evidence.get(entity)
        if known is None:
            naming = self._gathered.naming.get(entity, ())
            known = self._evidence[entity] = tuple([document for document in naming if document.use.stands])
        return known

    def summary(self, document: Document) -> DocumentSummary:
        """The summary of a paper."""
        return summary_of(document)

    def period(self, documents: tuple[str, ...]) -> tuple[int, int] | None:
        """First and last second of what papers record, None when they give no time."""
        sheets = [summary_of(self.papers[key].document) for key in documents if key in self.papers]
        firsts = [summary.first for summary in sheets if summary.first is not None]
        lasts = [summary.last for summary in sheets if summary.last is not None]
        return (min(firsts), max(lasts)) if firsts and lasts else None

    # --- suspicion --------------------------------------------------------------------------------------------------

    def heat(self, entity: str) -> int:
        """How strongly the file points at an entity; 0 for the threatened and those for whom a paper speaks."""
        return self._heat.get(entity, 0)

    def calls_for(self, entity: str) -> int:
        """How strongly the file calls for a question: what points there, and whether one was on its way before."""
        return self._calls.get(entity, 0)

    def is_named(self, entity: str) -> bool:
        """Whether papers say what the entity did, or that it rules over something suspicious by itself."""
        return self.suspicion.is_named(entity)

    def pointed_at(self, least: int, *kinds: EntityKind, sort: bool = True) -> tuple[Entity, ...]:
        """Entities at or above a suspicion, the strongest first, then in the order in which they became known."""
        return self._strongest(least, kinds, sort=sort, asks=False)

    def to_ask_about(self, least: int, *kinds: EntityKind, sort: bool = True) -> tuple[Entity, ...]:
        """Entities of which the file calls for a question at least so strongly, in the same order."""
        return self._strongest(least, kinds, sort=sort, asks=True)

    def _strongest(self, least: int, kinds: tuple[EntityKind, ...], *, sort: bool, asks: bool) -> tuple[Entity, ...]:
        asked = (least, kinds, sort, asks)
        known = self._pointed.get(asked)
        if known is None:
            ranking = self._calling if asks else self._pointing
            known = self._pointed[asked] = ranking.at_least(least, kinds, sort=sort)
        return known

    def links_of(self, entity: str) -> tuple[LinkView, ...]:
        """Links of an entity that a paper supports."""
        return self._gathered.links_of(entity)

    def linked(self, entity: str, kind: str, *, subject: bool) -> tuple[str, ...]:
        """Other ends of links of a kind in which the entity is the subject, or the object."""
        return self._gathered.linked(entity, kind, subject=subject)

    def last_moved(self, account: str) -> int | None:
        """When money last went through an account as far as papers show, None if none shows any."""
        return self._gathered.payments.last_moved(account)

    def large_payers(self, account: str) -> tuple[str, ...]:
        """Accounts that paid much of what an account got, as far as papers show."""
        return self._gathered.payments.large(account)[1]

    def large_payees(self, account: str) -> tuple[str, ...]:
        """Accounts that got much of what an account paid, as far as papers show."""
        return self._gathered.payments.large(account)[0]

    def place_of(self, entity: str) -> Entity | None:
        """The place where papers last saw an entity, None when they put it nowhere."""
        seen = self._gathered.seen.get(entity)
        return None if seen is None else self.entities.get(seen[1])

    # --- what connects ----------------------------------------------------------------------------------------------

    @property
    def anchors(self) -> frozenset[str]:
        """What an offence hangs on: containers, finds, accounts reported, people who suffered or are charged."""
        if self._anchors is None:
            containers = {key for key, entity in self.entities.items() if entity.kind is EntityKind.CONTAINER}
            self._anchors = frozenset((containers | {*self._charged} | self._gathered.objects) - {""})
        return self._anchors

    def chain(self, target: str) -> tuple[str, ...]:
        """Papers that lead from something an offence hangs on to the target, the strongest way; () when none does.

        The papers are in walking order from the target, and the paper that names the target is always among them.
        """
        if target not in self._chains:
            self._chains[target] = self._ways.chain(target, self.anchors)
        return self._chains[target]

    def needs_consent(self, documents: tuple[str, ...]) -> tuple[FiledDocument, ...]:
        """The papers among these whose sender has still to be asked before they are shown to others."""
        return tuple(
            filed
            for filed in (self.papers[key] for key in documents if key in self.papers)
            if filed.document.use.needs_consent
        )
