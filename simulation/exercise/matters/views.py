"""A procedure as one side sees it, and how that view is made from the state."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import NamedTuple

from simulation.exercise.core.derived import Reading
from simulation.exercise.core.digest import HistoryLine
from simulation.kernel.agenda import DAY
from simulation.kernel.entities import Entity
from simulation.kernel.terms import Facts, Holder, Office, Side, TimeKind
from simulation.law.assessment.findings import Finding
from simulation.matters.declaration import Transition
from simulation.matters.matter import Segment
from simulation.matters.proceeding import Proceeding


@dataclass(frozen=True, slots=True)
class ActOffer:
    """An act that a seat may do on a procedure now, as its row says.

    Attributes:
        office: The seat.
        action: The act.
        target: Status that follows.
        is_decision: One of two or more defensible options.
        needs: Inputs that it requires: `text`, `documents`, or names of terms.
        may: Inputs that can be added.
        basis: Source of the rule.
        confidence: Mark of confidence of it.
    """

    office: Office
    action: str
    target: str
    is_decision: bool
    needs: tuple[str, ...]
    may: tuple[str, ...]
    basis: str
    confidence: str


class MatterView:
    """What the views of all matters have in common, whatever their kind: what follows from where it stands.

    Attributes:
        requesting: Who began it.
        requested: The other side.
        incoming: True for the other side.
        status: Where it stands.
        holder: Who holds it, "" once it has ended.
        time_kind: What kind of time runs, "" once it has ended.
        since: Second since when.
        stays: Its time in earlier statuses by holder and kind, and of the present one what passes until office hours in
            which its holder could first read of it; the rest of that runs on.
    """

    __slots__ = ()

    requesting: str
    requested: str
    incoming: bool
    status: str
    holder: str
    time_kind: str
    since: int
    stays: tuple[Segment, ...]

    @property
    def other(self) -> str:
        """The country on the other side."""
        return self.requesting if self.incoming else self.requested

    @property
    def is_open(self) -> bool:
        """Whether somebody still owes something."""
        return bool(self.holder)

    @property
    def waits_for_us(self) -> bool:
        """Whether this side holds it."""
        return self.holder == ("requested" if self.incoming else "requesting")

    @property
    def held_since(self) -> int:
        """Second since when its holder has had it, whatever steps were taken meanwhile."""
        return self._since(lambda part: part.holder == self.holder)

    @property
    def kind_since(self) -> int:
        """Second since when its holder has had it in time of the present kind, e.g. protected time."""
        return self._since(lambda part: part.holder == self.holder and part.kind == self.time_kind)

    def _since(self, is_same: Callable[[Segment], bool]) -> int:
        """When the last unbroken row of stays began of which something is true, the present one included."""
        return min([self.since, *(part.start for part in takewhile(is_same, reversed(self.stays)))])

    def segments(self, now: int) -> tuple[Segment, ...]:
        """Its time by holder and kind up to a moment, the present stay included."""
        known = tuple([part._replace(end=min(part.end, now)) for part in self.stays if part.start < now])
        begun = max([self.since, *(part.end for part in self.stays[-1:])])
        if not self.holder or now <= begun:
            return known
        return (*known, Segment(Holder(self.holder), TimeKind(self.time_kind), self.status, begun, now))

    def days(self, now: int) -> int:
        """Whole days of its age up to a moment."""
        return sum(stretch.seconds for stretch in self.segments(now)) // DAY


@dataclass(frozen=True, slots=True)
class ProcedureView(MatterView):
    """A procedure as one side sees it.

    Attributes:
        key: Its key.
        label: Number for people, e.g. `VAL-KES-E1`.
        draft: The label that it had before the other side knew of it; the own side alone knows it.
        kind: Which procedure.
        requesting: Who began it.
        requested: The other side.
        incoming: True for the other side.
        subjects: What it is about, as this side's papers or the other's letter print it.
        status: Where it stands.
        holder: Who holds it, "" once it has ended.
        time_kind: What kind of time runs, "" once it has ended.
        since: Second since when.
        due_day: Day by which the holder is expected to act, None for none.
        due_binds: An instrument between the two sets that day; otherwise it is a benchmark of the exercise.
        limit_day: Day on which something follows by itself (a court decides, a limit runs out), None for nothing known.
        stays: Its time in earlier statuses by holder and kind; the present one runs from `since`.
        offers: What this side's offices may do now.
        history: What happened.
        terms: What has been settled so far.
        documents: Papers of this side's file that went with acts of this side.
        version: For `seen`.
        rests_on: What an act on it rests on by default.
        decisions: Acts on a procedure of this kind that are decisions.
        found: What was found of its last decision.
    """

    key: str
    label: str
    draft: str
    kind: str
    requesting: str
    requested: str
    incoming: bool
    subjects: tuple[Entity, ...]
    status: str
    holder: str
    time_kind: str
    since: int
    due_day: int | None
    due_binds: bool
    limit_day: int | None
    stays: tuple[Segment, ...]
    offers: tuple[ActOffer, ...]
    history: tuple[HistoryLine, ...]
    terms: Facts
    documents: tuple[str, ...]
    version: int
    rests_on: tuple[str, ...]
    decisions: tuple[str, ...]
    found: tuple[Finding, ...] = ()

    def term(self, name: str) -> str | int | None:
        """What was settled under a name last, None if nothing was."""
        return next((value for key, value in self.terms if key == name), None)


class ProcedureSource(NamedTuple):
    """All that a side's view of a procedure is made from.

    Attributes:
        procedure: The procedure itself.
        label: Its number for people.
        draft: The label that it had as a draft, for the own side alone.
        due: When the holder's next step is due, None for none.
        binds: An instrument between the two sets that day.
        limit: When something follows by itself, None for nothing.
        subjects: What it is about, as this side's papers or the other's letter print it.
        offered: What offices of this side may do now, the facts of the case asked.
        documents: Those of its papers that this side has.
        history: What happened, with the side that can know it.
        is_shared: Whether the other side knows of it.
        decisions: Acts on one of its kind that are decisions.
        found: What this side reads of what was found of its last decision.
    """

    procedure: Proceeding
    label: str
    draft: str
    due: int | None
    binds: bool
    limit: int | None
    subjects: tuple[Entity, ...]
    offered: tuple[Transition, ...]
    documents: tuple[str, ...]
    history: tuple[tuple[str, HistoryLine], ...]
    is_shared: bool
    decisions: tuple[str, ...]
    found: tuple[Finding, ...] = ()


def procedures_in(read: Reading[tuple[ProcedureSource, ...]]) -> Iterator[tuple[str, ProcedureSource]]:
    """What views of procedures are made from, by their keys."""
    return ((each.procedure.key, each) for each in read())


def _offers(offered: tuple[Transition, ...], offices: tuple[Office, ...]) -> tuple[ActOffer, ...]:
    """What offices may do: a country that stands on both sides first as the requesting one."""
    return tuple(
        ActOffer(office, each.action, each.target, each.is_decision, each.needs, each.may, each.basis, each.confidence)
        for side in (Side.REQUESTING, Side.REQUESTED)
        for office in offices
        for each in offered
        if each.side is side and office in each.offices
    )


def procedure_view(country: str, offices: tuple[Office, ...], source: ProcedureSource) -> ProcedureView:
    """A procedure as a side sees it.

    Args:
        country: The side.
        offices: Its offices.
        source: What the view is made from.
    """
    procedure = source.procedure
    return ProcedureView(
        key=procedure.key,
        label=source.label,
        draft=source.draft,
        kind=procedure.kind,
        requesting=procedure.requesting,
        requested=procedure.requested,
        incoming=country == procedure.requested and country != procedure.requesting,
        subjects=source.subjects,
        status=procedure.status,
        holder=procedure.holder_code,
        time_kind=procedure.time_kind_code,
        since=procedure.since,
        due_day=None if source.due is None else source.due // DAY + 1,
        due_binds=source.binds,
        limit_day=None if source.limit is None else source.limit // DAY + 1,
        stays=procedure.segments(procedure.stays[-1].pace_ends),
        offers=_offers(source.offered, offices),
        history=tuple(line for owner, line in source.history if not owner or owner == country),
        terms=procedure.terms if source.is_shared or country == procedure.requesting else (),
        documents=source.documents,
        version=procedure.version,
        rests_on=(procedure.occurrence_key(),),
        decisions=source.decisions,
        found=source.found,
    )
