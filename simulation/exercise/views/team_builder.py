"""How a team's view is put together from its parts: from its country's file, its requests, its messages, nothing else.

A part names its inputs (see `simulation.exercise.core.derived`); `simulation.exercise.sources` gives them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from operator import is_
from typing import Any

from simulation.casework.file.case_plan import Plan
from simulation.casework.file.detention import Detention, LoadConviction
from simulation.casework.file.known import PersonAtRisk
from simulation.casework.file.measures import Measure
from simulation.exercise.clock.views import ClockView
from simulation.exercise.core.derived import LazyView, Made, Reading
from simulation.exercise.core.digest import DigestLine
from simulation.exercise.handovers.views import HandOverView
from simulation.exercise.injects.views import InjectView
from simulation.exercise.matters.views import ProcedureView
from simulation.exercise.measures.officers import officers_busy
from simulation.exercise.measures.views import MeasureView, ReportView
from simulation.exercise.meetings.views import MeetingView, TaskView
from simulation.exercise.procedures.letter.play.state import ControlRuling
from simulation.exercise.procedures.letter.play.views import RequestView
from simulation.exercise.restrained_assets.views import AssetView
from simulation.exercise.views.risk_abroad import RiskAbroad
from simulation.exercise.views.team_view import TeamView, WorkItem
from simulation.exercise.views.work_list import OfficesTold, work_items
from simulation.kernel.entities import Entity
from simulation.kernel.registers import Log, Register

OF_THE_CASE = frozenset(
    {
        *("work", "requests", "procedures", "injects", "notices", "meetings", "tasks", "rulings", "handovers"),
        *("hearings", "reactions"),
    }
)
"""Parts of a view that are the case's alone: the warm-up has none of them."""


type Parts = Mapping[str, Callable[[], Any]]
"""What gives each field of a team's view, brought up to date when it is read."""


class WholeView:
    """A team's view of all its parts, made anew when one of them is another."""

    def __init__(self, parts: Parts, *, practice: bool) -> None:
        """Make nothing yet.

        Args:
            parts: What gives each field.
            practice: Whether the warm-up is played, which shows nothing of the case.
        """
        self._parts = {name: tuple if practice and name in OF_THE_CASE else part for name, part in parts.items()}
        self._shown: list[object] = []
        self._view: TeamView

    def __call__(self) -> TeamView:
        """Everything that the team may see now; the very same value while every part of it is."""
        now: list[Any] = [part() for part in self._parts.values()]
        if len(now) != len(self._shown) or not all(map(is_, now, self._shown)):
            self._shown = now
            self._view = TeamView(**dict[str, Any](zip(self._parts, now, strict=True)))
        return self._view


class OpenView(LazyView, TeamView):
    """A team's view of which a part is made when it is first read: good until the state next changes, no longer."""

    __slots__ = ("_make",)


def waiting_requests(requests: Made[tuple[RequestView, ...]]) -> Iterator[tuple[str, RequestView]]:
    """The requests on which somebody of the country may act."""
    return ((each.key, each) for each in requests() if each.offers)


def work_of(
    clock: Made[ClockView],
    told: OfficesTold,
    requests: Made[tuple[tuple[WorkItem, ...], ...]],
    procedures: Made[tuple[ProcedureView, ...]],
    injects: Made[tuple[InjectView, ...]],
    meetings: Made[tuple[MeetingView, ...]],
    tasks: Made[tuple[TaskView, ...]],
    reports: Made[tuple[ReportView, ...]],
    assets: Made[tuple[AssetView, ...]],
    handovers: Made[tuple[HandOverView, ...]],
    exposed: Register[str, PersonAtRisk],
    protected: Made[frozenset[str]],
    held: Made[tuple[Detention, ...]],
    abroad: Made[tuple[RiskAbroad, ...]],
    measures: Made[tuple[MeasureView, ...]],
) -> tuple[WorkItem, ...]:
    """What waits for the seats of a country, while play lasts; whoever will be protected soon waits for nobody."""
    if clock().is_over:
        return ()
    return work_items(
        clock().now,
        told,
        tuple(item for lines in requests() for item in lines),
        procedures(),
        injects(),
        meetings(),
        tasks(),
        reports(),
        assets(),
        tuple(each for each in exposed.values() if each.person not in protected()),
        handovers(),
        held(),
        abroad(),
        measures(),
    )


def rulings_of(
    rulings: Reading[tuple[ControlRuling, ...]],
    requests: Made[tuple[RequestView, ...]],
    procedures: Made[tuple[ProcedureView, ...]],
) -> tuple[ControlRuling, ...]:
    """What control ruled; of requests and procedures that the team does not see, without their number."""
    labels = {each.label for each in requests()} | {each.label for each in procedures()} if rulings() else set()
    return tuple(
        ruling
        if ruling.request in labels
        else ControlRuling(ruling.at, "", ruling.finding, ruling.verdict, ruling.reasons)
        for ruling in rulings()
    )


def digest_lines(digest: Log[DigestLine]) -> tuple[DigestLine, ...]:
    """What happened since the team was last here."""
    return digest.lines


def entities_of(learned: Register[str, Entity]) -> tuple[Entity, ...]:
    """What the file knows of."""
    return tuple(learned.values())


def plans_of(planned: Register[str, Plan]) -> tuple[Plan, ...]:
    """The case plan."""
    return tuple(planned.values())


def at_risk(exposed: Register[str, PersonAtRisk]) -> tuple[tuple[str, int, int | None], ...]:
    """People at risk in the file: who, known since when, protected when."""
    return tuple((exposure.person, exposure.since, exposure.until) for exposure in exposed.values())


def held_now(given: Register[str, Detention], known: Register[str, Entity]) -> tuple[Detention, ...]:
    """Rights by which people whom the file knows are held."""
    return tuple(row for row in given.values() if row.ended is None and row.person in known)


def convicted_in(given: Register[str, LoadConviction], known: Register[str, Entity]) -> tuple[LoadConviction, ...]:
    """What ordinary courts have judged of people whom the file knows."""
    return tuple(row for row in given.values() if row.person in known)


def free_teams(ordered: Register[str, Measure], teams: int) -> int:
    """Surveillance teams, of so many, that no measure has or waits for."""
    return max(0, teams - sum([measure.teams for measure in ordered.values()]))


def free_officers(ordered: Register[str, Measure], officers: int) -> int:
    """Officers, of so many, who are at no work."""
    return officers - officers_busy(ordered.values(), officers)
