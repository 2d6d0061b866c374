"""Suspicion as a file gives rise to it: what papers say directly, and what passes on by ties, money and calls."""

from __future__ import annotations

from collections.abc import Mapping

from simulation.casework.documents.document import AssertionKind as Says
from simulation.casework.documents.document import Document
from simulation.players.turn.file_index import Gathered, Reason

LEAD = 2
"""Suspicion from which a question is worth asking."""

SUSPECT = 4
"""Suspicion from which records are ordered or asked for."""

STRONG = 6
"""Suspicion from which money, goods or freedom may be touched, where evidence stands."""

RULES = frozenset({Says.OWNS, Says.DIRECTS})
"""Kinds of statements that speak of what somebody rules over, maybe from behind."""

_ROUNDS = 2
"""How often suspicion is passed on."""

_TITLES = RULES | {Says.HOLDS}
"""Kinds of statements that speak of what somebody has and rules over, not of what was done."""

type _Said = tuple[str, str, str, int]
"""Against whom, by which kind of statement, about which other entity, with what weight."""


class Suspicion:
    """What a file says against whom, weighed."""

    def __init__(self, gathered: Gathered, spared: frozenset[str]) -> None:
        """Weigh it.

        Args:
            gathered: What papers and links say.
            spared: Those against whom nothing counts: the threatened, and those for whom a paper speaks.
        """
        self._gathered = gathered
        self._spared = spared
        self._more: dict[str, dict[Reason, int]] = {}
        self._ties: dict[tuple[str, str], int] = {}
        self._leans: dict[str, dict[str, tuple[int, int]]] = {}
        self._totals = dict(gathered.totals)
        for _ in range(_ROUNDS):
            self._write(self._passed_on())

    def of(self, entity: str) -> int:
        """How strongly the file points at an entity; 0 for those who are spared."""
        return 0 if entity in self._spared else self._totals.get(entity, 0)

    def heat(self) -> dict[str, int]:
        """How strongly the file points at each entity at which it does, those left out who are spared."""
        return {entity: total for entity, total in self._totals.items() if entity not in self._spared}

    def is_named(self, entity: str) -> bool:
        """Whether papers say what the entity did, or that it rules over something suspicious by itself.

        Never so of those who are spared.
        """
        return entity not in self._spared and (
            entity in self._gathered.done
            or any(
                kind in RULES and self._without(other, entity) >= SUSPECT for kind, other in self._more.get(entity, {})
            )
        )

    def leans_on(self, entity: str) -> Mapping[str, tuple[int, int]]:
        """On which papers suspicion of an entity leans: what each says against it, and how much would go without it.

        Whoever passes suspicion on is weighed anew, by what is said directly.

        Args:
            entity: Key.
        """
        known = self._leans.get(entity)
        if known is None:
            said, lost = self._directly(entity)
            for (kind, other), weight in self._more.get(entity, {}).items():
                papers = self._gathered.shown_by(entity, kind, other)
                for paper in papers:
                    said[paper] = said.get(paper, 0) + weight
                total, gone = self.of(other), self._directly(other)[1]
                falls = {paper for paper, less in gone.items() if total - less <= LEAD}
                for paper in falls.union(papers if len(papers) == 1 else ()):
                    lost[paper] = lost.get(paper, 0) + weight
            known = self._leans[entity] = {
                paper: (said.get(paper, 0), lost.get(paper, 0)) for paper in dict.fromkeys((*said, *sorted(lost)))
            }
        return known

    def _directly(self, entity: str) -> tuple[dict[str, int], dict[str, int]]:
        """What papers say directly against an entity, and how much of it would go without each."""
        said: dict[str, int] = {}
        lost: dict[str, int] = {}
        for (kind, other), weight in self._gathered.points.get(entity, {}).items():
            papers = self._gathered.shown_by(entity, kind, other)
            for paper in papers:
                said[paper] = said.get(paper, 0) + weight
            if len(papers) == 1:
                lost[papers[0]] = lost.get(papers[0], 0) + weight
        return said, lost

    def _without(self, entity: str, other: str) -> int:
        """What is said against an entity apart from its tie to another: nobody makes himself suspicious."""
        total = self.of(entity)
        return total if total <= LEAD else total - self._tie(entity, other)

    def _tie(self, entity: str, other: str) -> int:
        return self._gathered.ties.get((entity, other), 0) + self._ties.get((entity, other), 0)

    def _write(self, fresh: list[_Said]) -> None:
        """Write points down; the same reason counts once."""
        for entity, kind, other, weight in fresh:
            known = self._more.setdefault(entity, {})
            if (kind, other) not in known:
                known[kind, other] = weight
                self._totals[entity] = self._totals.get(entity, 0) + weight
                self._ties[entity, other] = self._ties.get((entity, other), 0) + weight

    def _passed_on(self) -> list[_Said]:
        """What passes on from everybody who is suspicious as things stand at the beginning of the round."""
        gathered = self._gathered
        fresh: list[_Said] = []
        for entity, total in self._totals.items():
            if total <= LEAD or entity in self._spared:
                continue
            for passing in (gathered.to_subjects, gathered.to_objects):
                for other, kind, weight in passing.get(entity, ()):
                    if total - self._tie(entity, other) > LEAD:
                        fresh.append((other, kind, entity, weight))
            if total >= SUSPECT:
                fresh += self._by_money(entity)
                fresh += [(called, "called_by", entity, 2) for called in gathered.calling.get(entity, ())]
                fresh += [(caller, "called", entity, 2) for caller in gathered.called.get(entity, ())]
        return fresh

    def _by_money(self, entity: str) -> list[_Said]:
        paid, got = self._gathered.payments.large(entity)
        return [(other, "paid_by", entity, 1) for other in paid] + [(other, "paid", entity, 1) for other in got]


def ways_told(papers: tuple[Document, ...], person: str) -> int:
    """In how many ways papers speak of somebody: those that say the same of him or her count once.

    So do all that only say what the person holds, owns and directs, be it a register, a bank or two statements.
    """
    told = {
        frozenset(
            (said.kind, said.subject, said.object) for said in paper.assertions if person in {said.subject, said.object}
        )
        for paper in papers
    } - {frozenset()}
    titles = {each for each in told if _TITLES.issuperset(kind for kind, _, _ in each)}
    return len(told - titles) + bool(titles)
