"""A request for assistance as both sides keep it: what it names, where it has stood, and whose every day was.

Values only: nothing here sets a status. `machine.advance` makes the next value from one of these and the table.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from simulation.exercise.procedures.letter.statuses import LetterAction, LetterStatus
from simulation.kernel.shared import shared
from simulation.kernel.terms import Facts, Holder, Office, Side, TimeKind
from simulation.law.book.content import Content
from simulation.matters.matter import Segment
from simulation.scenario.schema.play import Route, Sought


@dataclass(frozen=True, slots=True)
class Stage:
    """One stay of a request in a status.

    Attributes:
        status: The status.
        holder: Whose days these are; None once nobody owes anything.
        kind: What kind of time it is; None once nobody owes anything.
        since: When it entered, in seconds since the scenario's start.
        reason: Code of the action that brought it here, or the ground of a refusal or postponement.
    """

    status: LetterStatus
    holder: Holder | None
    kind: TimeKind | None
    since: int
    reason: str


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the request's log: an action, whoever took it and what was said.

    Attributes:
        action: What was done.
        side: Who did it.
        office: The seat that did it, None for an automatic authority or the system.
        time: When, in seconds since the scenario's start.
        text: What the person wrote.
        choices: Contents asked about, or other codes chosen.
    """

    action: LetterAction
    side: Side
    office: Office | None
    time: int
    text: str = ""
    choices: tuple[str, ...] = ()


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


@shared
class Letter(NamedTuple):
    """A request on one of the three routes, from the opening of its draft to its end.

    Attributes:
        key: Causal key.
        route: MLA, police or FIU.
        sought: What is asked for.
        requesting: Code of the country that asks.
        requested: Code of the country that is asked.
        targets: Keys of the entities it is about.
        content: What it names now.
        stages: Every stay in a status, in order; the last is the present one.
        opened: When the draft was opened, in seconds since the scenario's start.
        version: Counts every change, from 1; a person's act names the version it was based on.
        urgent: Marked urgent in the content that was sent.
        urgency_accepted: Urgency with reason and date, taken over at the acknowledgement (UNTOC 18.24).
        draft_shared: The draft was shown to the other side before the formal request.
        conditions_offered: Conditions on the table.
        conditions: Conditions that bind the requesting side.
        consulted: The requested side consulted on terms before refusing or postponing (UNTOC 18.26).
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
        findings: Findings on acts.
        log: Every action, in order.
    """

    key: str
    route: Route
    sought: Sought
    requesting: str
    requested: str
    targets: tuple[str, ...]
    content: Content
    stages: tuple[Stage, ...]
    opened: int
    version: int = 1
    urgent: bool = False
    urgency_accepted: bool = False
    draft_shared: bool = False
    conditions_offered: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    consulted: bool = False
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
    findings: tuple[ActFinding, ...] = ()
    log: tuple[Step, ...] = ()

    @property
    def status(self) -> LetterStatus:
        """Where it stands."""
        return self.stages[-1].status

    @property
    def since(self) -> int:
        """When it entered its present status."""
        return self.stages[-1].since

    @property
    def holder(self) -> Holder | None:
        """Who holds it now; None when nobody owes anything."""
        return self.stages[-1].holder

    @property
    def kind(self) -> TimeKind | None:
        """What kind of time runs now; None when nobody owes anything."""
        return self.stages[-1].kind

    @property
    def is_final(self) -> bool:
        """Nobody owes anything any more (a police or FIU answer may still be followed by a question for consent)."""
        return self.holder is None

    @property
    def is_urgency_stated(self) -> bool:
        """Urgent with a reason and a date, which alone obliges the other side (UNTOC 18.24)."""
        content = self.content
        return content.urgent and bool(content.urgency_reason.strip()) and content.urgent_by_day is not None

    def from_side(self, side: Side) -> tuple[str, str]:
        """The country that stands on a side, and the other one."""
        countries = (self.requesting, self.requested)
        return countries[::-1] if side is Side.REQUESTED else countries

    def status_seen_by(self, side: Side) -> LetterStatus:
        """The status that a side's papers show: nobody knows that a request is lost until somebody asks."""
        if self.status is LetterStatus.LOST and side is not Side.SYSTEM:
            return LetterStatus.SENT
        return self.status

    def occurrence_key(self) -> str:
        """Key of the present stay in its status: `request key/status/k`, k from 1."""
        status = self.status
        return f"{self.key}/{status}/{[stage.status for stage in self.stages].count(status)}"

    def has_been(self, status: LetterStatus) -> bool:
        """Whether it ever stood in a status."""
        return status in [stage.status for stage in self.stages]

    def segments(self, now: int) -> tuple[Segment, ...]:
        """Its age cut by holder and kind, without gaps while it is open; days after the end are nobody's.

        Args:
            now: The moment up to which the present stay is counted.
        """
        ends = [stage.since for stage in self.stages[1:]] + [now]
        return tuple(
            [
                Segment(stage.holder, stage.kind, stage.status, stage.since, stop)
                for stage, end in zip(self.stages, ends, strict=True)
                if stage.holder is not None and stage.kind is not None and (stop := min(now, end)) > stage.since
            ]
        )

    def age(self, now: int) -> int:
        """Seconds for which somebody owed something, up to now: the sum of the segments by another way."""
        total = 0
        open_since: int | None = None
        for stage in self.stages:
            if stage.since > now:
                break
            if stage.holder is None:
                if open_since is not None:
                    total += stage.since - open_since
                    open_since = None
            elif open_since is None:
                open_since = stage.since
        return total if open_since is None else total + max(0, now - open_since)
