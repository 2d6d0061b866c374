"""A request for assistance as both sides keep it: what it names, where it has stood, and whose every day was.

Values only: nothing here sets a status. `machine.advance` makes the next value from one of these and the table.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple, Self

from simulation.exercise.procedures.letter.statuses import LetterStatus
from simulation.kernel.terms import Facts, Office, Side
from simulation.law.book.content import Content
from simulation.matters.matter import LogEntry, Matter, Stay
from simulation.scenario.schema.play import Route, Sought


@dataclass(frozen=True, slots=True)
class ActFinding:
    """A finding on how somebody acted (never called a violation); the act stands.

    Attributes:
        code: E.g. `refused_without_consultation`, `refused_on_forbidden_ground`, `clarification_not_open`.
        side: Whose act it was.
        time: When.
        params: Its values, e.g. the ground.
        source: The rule.
    """

    code: str
    side: Side
    time: int
    params: Facts
    source: str


class _Parts(NamedTuple):
    key: str
    route: Route
    sought: Sought
    requesting: str
    requested: str
    targets: tuple[str, ...]
    content: Content
    stays: tuple[Stay, ...]
    opened: int
    version: int = 1
    urgency_accepted: bool = False
    draft_shared: bool = False
    conditions_offered: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    consulted: tuple[str, ...] = ()
    consulted_since: int | None = None
    consulted_on: str = ""
    said_to_it: str = ""
    clarified: tuple[str, ...] = ()
    asked_now: tuple[str, ...] = ()
    returns: int = 0
    until: int | None = None
    ground: str | None = None
    documents: tuple[str, ...] = ()
    partial_reason: str = ""
    query_open_since: int | None = None
    way: str = ""
    contact: str = ""
    contact_since: int | None = None
    contact_said: tuple[str, ...] = ()
    contact_text: str = ""
    contact_hours: int = 0
    directed: bool | None = None
    ends: tuple[Office, ...] = ()
    findings: tuple[ActFinding, ...] = ()
    log: tuple[LogEntry, ...] = ()


class Letter(_Parts, Matter):
    """A request on one of the three routes, from the opening of its draft to its end.

    Attributes:
        key: Causal key.
        route: MLA, police or FIU.
        sought: What is asked for.
        requesting: Code of the country that asks.
        requested: Code of the country that is asked.
        targets: Keys of the entities it is about.
        content: What it names now.
        stays: Every stay in a status, in order; the last is the present one.
        opened: When the draft was opened, in seconds since the scenario's start.
        version: Counts every change, from 1; a person's act names the version it was based on.
        urgency_accepted: Urgency with reason and date, taken over at the acknowledgement (UNTOC 18.24).
        draft_shared: The draft was shown to the other side before the formal request.
        conditions_offered: Conditions on the table.
        conditions: Conditions that bind the requesting side.
        consulted: Grounds on which the two have spoken: a proposal was answered, or met with silence for long enough;
            `*` where terms were offered for the request as a whole.
        consulted_since: When the requested side made a proposal that nobody has answered yet; None for none.
        consulted_on: Ground on which the requested side last consulted; "" for none.
        said_to_it: What the requesting side last answered to a proposal (`ConsultationAnswer`); "" for nothing.
        clarified: Contents (C1-C15) about which clarification was asked already.
        asked_now: Contents about which it is being asked now.
        returns: How often it came back as deficient.
        until: Date of a postponement or of an announced later answer.
        ground: Ground of the refusal, postponement or decline.
        documents: Keys of the documents returned or answered with.
        partial_reason: Why only a part was returned.
        query_open_since: When an unanswered status query was made, None if there is none.
        way: What came of the way on which it was sent (`sending.Outcome`), "" until it is.
        contact: Contact point and act that were asked for last, e.g. `liaison/review_draft`; "" for none.
        contact_since: When that was asked; None once it is answered.
        contact_said: What the contact point said, as codes.
        contact_text: What it said, in words.
        contact_hours: Hours of the own office that contact points have taken so far.
        directed: Whether it is executed as asked once it is assessed, as the requested authority has said; False: it is
            decided then, None: nothing was said.
        ends: The two offices that ask and answer, where they are not those that speak on the route: the asset recovery
            office of each country.
        findings: Findings on acts.
        log: Every action, in order.
    """

    __slots__ = ()

    def moved(self, stays: tuple[Stay, ...], entry: LogEntry) -> Self:
        """The same with these stays, one more line in the log and the next version."""
        return self._replace(stays=stays, version=self.version + 1, log=(*self.log, entry))

    def to_be_read(self, at: int) -> Self:
        """The same, of which its holder can read from a second on."""
        return self._replace(stays=(*self.stays[:-1], replace(self.stays[-1], read_from=at)))

    @property
    def is_urgency_stated(self) -> bool:
        """Urgent with a reason and a date, which alone obliges the other side (UNTOC 18.24)."""
        return self.content.is_urgency_stated

    def from_side(self, side: Side) -> tuple[str, str]:
        """The country that stands on a side, and the other one."""
        countries = (self.requesting, self.requested)
        return countries[::-1] if side is Side.REQUESTED else countries

    @property
    def urgent(self) -> bool:
        """Marked urgent in the content that was sent."""
        return self.content.urgent

    def desks(self, country: str, usual: tuple[Office, ...]) -> tuple[Office, ...]:
        """The offices of one of the two that ask and answer it; `usual` are those that speak on its route."""
        return (self.ends[country != self.requesting],) if self.ends else usual

    def has_been(self, status: LetterStatus) -> bool:
        """Whether it ever stood in a status."""
        return status in [stay.status for stay in self.stays]
