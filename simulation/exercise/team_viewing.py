"""How a team's view is made: from its country's file, its requests, its messages, and nothing else."""

from __future__ import annotations

from simulation.casework.charges import Charge
from simulation.casework.measures import Measure, MeasureStatus
from simulation.casework.proof import assess_case
from simulation.exercise.deadlines import TRIAGE_DAYS, last_day
from simulation.exercise.injects import HINTS, line
from simulation.exercise.pace import clock_view
from simulation.exercise.request_viewing import request_views
from simulation.exercise.seats import seats_of
from simulation.exercise.state import CountryState, InjectState, MeetingState, State, TaskState
from simulation.exercise.views import (
    AssetView,
    BoardView,
    ChargeView,
    FiledDocument,
    InjectView,
    LinkView,
    MeasureView,
    MeetingView,
    ReportView,
    RulingView,
    TaskView,
    TeamView,
)
from simulation.exercise.work_list import work_items
from simulation.records import Office


def team_view(state: State, code: str) -> TeamView:
    """Everything that the team of a country may see now."""
    country = state.countries[code]
    file = country.file
    requests = request_views(state, code)
    labels = {request.label for request in requests}
    injects = _injects(state, code)
    meetings = tuple(_meeting(each) for each in state.meetings.values() if code in each.sides)
    tasks = tuple(_task(each) for each in state.tasks.values() if each.task.owner.country == code)
    reports = tuple(
        ReportView(
            report.key,
            report.key,
            report.received,
            report.decision,
            ", ".join(report.shared_with),
            last_day(state, code, report.received, TRIAGE_DAYS),
            report.decided,
        )
        for report in file.reports
    )
    assets = tuple(
        AssetView(a.account, a.country, a.amount_minor, a.since, a.until, a.state.value, a.source) for a in file.assets
    )
    at_risk = tuple((exposure.person, exposure.since, exposure.until) for exposure in file.exposures)
    return TeamView(
        country=code,
        clock=clock_view(state, for_control=False),
        seats=seats_of(state, code),
        work=work_items(state.now, requests, injects, meetings, tasks, reports, assets, file.exposures),
        requests=requests,
        documents=state.memory.keep(f"documents/{code}", (file.version,), lambda: _documents(country)),
        entities=file.entities,
        board=state.memory.keep(f"board/{code}", (file.version, file.board.version), lambda: _board(country)),
        measures=tuple(_measure(country, measure) for measure in file.measures),
        assets=assets,
        charges=tuple(_charge(state, country, charge) for charge in file.charges),
        reports=reports,
        messages=tuple(
            message
            for message in state.messages
            if (message.sender is not None and message.sender.country == code)
            or (message.to is not None and message.to.country == code)
        ),
        injects=injects,
        meetings=meetings,
        tasks=tasks,
        digest=tuple(country.digest),
        digest_since=state.move_starts[-2] if len(state.move_starts) > 1 else 0,
        rulings=tuple(
            ruling
            if ruling.request in labels
            else RulingView(ruling.at, "", ruling.finding, ruling.verdict, ruling.reasons)
            for ruling in state.rulings
        ),
        at_risk=at_risk,
        free_teams=state.scenario.country(code).staff.surveillance_teams - file.teams_busy(),
    )


def _documents(country: CountryState) -> tuple[FiledDocument, ...]:
    return tuple(
        FiledDocument(filing.label, filing.received, filing.source, filing.document) for filing in country.file.filings
    )


def _board(country: CountryState) -> BoardView:
    board = country.file.board
    own = {f"link/{link.key}" for link in board.links} | {claim.key for claim in board.links}
    return BoardView(
        entities=tuple((claim.a, claim.key) for claim in board.entities),
        links=tuple(
            LinkView(
                key=link.key,
                a=link.a,
                b=link.b,
                kind=link.kind,
                documents=link.documents,
                is_evidence=link.is_evidence,
                on_board=board.holds(link.a) and board.holds(link.b),
                is_claim=link.is_claim or f"link/{link.key}" in own,
            )
            for link in country.file.links()
        ),
        merged=board.merged,
        version=board.version,
    )


def _measure(country: CountryState, measure: Measure) -> MeasureView:
    papers = tuple(filing.document.key for filing in country.file.filings if filing.source == measure.key)
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
    stamp = (charge.version, 0 if charge.outcome else country.file.version)
    return state.memory.keep(f"charge/{charge.key}", stamp, lambda: _assessed(state, country, charge))


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


def _injects(state: State, code: str) -> tuple[InjectView, ...]:
    fired = [
        (inject.fired_at, inject)
        for inject in state.injects.values()
        if inject.fired_at is not None and code in inject.countries
    ]
    return tuple(
        _inject(state, code, at, inject) for at, inject in sorted(fired, key=lambda each: (each[0], each[1].key))
    )


def _inject(state: State, code: str, at: int, inject: InjectState) -> InjectView:
    planned = line(state, inject.key)
    brought = planned.document if planned is not None and planned.document else ""
    has_it = bool(brought) and state.countries[code].file.filing(brought) is not None
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
        document=brought if has_it else "",
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
        sides=tuple(meeting.sides.items()),
        version=meeting.version,
    )


def _task(task: TaskState) -> TaskView:
    return TaskView(task.key, task.task.owner, task.task.what, task.task.due_day, task.done, task.meeting)
