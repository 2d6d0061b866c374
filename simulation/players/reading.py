"""What a case file shows to somebody who reads it: how strongly it points at whom, and what connects two entities.

Suspicion is a count of what separate papers say, never a judgement of a person: a rule of thumb of the policies
(assumption), which can hit somebody uninvolved, as in life. Who is threatened, and whom a paper speaks for, is left
out.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping

from simulation.casework.documents import AssertionKind as Says
from simulation.casework.documents import Document, Origin, offence_object
from simulation.exercise.views import FiledDocument, LinkView, TeamView
from simulation.players.sheets import Flow, Sheet, sheet_of
from simulation.records import Entity, EntityKind
from simulation.scenario.play import DocumentKind, Route

LEAD = 2
"""Suspicion from which a question is worth asking."""

SUSPECT = 4
"""Suspicion from which records are ordered or asked for."""

STRONG = 6
"""Suspicion from which money, goods or freedom may be touched, where evidence stands."""

BIG_SHARE = 6
"""A payment counts as large from this part (one sixth) of all that the other account paid or got."""

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

type Points = dict[tuple[str, str], int]
"""What is said against one entity: weight by kind of statement and the other entity that it is about."""

_RECORDS = frozenset({DocumentKind.BANK_STATEMENT, DocumentKind.CALL_RECORDS, DocumentKind.PORT_LOG})
"""Papers that the file holds from its beginning because somebody had a reason to order them."""

DONE = frozenset(
    {
        Says.FOUND, Says.RELEASED, Says.INSTRUCTED, Says.THREATENED, Says.KNEW, Says.RECRUITED, Says.TRANSPORTED,
        Says.HARBOURED, Says.COERCED, Says.EXPLOITED, Says.DECEIVED, Says.FORGED,
    }
)  # fmt: skip
"""Kinds of statements that speak of what somebody did."""

RULES = frozenset({Says.OWNS, Says.DIRECTS})
"""Kinds of statements that speak of what somebody rules over, maybe from behind."""

_COST_EVIDENCE, _COST_LEAD, _COST_CONSENT = 1, 3, 9


class Reading:
    """A case file as read in one turn."""

    def __init__(self, view: TeamView) -> None:
        """Read it.

        Args:
            view: The team's view.
        """
        self._view = view
        self.entities: Mapping[str, Entity] = {entity.key: entity for entity in view.entities}
        self.papers: Mapping[str, FiledDocument] = {filed.document.key: filed for filed in view.documents}
        self._sheets: list[tuple[Document, Sheet]] = [
            (filed.document, sheet_of(filed.document)) for filed in view.documents
        ]
        self.threatened = frozenset(person for person, _, _ in view.at_risk)
        self.cleared = frozenset(name for filed in view.documents for name in filed.document.exculpates)
        self._links = tuple(link for link in view.board.links if link.documents and not link.is_claim)
        self._around: dict[str, list[LinkView]] | None = None
        self.flows = self._gather_flows()
        self._points = self._weigh()
        spared = self.threatened | self.cleared
        self._heat = {name: sum(found.values()) for name, found in self._points.items() if name not in spared}

    # --- papers -----------------------------------------------------------------------------------------------------

    def naming(self, entity: str) -> tuple[Document, ...]:
        """Papers that name an entity, in order of receipt."""
        return tuple(document for document, sheet in self._sheets if entity in sheet.names)

    def evidence_on(self, entity: str) -> tuple[Document, ...]:
        """Papers that name it and stand as evidence."""
        return tuple(document for document in self.naming(entity) if document.use.stands)

    def sheet(self, document: Document) -> Sheet:
        """The summary of a paper."""
        return sheet_of(document)

    def period(self, documents: tuple[str, ...]) -> tuple[int, int] | None:
        """First and last second of what papers record, None when they give no time."""
        sheets = [sheet_of(self.papers[key].document) for key in documents if key in self.papers]
        firsts = [sheet.first for sheet in sheets if sheet.first is not None]
        lasts = [sheet.last for sheet in sheets if sheet.last is not None]
        return (min(firsts), max(lasts)) if firsts and lasts else None

    # --- suspicion --------------------------------------------------------------------------------------------------

    def heat(self, entity: str) -> int:
        """How strongly the file points at an entity; 0 for the threatened and those for whom a paper speaks."""
        return self._heat.get(entity, 0)

    def is_named(self, entity: str) -> bool:
        """Whether papers say what the entity did, or that it rules over something suspicious by itself."""
        named = self._points.get(entity, {})
        if any(kind in DONE for kind, _ in named):
            return True
        hot = _Hot(self._points, self.threatened | self.cleared)
        return any(kind in RULES and hot.without(other, entity) >= SUSPECT for kind, other in named)

    def pointed_at(self, least: int, *kinds: EntityKind, sort: bool = True) -> tuple[Entity, ...]:
        """Entities at or above a suspicion, the strongest first, then in the order in which they became known."""
        found = [
            entity
            for entity in self.entities.values()
            if (not kinds or entity.kind in kinds) and self.heat(entity.key) >= least
        ]
        return tuple(sorted(found, key=lambda entity: -self.heat(entity.key))) if sort else tuple(found)

    def links_of(self, entity: str) -> tuple[LinkView, ...]:
        """Links of an entity that a paper supports."""
        return tuple(self._near().get(entity, ()))

    def linked(self, entity: str, kind: str, *, subject: bool) -> tuple[str, ...]:
        """Other ends of links of a kind in which the entity is the subject, or the object."""
        return tuple(
            link.b if subject else link.a
            for link in self.links_of(entity)
            if link.kind == kind and (link.a if subject else link.b) == entity
        )

    def last_moved(self, account: str) -> int | None:
        """When money last went through an account as far as papers show, None if none shows any."""
        times = [flow.last for flow in self.flows if account in {flow.payer, flow.payee}]
        return max(times, default=None)

    def places_of(self, entity: str) -> tuple[Entity, ...]:
        """Places where papers put an entity, the latest paper last."""
        keys = [key for kind in (Says.AT, Says.FOUND) for key in self.linked(entity, kind, subject=True)]
        return tuple(self.entities[key] for key in keys if key in self.entities)

    # --- what connects ----------------------------------------------------------------------------------------------

    @property
    def anchors(self) -> frozenset[str]:
        """What an offence hangs on: containers, finds, accounts reported, people who suffered or are charged."""
        found = {key for key, entity in self.entities.items() if entity.kind is EntityKind.CONTAINER}
        found |= {charge.person for charge in self._view.charges}
        found |= {offence_object(link.kind, link.a, link.b) for link in self._links}
        return frozenset(found - {""})

    def chain(self, target: str) -> tuple[str, ...]:
        """Papers that lead from something an offence hangs on to the target, the strongest way; () when none does.

        The papers are in walking order from the target, and the paper that names the target is always among them.
        """
        own = self._own_paper(target)
        anchors = self.anchors
        if target in anchors:
            return own
        heap: list[tuple[int, int, int, tuple[str, ...], str]] = [(0, 0, 0, (), target)]
        reached: set[str] = set()
        pushed = 0
        while heap:
            cost, steps, _, papers, here = heapq.heappop(heap)
            if here in anchors:
                return tuple(dict.fromkeys((*own, *papers)))
            if here in reached:
                continue
            reached.add(here)
            for link in self.links_of(here):
                there = link.b if link.a == here else link.a
                if there and there not in reached:
                    paper = min(link.documents, key=self._price)
                    pushed += 1
                    heapq.heappush(heap, (cost + self._price(paper), steps + 1, pushed, (*papers, paper), there))
        return ()

    def needs_consent(self, documents: tuple[str, ...]) -> tuple[FiledDocument, ...]:
        """The papers among these whose sender has still to be asked before they are shown to others."""
        return tuple(
            filed
            for filed in (self.papers[key] for key in documents if key in self.papers)
            if filed.document.use.needs_consent
        )

    def _own_paper(self, target: str) -> tuple[str, ...]:
        naming = [document.key for document in self.naming(target)]
        return (min(naming, key=self._price),) if naming else ()

    def _price(self, key: str) -> int:
        use = self.papers[key].document.use
        if use.needs_consent:
            return _COST_CONSENT
        return _COST_EVIDENCE if use.stands else _COST_LEAD

    # --- how it is weighed ------------------------------------------------------------------------------------------

    def _near(self) -> dict[str, list[LinkView]]:
        if self._around is None:
            self._around = {}
            for link in self._links:
                self._around.setdefault(link.a, []).append(link)
                if link.b and link.b != link.a:
                    self._around.setdefault(link.b, []).append(link)
        return self._around

    def _gather_flows(self) -> tuple[Flow, ...]:
        """Payments by pair, the fullest paper for each (the same transfer stands in both parties' statements)."""
        best: dict[tuple[str, str], Flow] = {}
        for _, sheet in self._sheets:
            for flow in sheet.flows:
                known = best.get((flow.payer, flow.payee))
                if known is None or flow.amount_minor > known.amount_minor:
                    best[flow.payer, flow.payee] = flow
        return tuple(best.values())

    def _weigh(self) -> dict[str, Points]:
        points: dict[str, Points] = {}
        fresh: list[tuple[str, str, str, int]] = []
        for link in self._links:
            against_a, against_b = _DIRECT.get(link.kind, (0, 0))
            fresh.append((link.a, link.kind, link.b, against_a))
            fresh.append((link.b, link.kind, link.a, against_b))
        for request in self._view.requests:
            if request.route is Route.MLA and request.segments and request.segments[0].start < 0:
                fresh += [(target.key, "inherited", "", 2) for target in request.targets]
        for filed in self._view.documents:
            paper = filed.document
            if not filed.source and paper.use.origin is Origin.HOME and paper.kind in _RECORDS:
                fresh.append((paper.about, "own_records", "", 2))
        _write(points, fresh)
        for _ in range(2):
            hot = _Hot(points, self.threatened | self.cleared)
            fresh = []
            for link in self._links:
                to_subject, to_object = _PASSED_ON.get(link.kind, (0, 0))
                if to_subject and hot.without(link.b, link.a) > LEAD:
                    fresh.append((link.a, link.kind, link.b, to_subject))
                if to_object and hot.without(link.a, link.b) > LEAD:
                    fresh.append((link.b, link.kind, link.a, to_object))
            fresh += self._pass_money(hot)
            fresh += self._pass_calls(hot)
            _write(points, fresh)
        return points

    def _pass_money(self, hot: _Hot) -> list[tuple[str, str, str, int]]:
        paid: dict[str, int] = {}
        got: dict[str, int] = {}
        for flow in self.flows:
            paid[flow.payer] = paid.get(flow.payer, 0) + flow.amount_minor
            got[flow.payee] = got.get(flow.payee, 0) + flow.amount_minor
        fresh = []
        for flow in self.flows:
            if hot.total(flow.payer) >= SUSPECT and flow.amount_minor * BIG_SHARE >= paid[flow.payer]:
                fresh.append((flow.payee, "paid_by", flow.payer, 1))
            if hot.total(flow.payee) >= SUSPECT and flow.amount_minor * BIG_SHARE >= got[flow.payee]:
                fresh.append((flow.payer, "paid", flow.payee, 1))
        return fresh

    def _pass_calls(self, hot: _Hot) -> list[tuple[str, str, str, int]]:
        fresh = []
        for _, sheet in self._sheets:
            for caller, called, count in sheet.calls:
                if count >= FREQUENT_CALLS:
                    if hot.total(caller) >= SUSPECT:
                        fresh.append((called, "called_by", caller, 2))
                    if hot.total(called) >= SUSPECT:
                        fresh.append((caller, "called", called, 2))
        return fresh


class _Hot:
    """Suspicion as it stands at the beginning of a round of passing it on."""

    def __init__(self, points: Mapping[str, Points], spared: frozenset[str]) -> None:
        self._totals = {name: sum(found.values()) for name, found in points.items() if name not in spared}
        self._points = points

    def total(self, entity: str) -> int:
        """All that is said against an entity."""
        return self._totals.get(entity, 0)

    def without(self, entity: str, other: str) -> int:
        """What is said against an entity apart from its tie to another: nobody makes himself suspicious."""
        total = self._totals.get(entity, 0)
        if total <= LEAD:
            return total
        return total - sum(weight for (_, end), weight in self._points[entity].items() if end == other)


def _write(points: dict[str, Points], fresh: Iterable[tuple[str, str, str, int]]) -> None:
    """Write points down; the same reason counts once."""
    for entity, kind, other, weight in fresh:
        if entity and weight:
            points.setdefault(entity, {}).setdefault((kind, other), weight)
