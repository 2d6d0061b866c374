"""Measures at home: what a country may do on its own soil, on what grounds, at what cost, and what comes out.

The table is `data/measures.toml`. A measure is checked against the file and the law only (`orders.py`): whether its
target deserves it nobody tells, so an uninvolved person can be hit.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Annotated

from pydantic import Field

from simulation.casework.file.changes import Change, ChangeCode, Rows
from simulation.kernel.agenda import DAY
from simulation.kernel.data_tables import table_rows
from simulation.kernel.draws import quantile
from simulation.kernel.entities import EntityKind
from simulation.kernel.errors import RuleViolation
from simulation.kernel.field_types import FrozenModel, Probability, Row
from simulation.kernel.terms import Office
from simulation.scenario.schema.country import Country
from simulation.scenario.schema.play import DocumentKind, MeasureKind


class Conduct(StrEnum):
    """How an officer behaves who is not known as one."""

    PASSIVE = "passive"
    PRESSING = "pressing"


class GroundsNeeded(StrEnum):
    """What the papers chosen for a measure have to hold."""

    NONE = "none"
    NAME = "name"
    SUSPICION = "suspicion"
    CONFIRM = "confirm"
    EVIDENCE = "evidence"


class MeasureRule(FrozenModel):
    """A row of the table; the meaning of each column stands at the top of `data/measures.toml`."""

    kind: MeasureKind
    offices: Annotated[tuple[Office, ...], Field(min_length=1)]
    targets: Annotated[tuple[EntityKind, ...], Field(min_length=1)]
    needs_court: bool
    court_days: Row
    days: Row
    hours: Annotated[int, Field(ge=0, le=1000)]
    teams: Annotated[int, Field(ge=0, le=3)]
    officers: Annotated[int, Field(ge=0, le=8)] = 0
    goes_first: bool = False
    covert: bool = False
    live: bool = False
    waits: bool = False
    by_answer: bool = True
    needs_presence: bool = False
    intrusive: bool = False
    as_suspect: bool = False
    undercover: bool = False
    from_its_start: bool = False
    looks_back_days: Annotated[int, Field(ge=0, le=400)] = 0
    leads_only: bool = False
    promises: bool = False
    after_recovery: bool = False
    asks_wish: bool = False
    spares_victims: bool = False
    for_accused: bool = False
    exposure: Probability
    grounds: GroundsNeeded
    confirm_days: Annotated[int, Field(ge=0, le=400)]
    produces: dict[EntityKind, tuple[DocumentKind, ...]]
    source: Annotated[str, Field(min_length=10)]
    confidence: Annotated[str, Field(pattern="^[TSMP]$")]

    @property
    def office(self) -> Office:
        """The office that usually orders it."""
        return self.offices[0]


@cache
def measure_rules() -> tuple[MeasureRule, ...]:
    """The table of measures, in its order."""
    return table_rows("simulation.casework", "measures", "measures", MeasureRule)


@cache
def measure_rule(kind: MeasureKind) -> MeasureRule:
    """The row of one kind."""
    return next(rule for rule in measure_rules() if rule.kind == kind)


class MeasureStatus(StrEnum):
    """Where a measure stands."""

    AUTHORISING = "authorising"
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    REFUSED = "refused"
    STOPPED = "stopped"


class MeasureAction(StrEnum):
    """What can happen to it."""

    AUTHORISE = "authorise"
    START = "start"
    REFUSE = "refuse"
    COMPLETE = "complete"
    STOP = "stop"


TRANSITIONS: dict[tuple[MeasureStatus, MeasureAction], MeasureStatus] = {
    (MeasureStatus.AUTHORISING, MeasureAction.AUTHORISE): MeasureStatus.QUEUED,
    (MeasureStatus.AUTHORISING, MeasureAction.REFUSE): MeasureStatus.REFUSED,
    (MeasureStatus.AUTHORISING, MeasureAction.STOP): MeasureStatus.STOPPED,
    (MeasureStatus.QUEUED, MeasureAction.START): MeasureStatus.RUNNING,
    (MeasureStatus.QUEUED, MeasureAction.STOP): MeasureStatus.STOPPED,
    (MeasureStatus.RUNNING, MeasureAction.COMPLETE): MeasureStatus.DONE,
    (MeasureStatus.RUNNING, MeasureAction.STOP): MeasureStatus.STOPPED,
}
"""The one table of a measure's course: the judge where one is needed, the queue for officers and teams, the work."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure that was ordered.

    Attributes:
        key: `<country>/<command id>`.
        rule: What it is, with all that follows from that.
        target: Key of the entity it is aimed at.
        office: Who ordered it.
        grounds: Papers it rests on.
        ordered: When.
        status: Where it stands.
        since: When the present status began.
        is_provisional: It rests on leads alone: evidence has to come within the days of its rule once it is done.
        conduct: How its officer behaves, where one is under cover.
        reasons: Why it was ordered, in the words of who did.
        because: What whoever ordered it said that it rests on, by key, what counted most first.
        begun: When its work began; None before, and when it was withdrawn before.
        result: Code of the result, "" while it runs: `done`, `nothing_found`, `person_gone`, `offered`,
            `refused_by_court`, ...
        version: Counted up with each change.
        is_automatic: An automatic player ordered it, for nobody sat at its office.
    """

    key: str
    rule: MeasureRule
    target: str
    office: Office
    grounds: tuple[str, ...]
    ordered: int
    status: MeasureStatus
    since: int
    is_provisional: bool
    conduct: Conduct = Conduct.PASSIVE
    reasons: str = ""
    because: tuple[str, ...] = ()
    begun: int | None = None
    result: str = ""
    version: int = 1
    is_automatic: bool = False

    @property
    def kind(self) -> MeasureKind:
        """What it is."""
        return self.rule.kind

    @property
    def is_running(self) -> bool:
        """Whether it has not ended."""
        return self.status in {MeasureStatus.AUTHORISING, MeasureStatus.QUEUED, MeasureStatus.RUNNING}

    @property
    def teams(self) -> int:
        """Surveillance teams that it occupies, or waits for."""
        return self.rule.teams if self.is_running else 0

    @property
    def may_be_stopped(self) -> bool:
        """Whether it can still be withdrawn, or ended with what it has brought so far."""
        return self.is_running and (self.rule.live or self.status is not MeasureStatus.RUNNING)


def advance_measure(measure: Measure, action: MeasureAction, now: int, result: str = "") -> Measure:
    """Move a measure to its next status.

    Raises:
        RuleViolation: `measure.not_possible`.
    """
    status = TRANSITIONS.get((measure.status, action))
    if status is None:
        raise RuleViolation("measure.not_possible", measure=measure.key, action=action, status=measure.status)
    begun = now if action is MeasureAction.START else measure.begun
    return replace(measure, status=status, since=now, begun=begun, result=result, version=measure.version + 1)


def hours_spent(begun: Iterable[tuple[Office, MeasureRule]]) -> dict[Office, int]:
    """Hours of each office's time that measures cost, by the table.

    Args:
        begun: Who ordered each measure whose work began, and its rule.
    """
    spent = dict.fromkeys(Office, 0)
    for office, rule in begun:
        spent[office] = spent.get(office, 0) + rule.hours
    return spent


def needs_judge(rule: MeasureRule, country: Country) -> bool:
    """Whether a judge authorises a measure first: an undercover officer where the law leaves that to no prosecutor."""
    by_prosecutor = rule.undercover and country.covert_authority == "prosecutor"
    return rule.needs_court and not by_prosecutor


def ordering_offices(rule: MeasureRule, country: Country) -> tuple[Office, ...]:
    """The offices that may order a measure: the prosecutor alone where he or she decides in the judge's place.

    That is the law of the country and no task that another office could be given.
    """
    decides = rule.needs_court and not needs_judge(rule, country)
    return tuple(office for office in rule.offices if not decides or office is Office.PROSECUTOR)


def court_seconds(rule: MeasureRule, u: float) -> int:
    """Time the judge takes (protected) where one is needed; u is the keyed draw in (0, 1)."""
    return int(quantile(rule.court_days, u) * DAY)


def work_seconds(rule: MeasureRule, u: float) -> int:
    """Time from the order, or the judge's word, to the end; u is the keyed draw in (0, 1)."""
    return int(quantile(rule.days, u) * DAY)


