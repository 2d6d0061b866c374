"""Where every request stood, day by day: its stretches by holder and kind, from events alone.

A matter in flight is followed from day 1, where its first event says where it stands; what happened before belongs to
nobody who played. Protected time (judicial authorisation, appeal, reasoned postponement) has its reason, and is never
compared with a reference; neither is the exercise's own pace, the days that passed before anybody could read what came.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from simulation.exercise.core.event import Event
from simulation.exercise.outcome.requests import fate_of
from simulation.exercise.procedures.letter.events import RequestMoved, RequestOpened
from simulation.exercise.procedures.letter.statuses import STATUSES, LetterStatus
from simulation.exercise.procedures.letter.workflow import usual_days
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Holder, TimeKind
from simulation.law.book.assistance_types import answer_row
from simulation.law.book.law_book import LawBook
from simulation.law.book.pace import pace_of
from simulation.law.time.stage_times import MEDIAN, OfficeStage
from simulation.scenario.schema.play import Route, Sought
from simulation.scenario.schema.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stay of a request with one holder, in seconds since the start.

    Attributes:
        status: Where it stood.
        holder: Whose time it was.
        kind: What kind of time; protected time and the exercise's pace are never priced or compared.
        start: When it began.
        end: When it ended, or the moment up to which is counted.
    """

    status: LetterStatus
    holder: Holder
    kind: TimeKind
    start: int
    end: int

    @property
    def days(self) -> float:
        """Its length in days."""
        return (self.end - self.start) / DAY


@dataclass(frozen=True, slots=True)
class RequestLine:
    """The life of one request.

    Attributes:
        key: Causal key.
        label: Number for people.
        number: Its place among all requests.
        route: Channel.
        sought: What was asked for.
        requesting: Who asked.
        requested: Who was asked.
        targets: What it was about.
        inherited: It was in flight at the start.
        opened: When the draft was opened; negative for most matters in flight.
        stretches: Its time in play, without gaps while somebody owed something.
        status: Where it stands at the end.
        left: When it left its own side in play; None if it did not.
        answered: When it got an answer, a lawful refusal among them; None without one.
    """

    key: str
    label: str
    number: int
    route: Route
    sought: Sought
    requesting: str
    requested: str
    targets: tuple[str, ...]
    inherited: bool
    opened: int
    stretches: tuple[Stretch, ...]
    status: LetterStatus
    left: int | None
    answered: int | None

    @property
    def is_open(self) -> bool:
        """Somebody still owes something."""
        return STATUSES[self.status].holder is not None

    @property
    def days(self) -> float:
        """Days in play for which somebody owed something."""
        return sum(stretch.end - stretch.start for stretch in self.stretches) / DAY

    def days_of(self, holder: Holder | None = None, kind: TimeKind | None = None) -> float:
        """Days of one holder, of one kind, or of both."""
        return (
            sum(
                stretch.end - stretch.start
                for stretch in self.stretches
                if holder in {None, stretch.holder} and kind in {None, stretch.kind}
            )
            / DAY
        )


def timelines(events: Iterable[Event], until: int) -> tuple[RequestLine, ...]:
    """The requests in order of opening, each with its time up to a moment.

    Args:
        events: What happened, in order.
        until: Second up to which open stays are counted; later events are left out.
    """
    opened: list[RequestOpened] = []
    labels: dict[str, str] = {}
    moves: dict[str, list[RequestMoved]] = {}
    for event in events:
        if event.at > until:
            continue
        match event:
            case RequestOpened():
                opened.append(event)
                labels[event.request] = event.label
            case RequestMoved():
                labels[event.request] = event.label or labels.get(event.request, "")
                moves.setdefault(event.request, []).append(event)
            case _:
                pass
    return tuple(
        _line(file, labels[file.request], number, moves.get(file.request, []), until)
        for number, file in enumerate(opened, 1)
    )


def _line(file: RequestOpened, label: str, number: int, moves: Sequence[RequestMoved], until: int) -> RequestLine:
    begun = file.at
    read_from: int | None = None
    status = LetterStatus.DRAFTING
    stretches: list[Stretch] = []
    for move in moves:
        if move.action == "inherited":
            status, begun, read_from = LetterStatus(move.status), move.at, move.read_from
            continue
        if move.status == status:
            continue
        _close(stretches, status, begun, read_from, move.at)
        status, begun, read_from = LetterStatus(move.status), move.at, move.read_from
    _close(stretches, status, begun, read_from, until)
    fate = fate_of(file, moves)
    return RequestLine(
        key=file.request,
        label=label,
        number=number,
        route=file.route,
        sought=file.sought,
        requesting=file.requesting,
        requested=file.requested,
        targets=file.targets,
        inherited=file.inherited,
        opened=file.at,
        stretches=tuple(stretches),
        status=status,
        left=fate.left,
        answered=fate.ended if fate.is_answered else None,
    )


def _close(stretches: list[Stretch], status: LetterStatus, start: int, read_from: int | None, end: int) -> None:
    declared = STATUSES[status]
    if declared.holder is None or declared.time_kind is None:
        return
    read = min(start if read_from is None else read_from, end)
    for kind, begun, stop in ((TimeKind.PACE, start, read), (declared.time_kind, read, end)):
        if stop > begun:
            stretches.append(Stretch(status, declared.holder, kind, begun, stop))


