"""A country's requests as its player keeps them: gathered once, and brought up to date by those that moved.

A player is shown all its requests in each turn, hundreds of them, of which one or two are others than in the turn
before. This is memory, not judgement: it says what reading all of them again would say.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from itertools import compress
from operator import is_not

from simulation.exercise.core.digest import HistoryLine
from simulation.exercise.procedures.letter.play.views import RequestView
from simulation.exercise.procedures.letter.rules import RULES
from simulation.exercise.procedures.letter.statuses import LetterAction
from simulation.kernel.terms import Office
from simulation.scenario.schema.play import Route, Sought

_DECISIONS = frozenset(row.action for rules in RULES.values() for row in rules.transitions if row.is_decision)

ROUTINE = frozenset(LetterAction).difference(_DECISIONS) | {LetterAction.WITHDRAW}
"""Acts that are no choice between defensible options, by the tables of the letter and the short ways (design.md 10)."""

_NONE: frozenset[str] = frozenset()


class LetterList:
    """The requests of one country.

    Attributes:
        open: Those on which somebody of the country may act, in the order in which they were opened.
        under_way: Those of its own among them that somebody holds, in this order.
        answered: Those of its own among them that nobody holds any more: consent can be asked about them.
        asking: Those of others among them that wait for a step of the country's, by key.
        own: How many the country sent or began in play; what was on its way before does not count.
        urgent: How many of these are marked urgent.
        inherited: Targets of the formal ones that were on their way from the beginning.
    """

    def __init__(self, country: str) -> None:
        """Start with none.

        Args:
            country: Code of the country.
        """
        self._country = country
        self._shown: tuple[RequestView, ...] = ()
        self._known: dict[str, RequestView] = {}
        self._about: dict[tuple[Sought, str], dict[str, RequestView]] = defaultdict(dict)
        self._opened: dict[tuple[str, Route], list[int]] = defaultdict(list)
        self._decided: dict[str, list[int]] = defaultdict(list)
        self._began: dict[str, int] = {}
        self._may: dict[str, dict[Office, frozenset[str]]] = {}
        self.open: tuple[RequestView, ...] = ()
        self.under_way: tuple[RequestView, ...] = ()
        self.answered: tuple[RequestView, ...] = ()
        self.asking: dict[str, RequestView] = {}
        self.own = 0
        self.urgent = 0
        self.inherited: tuple[str, ...] = ()

    def bring_up(self, shown: tuple[RequestView, ...]) -> None:
        """Take in what moved, and let go what is not shown any more.

        Args:
            shown: All requests that the country is shown now, in the order in which they were opened.
        """
        if shown is self._shown:
            return
        known = self._known
        if len(shown) == len(self._shown):  # most often the same requests: those in the same place are compared
            moved = list(compress(shown, map(is_not, shown, self._shown)))
        else:
            moved = [request for request in shown if known.get(request.key) is not request]
        self._shown = shown
        came = len([request for request in moved if request.key not in known])
        gone = known.keys() - {request.key for request in shown} if len(known) + came > len(shown) else ()
        was_inherited = any(self._is_inherited(known[key]) for key in gone)
        for key in gone:
            self._let_go(known.pop(key))
        for request in moved:
            before = known.get(request.key)
            known[request.key] = request
            read = 0
            if before is not None:
                has_grown = request.history[: len(before.history)] == before.history
                read = len(before.history) if has_grown else 0
                self._let_go(before, read=read)
            self._take(request, read=read)
        self.open = tuple([request for request in shown if request.offers])
        own = [request for request in self.open if not request.incoming]
        self.under_way = tuple([request for request in own if request.holder])
        self.answered = tuple([request for request in own if not request.holder])
        if was_inherited or any(map(self._is_inherited, moved)):
            inherited = filter(self._is_inherited, shown)
            self.inherited = tuple(each.key for request in inherited for each in request.targets)

    def asked(self, sought: Sought, target: str) -> tuple[RequestView, ...]:
        """Requests of the country for the same thing about the same target so far, in no order."""
        return tuple(self._about.get((sought, target), {}).values())

    def sent_since(self, requested: str, route: Route, since: int) -> int:
        """Requests of the country to one office abroad that were opened at a moment or later."""
        opened = self._opened.get((requested, route), ())
        return len(opened) - bisect_left(opened, since)

    def decided_since(self, office: Office, since: int) -> list[int]:
        """When an office decided something on a request, at a moment or later, in order."""
        decided = self._decided[office]
        return decided[bisect_left(decided, since) :]

    def may(self, request: RequestView, office: Office) -> frozenset[str]:
        """Actions that an office may take now on a request that is shown."""
        return self._may[request.key].get(office, _NONE)

    def _take(self, request: RequestView, *, read: int = 0) -> None:
        """Enter a request; so many lines of its history are entered already."""
        actions: dict[Office, list[str]] = {}
        for offer in request.offers:
            actions.setdefault(offer.office, []).append(offer.action)
        self._may[request.key] = {office: frozenset(own) for office, own in actions.items()}
        for office, at in self._decisions(request.history[read:]):
            insort(self._decided[office], at)
        if request.incoming:
            if any(offer.action not in RULES[request.route].open_to_all for offer in request.offers):
                self.asking[request.key] = request
        else:
            if self._opened_at(request) >= 0:
                self.own += 1
                self.urgent += request.content.urgent
            insort(self._opened[request.requested, request.route], self._opened_at(request))
            for entity in request.targets:
                self._about[request.sought, entity.key][request.key] = request

    def _let_go(self, request: RequestView, *, read: int = 0) -> None:
        """Strike a request out; so many lines of its history stay entered."""
        del self._may[request.key]
        for office, at in self._decisions(request.history[read:]):
            _remove(self._decided[office], at)
        if request.incoming:
            self.asking.pop(request.key, None)
        else:
            if self._opened_at(request) >= 0:
                self.own -= 1
                self.urgent -= request.content.urgent
            _remove(self._opened[request.requested, request.route], self._opened_at(request))
            for entity in request.targets:
                self._about[request.sought, entity.key].pop(request.key, None)

    def _is_inherited(self, request: RequestView) -> bool:
        return request.route is Route.MLA and self._opened_at(request) < 0

    def _opened_at(self, request: RequestView) -> int:
        """When its file was opened: the first stay that is over says it once and for all."""
        opened = self._began.get(request.key)
        if opened is None:
            opened = request.opened
            if request.stays:
                self._began[request.key] = opened
        return opened

    def _decisions(self, lines: tuple[HistoryLine, ...]) -> list[tuple[str, int]]:
        return [
            (line.office, line.at)
            for line in lines
            if line.country == self._country and line.office and line.action not in ROUTINE
        ]


def _remove(moments: list[int], at: int) -> None:
    del moments[bisect_left(moments, at)]
