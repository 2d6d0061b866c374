"""How much an office has decided lately, as its own view shows it."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from simulation.exercise.core.derived import DerivedValues
from simulation.exercise.core.state import OFFICE_OPENS
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Office
from simulation.players.turn.letter_list import LetterList
from simulation.players.turn.parameters import PolicyParameters
from simulation.scenario.schema.play import Route

PACE_DAYS = 30
"""Days over which an office's decisions are counted where there are no moves: about one move (design.md 6)."""

IDLE_AFTER_DAYS = 7
"""Days into a move after which an office with little to do turns to what is less pressing: under half of the shortest
move that ships (assumption)."""

JUMP = "jump"
"""Phase in which time passes between the office hours of two moves."""

LONGEST_MOVE_DAYS = 45
"""A move that lasts longer is no move: the clock runs by itself."""


class Workload:
    """How much the offices of a country have decided in this move, what is begun in this turn included.

    Attributes:
        sent: Requests that were handed in in this turn: to which country, on which route.
        urgent: How many of them are marked urgent.
    """

    def __init__(
        self, view: TeamView, letter_list: LetterList, parameters: PolicyParameters, memory: DerivedValues
    ) -> None:
        """Count nothing yet.

        Args:
            view: What the country's team sees.
            letter_list: Its requests.
            parameters: How the policy works.
            memory: What was read in earlier turns.
        """
        self.sent: list[tuple[str, Route]] = []
        self.urgent = 0
        self._view = view
        self._now = view.clock.now
        self._letter_list = letter_list
        self._parameters = parameters
        self._memory = memory
        self._decided: dict[Office, int] = {}
        self._ever: dict[str, Mapping[str, list[int]]] = {}
        self._began: int | None = None

    def has_time(self, *offices: Office, leaving: int = 0) -> bool:
        """Whether the offices can take on something new: each decided less than its usual number in this move.

        Args:
            offices: The offices that it would occupy.
            leaving: Decisions that are kept free for something that matters more.
        """
        return max(map(self.decided, offices)) < self._parameters.decisions - leaving

    def decided(self, office: Office) -> int:
        """Decisions of an office in this move, those of this turn included."""
        known = self._decided.get(office)
        if known is None:
            known = self._decided[office] = len(self._times(office))
        return known

    def is_full(self, office: Office, *, leaving: int = 0) -> bool:
        """Whether the office has decided as much in this move as it can: what is not urgent waits for the next.

        Args:
            office: The office.
            leaving: Decisions that are kept free for something that matters more.
        """
        return self.decided(office) >= self._parameters.most - leaving

    def full_until(self, office: Office) -> int:
        """When an office that is full has decided less, at the earliest."""
        return self.falls_below(office, self._parameters.most)

    def must_wait(self, office: Office, *, is_urgent: bool) -> bool:
        """Whether an office is too full in this move for one more thing, urgent or not."""
        return self.decided(office) >= (self._parameters.limit if is_urgent else self._parameters.most)

    def has_room(self, office: Office, number: int) -> bool:
        """Whether an office can decide so many more pressing things in this move.

        Args:
            office: The office.
            number: How many.
        """
        return self.decided(office) + number <= self._parameters.limit

    def is_idle(self, office: Office) -> bool:
        """Whether the office has had little to decide and the move is well on: time for what is less pressing."""
        is_late = self._now - self._since() >= IDLE_AFTER_DAYS * DAY
        return is_late and self.decided(office) < self._parameters.least

    def idle_from(self, office: Office) -> int:
        """When an office has time for what is less pressing, at the earliest."""
        return max(self._since() + IDLE_AFTER_DAYS * DAY, self.falls_below(office, self._parameters.least))

    def took_on(self, *offices: Office) -> None:
        """Count something that was begun in this turn."""
        for office in offices:
            self._decided[office] = self.decided(office) + 1

    def burdens(self, requested: str, route: Route) -> bool:
        """Whether one office abroad got as many questions in this move as a partner should send (law.md 10.8)."""
        asked = (requested, route)
        before = self._letter_list.sent_since(*asked, self._since())
        return before + self.sent.count(asked) >= self._parameters.to_one_office

    def falls_below(self, office: Office, number: int) -> int:
        """When an office has decided less than so many times lately, at the earliest; what it begins now may fail.

        A decision counts up to and including the second in which it is a month old.
        """
        times = sorted(self._times(office))
        return times[len(times) - number] + PACE_DAYS * DAY + 1 if len(times) >= number else self._now

    def _times(self, office: Office) -> list[int]:
        """When an office decided something in this move, in no order."""
        since = self._since()
        times = self._letter_list.decided_since(office, since)
        for what in (*_EVERYBODY, *_OWN.get(office, ())):
            if what not in self._ever:
                self._ever[what] = self._memory.keep(
                    f"decided/{what}", (getattr(self._view, what),), partial(_decided_on, what, self._view)
                )
            decided = self._ever[what].get(office)
            if decided:
                times += decided[bisect_left(decided, since) :]
        return times

    def _since(self) -> int:
        """Where the present move began, the first at midnight and others as offices open; a month ago without moves.

        Within a move time passes in jumps alone: where it passes otherwise the clock runs by itself.
        """
        if self._began is None:
            self._began = self._move_began()
        return self._began

    def _move_began(self) -> int:
        month = self._now - PACE_DAYS * DAY
        days = self._view.clock.move_days
        opens = OFFICE_OPENS if len(days) > 1 else 0
        started = (days[-1] - 1) * DAY + opens if days else month
        if self._view.clock.phase != JUMP:
            return max(started, month)
        return started if self._now - started <= LONGEST_MOVE_DAYS * DAY else month


def _decided_on(what: str, view: TeamView) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for office, at in sorted(_DECISIONS[what](view)):
        found[office].append(at)
    return found


def _on_procedures(view: TeamView) -> Iterator[tuple[str, int]]:
    for procedure in view.procedures:
        for line in procedure.history:
            if line.country == view.country and line.office and line.action in procedure.decisions:
                yield line.office, line.at


def _on_measures(view: TeamView) -> Iterator[tuple[str, int]]:
    """Orders that rest on papers: what the answer to an event orders was decided with the answer."""
    for measure in view.measures:
        if measure.because:
            yield measure.office, measure.ordered


def _on_injects(view: TeamView) -> Iterator[tuple[str, int]]:
    for inject in view.injects:
        if inject.answered_in is not None and inject.answered_at is not None and inject.choices:
            yield inject.answered_in, inject.answered_at


_DECISIONS: Mapping[str, Callable[[TeamView], Iterable[tuple[str, int]]]] = {
    "procedures": _on_procedures,
    "measures": _on_measures,
    "injects": _on_injects,
    "charges": lambda view: ((Office.PROSECUTOR, charge.charged) for charge in view.charges),
    "reports": lambda view: ((Office.FIU, each.decided) for each in view.reports if each.decided is not None),
}
"""Which office ever decided something, and when, by the part of a view in which that stands; requests apart."""

_EVERYBODY = ("procedures", "measures", "injects")
_OWN: Mapping[Office, tuple[str, ...]] = {Office.PROSECUTOR: ("charges",), Office.FIU: ("reports",)}
"""What offices decide on besides requests: every office, and one of its own."""