class StageGroup(StrEnum):
    """Stages as a person reads them; each gathers statuses and the reference stages of the offices concerned."""

    DRAFT = "draft"
    TRANSLATE = "translate"
    TRANSMIT = "transmit"
    ASSESS = "assess"
    CLARIFY = "clarify"
    ALLOCATE = "allocate"
    JUDICIAL = "judicial"
    EXECUTE = "execute"
    RETURN = "return"
    ANSWER = "answer"


GROUPS: dict[StageGroup, tuple[LetterStatus, ...]] = {
    StageGroup.DRAFT: (LetterStatus.DRAFTING, LetterStatus.VETTING, LetterStatus.PREPARING),
    StageGroup.TRANSLATE: (LetterStatus.TRANSLATING,),
    StageGroup.TRANSMIT: (LetterStatus.SENT, LetterStatus.LOST),
    StageGroup.ASSESS: (LetterStatus.RECEIVED, LetterStatus.REGISTERING, LetterStatus.ASSESSING, LetterStatus.DECIDING),
    StageGroup.CLARIFY: (LetterStatus.CLARIFYING, LetterStatus.CONDITIONS),
    StageGroup.ALLOCATE: (LetterStatus.ALLOCATING,),
    StageGroup.JUDICIAL: (LetterStatus.AUTHORISING, LetterStatus.APPEALED, LetterStatus.POSTPONED),
    StageGroup.EXECUTE: (LetterStatus.EXECUTING, LetterStatus.RECOVERING),
    StageGroup.RETURN: (LetterStatus.CHECKING, LetterStatus.RETURNING),
    StageGroup.ANSWER: (LetterStatus.ASKED, LetterStatus.CONSENT_ASKED),
}
"""Statuses by stage."""

_GROUP_OF = {status: group for group, statuses in GROUPS.items() for status in statuses}


@dataclass(frozen=True, slots=True)
class StageDelay:
    """A stage of one request against the reference of the offices that held it.

    Attributes:
        group: Which stage.
        holder: Who held it longest.
        days: Days it took in play, those between office hours left out.
        pace_days: Days between office hours, before anybody could read what had come.
        reference: Median days of such offices (law.md 6.2); None for protected time, for a stage that began before
            day 1, and for the drafting of a question by an informal channel, for which there is no row.
        protected: Protected by law; never compared.
        ended: It is over.
    """

    group: StageGroup
    holder: Holder
    days: float
    pace_days: float
    reference: float | None
    protected: bool
    ended: bool

    @property
    def over(self) -> float | None:
        """Days over the reference (negative: under it); None when there is nothing to compare.

        A stage that still runs is compared once it is over the reference.
        """
        if self.reference is None or (not self.ended and self.days <= self.reference):
            return None
        return self.days - self.reference


def delays(line: RequestLine, scenario: Scenario, law: LawBook) -> tuple[StageDelay, ...]:
    """The stages of a request in the order of the table, those it went through."""
    found = []
    for group in StageGroup:
        stays = [stretch for stretch in line.stretches if _GROUP_OF[stretch.status] is group]
        if not stays:
            continue
        held: dict[Holder, int] = {}
        pace = 0
        for stay in stays:
            is_pace = stay.kind is TimeKind.PACE
            held[stay.holder] = held.get(stay.holder, 0) + (0 if is_pace else stay.end - stay.start)
            pace += stay.end - stay.start if is_pace else 0
        protected = group is StageGroup.JUDICIAL
        before_play = line.inherited and stays[0] is line.stretches[0]
        is_note = group is StageGroup.DRAFT and line.route is not Route.MLA
        found.append(
            StageDelay(
                group=group,
                holder=max(held, key=lambda holder: (held[holder], holder.value)),
                days=sum(held.values()) / DAY,
                pace_days=pace / DAY,
                reference=None if protected or before_play or is_note else reference_days(group, line, scenario, law),
                protected=protected,
                ended=not line.is_open or stays[-1] is not line.stretches[-1],
            )
        )
    return tuple(found)


def net_over(stages: Iterable[StageDelay]) -> float | None:
    """Days over or under the references together, protected time apart; None when no stage can be compared."""
    known = [stage.over for stage in stages if stage.over is not None]
    return sum(known) if known else None


def reference_days(group: StageGroup, line: RequestLine, scenario: Scenario, law: LawBook) -> float:
    """Median days of the offices that a stage passes through, for what is asked for; 0 where none is needed."""
    pair = scenario.pair(line.requesting, line.requested)
    pace = pace_of(pair, law.kind_of(line.sought))
    asking = pace.of(scenario.country(line.requesting).archetype)
    asked = pace.of(scenario.country(line.requested).archetype)
    times = law.times
    if group is StageGroup.ANSWER:
        return times.procedure(answer_row(law.kind_of(line.sought)), asked)[MEDIAN]
    own = times.median_days(asking, OfficeStage.DRAFT) if group is StageGroup.DRAFT else 0.0
    passed = (
        usual_days(status, line.sought, asking, asked, pair, times)
        for status, each in _GROUP_OF.items()
        if each is group
    )
    return own + sum(days for days in passed if days is not None)