def hold_ends(country: Country, now: int) -> int:
    """The second in which a hold of the country's intelligence unit ends that begins now: full days are counted."""
    return now + country.short_freeze_days * DAY


def hold_until(kind: MeasureKind, country: Country, now: int) -> int | None:
    """When blocked money is free again under the country's law unless something is done; None if it is not."""
    if kind is MeasureKind.POSTPONEMENT:
        return hold_ends(country, now)
    if kind is MeasureKind.FREEZE and country.freeze_review_days:
        return now + country.freeze_review_days * DAY
    return None


class Measures(Rows[Measure]):
    """Measures ordered."""

    def open(self, measure: Measure) -> tuple[Change, ...]:
        """Enter a measure that was checked and ordered; the same key again changes nothing."""
        if measure.key in self.rows:
            return ()
        self.rows[measure.key] = measure
        self.concerned.append(measure.target)
        return (_measure_change(measure),)

    def move(self, key: str, action: MeasureAction, now: int, result: str = "") -> tuple[Change, ...]:
        """Enter what became of a measure.

        Raises:
            RuleViolation: `measure.unknown`, `measure.not_possible`.
        """
        measure = self.rows.get(key)
        if measure is None:
            raise RuleViolation("measure.unknown", measure=key)
        self.rows[key] = advance_measure(measure, action, now, result)
        self.concerned.append(measure.target)
        return (_measure_change(self.rows[key]),)

    def teams_busy(self) -> int:
        """Surveillance teams that the country's measures have, or will have: before a judge and in the queue."""
        return sum(measure.teams for measure in self.rows.values())


def _measure_change(measure: Measure) -> Change:
    facts = (("status", measure.status.value), ("result", measure.result), ("target", measure.target))
    return Change(ChangeCode.MEASURE_MOVED, measure.key, measure.grounds, facts)
