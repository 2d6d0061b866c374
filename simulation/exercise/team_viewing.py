"""How a team's view is made: from its country's file, its requests, its messages, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import is_

from simulation.casework.charges import Charge
from simulation.casework.links import Link
from simulation.casework.measures import Measure, MeasureStatus
from simulation.casework.papers import Filing
from simulation.casework.proof import ElementState, assess_case
from simulation.casework.reports import Report
from simulation.exercise.deadlines import TRIAGE_DAYS, last_day
from simulation.exercise.handing_over import handover_views
from simulation.exercise.injects import HINTS, line
from simulation.exercise.memory import Row, Stamp
from simulation.exercise.pace import clock_view
from simulation.exercise.procedure_viewing import procedure_views
from simulation.exercise.request_viewing import request_views
from simulation.exercise.request_views import RequestView
from simulation.exercise.seats import seats_of
from simulation.exercise.state import CountryState, InjectState, MeetingState, NoticeState, State, TaskState
from simulation.exercise.views import (
    AssetView,
    BoardView,
    ChargeView,
    FiledDocument,
    InjectView,
    LinkView,
    MeasureView,
    MeetingView,
    MessageView,
    NoticeView,
    ReportView,
    RulingView,
    TaskView,
    TeamView,
    WorkItem,
)
from simulation.exercise.work_list import request_items, work_items
from simulation.records import Office


def team_view(state: State, code: str) -> TeamView:
    """Everything that the team of a country may see now."""
    country = state.countries[code]
    file, keep = country.file, state.memory.keep
    requests = request_views(state, code)
    procedures = procedure_views(state, code)
    injects = _injects(state, code)
    meetings = tuple(_meeting(each) for each in state.meetings.values() if code in each.sides)
    tasks = tuple(_task(each) for each in state.tasks.values() if each.task.owner.country == code)
    reports = _reports(state, code)
    assets = keep(f"assets/{code}", file.assets, lambda: _assets(country))
    handovers = handover_views(state, code)
    clock = clock_view(state, for_control=False)
    return TeamView(
        country=code,
        clock=clock,
        seats=seats_of(state, code),
        work=()
        if clock.is_over
        else work_items(
            state.now,
            _waiting(state, code, requests),
            procedures,
            injects,
            meetings,
            tasks,
            reports,
            assets,
            file.exposures,
            handovers,
        ),
        requests=requests,
        procedures=procedures,
        documents=keep(f"documents/{code}", (file.papers_version,), lambda: _documents(state, country)),
        entities=keep(f"entities/{code}", (file.known_version,), lambda: file.entities),
        board=keep(f"board/{code}", (file.links_version, file.board.version), lambda: _board(state, country)),
        measures=_measures(state, country),
        assets=assets,
        charges=tuple(_charge(state, country, charge) for charge in file.charges),
        reports=reports,
        messages=keep(f"messages/{code}", (len(state.messages),), lambda: _messages(state, code)),
        injects=injects,
        notices=tuple(_notice(kept) for kept in state.notices.values() if kept.country == code),
        meetings=meetings,
        tasks=tasks,
        digest=tuple(country.digest),
        digest_since=state.move_starts[-2] if len(state.move_starts) > 1 else 0,
        rulings=_rulings(state, requests),
        at_risk=keep(f"at_risk/{code}", file.exposures, lambda: _at_risk(country)),
        free_teams=state.scenario.country(code).staff.surveillance_teams - file.teams_busy(),
        handovers=handovers,
    )


def _waiting(state: State, code: str, requests: tuple[RequestView, ...]) -> tuple[WorkItem, ...]:
    row: Row[RequestView, tuple[WorkItem, ...]] = state.memory.row(f"waiting/{code}")
    lines = row.show(((each.key, each) for each in requests if each.offers), request_items)
    return tuple(item for each in lines for item in each)


def _notice(kept: NoticeState) -> NoticeView:
    return NoticeView(
        kept.key, kept.kind, kept.target, kept.asked, kept.published, kept.ended, kept.is_diffusion, kept.found
    )


@dataclass(slots=True)
class _Filed:
    """The filings of a country as they were last shown, and their views."""

    filings: tuple[Filing, ...] = ()
    views: tuple[FiledDocument, ...] = ()


def _documents(state: State, country: CountryState) -> tuple[FiledDocument, ...]:
    """The papers of a file: most often it has only grown; where the use of a paper has changed, all are looked at."""
    filed = state.memory.keep(f"filed/{country.code}", (), _Filed)
    filings, known = country.file.filings, filed.filings
    if not all(map(is_, known, filings)):
        old = zip(known, filed.views, filings, strict=False)
        filed.views = tuple(view if before is now else _filed(now) for before, view, now in old)
    filed.views += tuple(map(_filed, filings[len(filed.views) :]))
    filed.filings = filings
    return filed.views


def _filed(filing: Filing) -> FiledDocument:
    return FiledDocument(filing.label, filing.received, filing.source, filing.document)


def _board(state: State, country: CountryState) -> BoardView:
    board, links = country.file.board, country.file.links()
    up, claimed = {claim.a for claim in board.entities}, {claim.key for claim in board.links}
    drawn = frozenset(link.key for link in links if link.a in up and link.b in up) if up else frozenset()
    own = frozenset(link.key for link in links if f"link/{link.key}" in claimed) if claimed else frozenset()
    row: Row[Link, LinkView] = state.memory.keep(f"links/{country.code}", (drawn, own), Row)
    return BoardView(
        entities=tuple((claim.a, claim.key) for claim in board.entities),
        links=row.show([(link.key, link) for link in links], lambda link: _link(link, drawn, own)),
        merged=board.merged,
        version=board.version,
    )


def _link(link: Link, drawn: frozenset[str], own: frozenset[str]) -> LinkView:
    is_claim = link.is_claim or link.key in own
    return LinkView(link.key, link.a, link.b, link.kind, link.documents, link.is_evidence, link.key in drawn, is_claim)


def _at_risk(country: CountryState) -> tuple[tuple[str, int, int | None], ...]:
    return tuple((exposure.person, exposure.since, exposure.until) for exposure in country.file.exposures)


def _assets(country: CountryState) -> tuple[AssetView, ...]:
    return tuple(
        AssetView(a.account, a.country, a.amount_minor, a.since, a.until, a.state.value, a.source)
        for a in country.file.assets
    )


def _messages(state: State, code: str) -> tuple[MessageView, ...]:
    return tuple(
        message
        for message in state.messages
        if (message.sender is not None and message.sender.country == code)
        or (message.to is not None and message.to.country == code)
    )


def _rulings(state: State, requests: tuple[RequestView, ...]) -> tuple[RulingView, ...]:
    labels = {request.label for request in requests} if state.rulings else set()
    return tuple(
        ruling
        if ruling.request in labels
        else RulingView(ruling.at, "", ruling.finding, ruling.verdict, ruling.reasons)
        for ruling in state.rulings
    )


def _reports(state: State, code: str) -> tuple[ReportView, ...]:
    reports = state.countries[code].file.reports
    row: Row[tuple[Report, int], ReportView] = state.memory.row(f"report/{code}")
    return state.memory.keep(
        f"reports/{code}",
        (reports, _office_hours(state, code)),
        lambda: row.show(
            ((each.key, (each, last_day(state, code, each.received, TRIAGE_DAYS))) for each in reports), _report
        ),
    )


def _report(source: tuple[Report, int]) -> ReportView:
    report, due_day = source
    return ReportView(
        report.key,
        report.key,
        report.received,
        report.decision,
        ", ".join(report.shared_with),
        due_day,
        report.decided,
    )


def _measures(state: State, country: CountryState) -> tuple[MeasureView, ...]:
    file = country.file
    row: Row[tuple[Measure, tuple[str, ...]], MeasureView] = state.memory.row(f"measure/{country.code}")
    return state.memory.keep(
        f"measures/{country.code}",
        (file.measures_version, file.papers_version),
        lambda: row.show(((each.key, (each, file.brought_by(each.key))) for each in file.measures), _measure),
    )


def _measure(source: tuple[Measure, tuple[str, ...]]) -> MeasureView:
    measure, papers = source
    stage = measure.result or ("authorising" if measure.status is MeasureStatus.AUTHORISING else "")
    return MeasureView(
        key=measure.key,
        kind=measure.kind.value,
        target=measure.target,
        office=measure.office,
        ordered=measure.ordered,
        since=measure.since,
        is_running=measure.is_running,
        result=stage,
        documents=papers,
    )


def _charge(state: State, country: CountryState, charge: Charge) -> ChargeView:
    """A charge: other papers undo nothing that its own prove, and may bring within reach what these do not."""
    file, keep = country.file, state.memory.keep
    own = (charge.version, file.chosen(charge.documents))
    view = keep(f"charge/{charge.key}", own, lambda: _assessed(state, country, charge))
    if charge.outcome or all(proof == ElementState.PROVED for _, proof in view.elements):
        return view
    stamp = (*own, file.papers_version)
    return keep(f"charge_open/{charge.key}", stamp, lambda: _assessed(state, country, charge))


def _assessed(state: State, country: CountryState, charge: Charge) -> ChargeView:
    assessed = assess_case(charge, country.file, state.scenario.country(country.code))
    return ChargeView(
        key=charge.key,
        person=charge.person,
        offence=charge.offence,
        charged=charge.at,
        trial_at=charge.trial_at,
        documents=charge.documents,
        elements=tuple((proof.element, proof.state.value) for proof in assessed.elements),
        outcome=charge.outcome,
        reasons=charge.reasons,
        version=charge.version,
    )


@dataclass(slots=True)
class _Reached:
    """The injects that reached a team.

    Attributes:
        changed: How many changes of the event list were read for it.
        shown: Views by when each inject fired and its key.
        views: The same in this order.
        awaited: Papers that injects speak of and that have not come to the team's file.
    """

    changed: int = 0
    shown: dict[tuple[int, str], InjectView] = field(default_factory=dict)
    views: tuple[InjectView, ...] = ()
    awaited: dict[str, str] = field(default_factory=dict)


def _injects(state: State, code: str) -> tuple[InjectView, ...]:
    """The injects that reached a team: those that changed, and all when the office hours did by which people answer."""
    reached = state.memory.keep(f"injects/{code}", _office_hours(state, code), _Reached)
    file = state.countries[code].file
    came = [key for key, paper in reached.awaited.items() if file.filing(paper) is not None]
    moved = dict.fromkeys((*state.injects_changed[reached.changed :], *came))
    for key in moved:
        inject = state.injects[key]
        if inject.fired_at is None or code not in inject.countries:
            continue
        reached.shown[inject.fired_at, key] = _inject(state, code, inject)
        brought = _brought(state, key)
        if brought and file.filing(brought) is None:
            reached.awaited[key] = brought
        else:
            reached.awaited.pop(key, None)
    if moved:
        reached.changed = len(state.injects_changed)
        reached.views = tuple(reached.shown[place] for place in sorted(reached.shown))
    return reached.views


def _office_hours(state: State, code: str) -> Stamp:
    """All that the last day for something is reckoned by, besides when it came (see `deadlines.last_day`)."""
    return (len(state.openings), state.target, state.phase) if state.has_people(code) else ()


def _brought(state: State, key: str) -> str:
    """Key of the paper that an inject brings, "" for none."""
    planned = line(state, key)
    return planned.document or "" if planned is not None else ""


def _inject(state: State, code: str, inject: InjectState) -> InjectView:
    planned = line(state, inject.key)
    at, brought = inject.fired_at or 0, _brought(state, inject.key)
    return InjectView(
        key=inject.key,
        at=at,
        sender=planned.sender if planned is not None else "control",
        offices=planned.offices if planned is not None and planned.offices else tuple(Office),
        title=inject.title,
        text=inject.text,
        choices=planned.choices if planned is not None else (),
        answer_due_day=last_day(state, code, at, inject.answer_days) if inject.answer_days else None,
        answered=inject.answers.get(code, ""),
        document=brought if brought and state.countries[code].file.filing(brought) is not None else "",
        hints=tuple(number for number in inject.hints.get(code, ()) if number <= HINTS),
        unanswered=planned.unanswered or "" if planned is not None else "",
        answered_at=inject.answered_at.get(code),
    )


def _meeting(meeting: MeetingState) -> MeetingView:
    return MeetingView(
        key=meeting.key,
        at=meeting.at,
        caller=meeting.caller,
        seats=meeting.seats,
        agenda=meeting.agenda,
        text=meeting.text,
        minutes=meeting.minutes,
        tasks=meeting.tasks,
        forums=meeting.forums,
        sides=tuple(meeting.sides.items()),
        version=meeting.version,
    )


def _task(task: TaskState) -> TaskView:
    return TaskView(task.key, task.task.owner, task.task.what, task.task.due_day, task.done, task.meeting)
