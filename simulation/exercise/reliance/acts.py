"""Acts with what they rest on, papers with where they came from, and how much of the work rests on answers.

Two kinds of links are kept apart. *Stated*: what whoever acted named (`rests_on`). *Implied*: papers without which the
check would have failed (`implied`, see `needed`). An act rests on an answer when it states one, or when a group of its
implied papers holds nothing else; a paper that an own measure brought counts as what that measure rests on, at any
depth.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from simulation.exercise.outcome.requests import ANSWERED
from simulation.exercise.reliance.needed import Groups


class CameBy(StrEnum):
    """How a paper came into a file."""

    ASKED = "asked"
    """The answer to something that the country asked in play: a request, a question, a procedure, a notice."""

    INHERITED = "inherited"
    """The answer to a matter of the scenario: in flight at the start, or opened by a stream of work."""

    OPENING = "opening"
    """There from the first day."""

    HOME = "home"
    """From an own measure, or from the own banks, borders and people."""

    UNASKED = "unasked"
    """From another country that was not asked, or found while its request was carried out."""


class ActKind(StrEnum):
    """What kind of act rests on papers."""

    MEASURE = "measure"
    CHARGE = "charge"
    REQUEST = "request"
    PROCEDURE = "procedure"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class RestingAct:
    """An act of a seat, with what it rests on.

    Attributes:
        key: Key of the measure, charge, request, procedure or notice.
        kind: Which of these it is.
        what: Kind of measure, offence, what is sought, kind of procedure, id of the notice.
        country: Whose act.
        at: When, in seconds since the start.
        about: Keys of whom or what it is about.
        rests_on: What whoever acted named: papers, stays of requests, injects, messages.
        implied: Groups of papers, in order of receipt; see `needed.Groups`.
    """

    key: str
    kind: ActKind
    what: str
    country: str
    at: int
    about: tuple[str, ...]
    rests_on: tuple[str, ...]
    implied: Groups


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of a file.

    Attributes:
        key: Its key.
        came: How it came.
        source: Key of the act that brought it, "" when none in play did.
        received: When it came.
    """

    key: str
    came: CameBy
    source: str
    received: int


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the way back: an act, and the paper that led to it; None where it rests on no paper."""

    act: RestingAct
    paper: Paper | None


@dataclass(frozen=True, slots=True)
class Shares:
    """How many measures and charges there are, and how many rest on an answer to something asked in play.

    Attributes:
        acts: All of them.
        either: Those that rest on one by stated or implied links.
        implied: Those that do by implied links alone.
    """

    acts: int
    either: int
    implied: int


class Reliance:
    """What the acts of an exercise rest on.

    Attributes:
        acts: By key, in order.
        papers: By country and key.
    """

    def __init__(self, acts: Mapping[str, RestingAct], papers: Mapping[tuple[str, str], Paper]) -> None:
        """Keep acts and papers."""
        self.acts = acts
        self.papers = papers
        self._known: dict[tuple[str, bool], bool] = {}

    def rests_on_answer(self, act: RestingAct, *, stated: bool) -> bool:
        """Whether an act rests on an answer to something asked in play, at any depth.

        Args:
            act: The act.
            stated: Whether stated links count too, and not implied ones alone.
        """
        asked = (act.key, stated)
        if asked not in self._known:
            is_stated = stated and any(self._is_answer(act.country, key, stated=True) for key in act.rests_on)
            self._known[asked] = is_stated or any(
                all(self._is_answer(act.country, key, stated=stated) for key in group) for group in act.implied
            )
        return self._known[asked]

    def shares(self, countries: Iterable[str]) -> Shares:
        """Of the measures and charges of some countries, those that rest on an answer to something asked in play.

        Args:
            countries: Their codes.
        """
        among = frozenset(countries)
        kinds = {ActKind.MEASURE, ActKind.CHARGE}
        acts = [act for act in self.acts.values() if act.kind in kinds and act.country in among]
        return Shares(
            acts=len(acts),
            either=sum(self.rests_on_answer(act, stated=True) for act in acts),
            implied=sum(self.rests_on_answer(act, stated=False) for act in acts),
        )

    def way_back(self, key: str) -> tuple[Step, ...]:
        """From a charge, a freeze or another act by implied links back to the first act that led to it.

        Where an act rests on several groups, the way goes by an answer if there is one; of a group by the paper that
        came first, for that was enough.

        Args:
            key: Key of the act; of a verdict that of its charge.
        """
        steps: list[Step] = []
        act = self.acts.get(key)
        while act is not None:
            paper = self._led_to(act)
            steps.append(Step(act, paper))
            act = self.acts.get(paper.source) if paper is not None else None
        return tuple(steps)

    def _led_to(self, act: RestingAct) -> Paper | None:
        by_answer = (g for g in act.implied if all(self._is_answer(act.country, key, stated=False) for key in g))
        group = next(by_answer, next(iter(act.implied), ()))
        return self.papers.get((act.country, group[0])) if group else None

    def _is_answer(self, country: str, key: str, *, stated: bool) -> bool:
        """Whether a paper, or the stay of a request, is an answer to something asked in play or came of one."""
        paper = self.papers.get((country, key))
        if paper is None:
            return self._is_stay(country, key)
        if paper.came is CameBy.ASKED:
            return True
        brought = self.acts.get(paper.source)
        return brought is not None and brought.kind is ActKind.MEASURE and self.rests_on_answer(brought, stated=stated)

    def _is_stay(self, country: str, key: str) -> bool:
        """Whether an act names the stay in which a request of its country was answered."""
        request, _, stay = key.rpartition("/")[0].rpartition("/")
        asked = self.acts.get(request)
        return asked is not None and asked.country == country and stay in ANSWERED
