"""What needs a seat now: one line for everything that waits for a person of the team, the most urgent first."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from simulation.casework.file.detention import BEFORE_CHARGE, Detention
from simulation.casework.file.known import PersonAtRisk
from simulation.exercise.handovers.views import HandOverView
from simulation.exercise.injects.views import InjectView
from simulation.exercise.matters.views import ProcedureView
from simulation.exercise.measures.views import MeasureView, ReportView, not_found
from simulation.exercise.meetings.handlers import TEAM_TASK
from simulation.exercise.meetings.views import MeetingView, TaskView
from simulation.exercise.procedures.letter.play.own_prosecution import TASK as PROSECUTION_TASK
from simulation.exercise.procedures.letter.play.own_prosecution import TRANSFERRED
from simulation.exercise.procedures.letter.play.views import RequestView
from simulation.exercise.procedures.letter.statuses import BESIDE_THE_STEP, LetterAction
from simulation.exercise.restrained_assets.views import AssetView
from simulation.exercise.views.risk_abroad import RiskAbroad
from simulation.exercise.views.team_view import WorkItem
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Facts, Office, Phrase

EXPIRING_DAYS = 40
"""A freeze that lapses within one long jump is shown as work."""

SOON = EXPIRING_DAYS * DAY
"""A clock of custody that ends within one long jump is work."""

STATUS_ASKED = "work.answer_query"
"""Code of the line that says that the other side asks where a request stands."""

TELL_RISK = "open.tell_risk"
"""Code of the button of the line that says that another country has to be told of somebody at risk."""

FIND = "open.find"
"""Code of the button of the line that says that somebody at risk was not found."""

_OWN_WORK = frozenset({"drafting", "vetting", "clarifying", "conditions"})
_THEIR_WORK = frozenset({"received", "deciding", "checking", "asked", "consent_asked"})
_FINAL_DAY = 1_000_000
_TASKS = {
    PROSECUTION_TASK: "work.submit_for_prosecution",
    TRANSFERRED: "work.prosecute_transferred",
    TEAM_TASK: "work.propose_team",
}


class OfficesTold(NamedTuple):
    """Offices of a team by what they have to do with: reports of suspicion, restrained money, inquiries, charges."""

    reports: tuple[Office, ...]
    assets: tuple[Office, ...]
    inquiries: tuple[Office, ...]
    charges: tuple[Office, ...]


def work_items(
    now: int,
    told: OfficesTold,
    requests: tuple[WorkItem, ...],
    procedures: tuple[ProcedureView, ...],
    injects: tuple[InjectView, ...],
    meetings: tuple[MeetingView, ...],
    tasks: tuple[TaskView, ...],
    reports: tuple[ReportView, ...],
    assets: tuple[AssetView, ...],
    exposures: tuple[PersonAtRisk, ...],
    handovers: tuple[HandOverView, ...] = (),
    held: tuple[Detention, ...] = (),
    abroad: tuple[RiskAbroad, ...] = (),
    measures: tuple[MeasureView, ...] = (),
) -> tuple[WorkItem, ...]:
    """All lines of a team, sorted by the day by which they are due, then by how long they wait, then by key.

    Args:
        now: The second reached.
        told: Offices of the team by what they have to do with.
        requests: The lines of its requests (see `request_items`).
        procedures: Its procedures.
        injects: Injects that reached it.
        meetings: Its meetings.
        tasks: Its tasks.
        reports: Reports of its unit's stream.
        assets: Money that is or was blocked for it.
        exposures: People at risk whom its file shows.
        handovers: Matters between its seats.
        held: Rights by which it holds people of its file.
        abroad: People at risk whom its file places in another country: that country is told, once.
        measures: What it ordered at home.
    """
    missed = not_found(measures)
    away = {each.person: each for each in abroad}
    lapsing = {asset.account: asset for asset in assets if _lapses_soon(asset, now)}
    kept = {asset.account for asset in assets if asset.is_kept_by_letter}
    ours = tuple(each for each in procedures if each.waits_for_us)
    before_courts = {entity.key for each in ours for entity in each.subjects}
    items = [
        *requests,
        *(_procedure(each, lapsing, kept) for each in ours),
        *(_inject(inject) for inject in injects if inject.answer_due_day is not None and not inject.answered),
        *(item for meeting in meetings for item in _meeting(meeting)),
        *(_task(task) for task in tasks if not task.done),
        *(_report(report, told.reports) for report in reports if not report.decision),
        *(_asset(asset, told.assets) for account, asset in lapsing.items() if account not in before_courts),
        *(
            _exposure(exposure, away.get(exposure.person), missed.get(exposure.person), told.inquiries)
            for exposure in exposures
            if exposure.until is None and not (exposure.person in away and away[exposure.person].told is not None)
        ),
        *(_handover(each) for each in handovers if each.waits),
        *(_held(row, told.charges) for row in held if row.right in BEFORE_CHARGE and row.until - now <= SOON),
    ]
    return tuple(
        sorted(
            items,
            key=lambda item: (
                item.due_day if item.due_day is not None else _FINAL_DAY,
                item.waiting_since,
                item.key,
            ),
        )
    )


def waiting(work: Sequence[WorkItem], offices: Sequence[Office] | None) -> tuple[WorkItem, ...]:
    """What waits for some offices: people at risk first, then by day and by waiting. Desks and the dry run count it.

    A question where a request stands is no line of its own beside the step for which that request waits.

    Args:
        work: The lines of a team.
        offices: Whose; None for anybody of the team.
    """
    found = [item for item in work if offices is None or any(office in item.offices for office in offices)]
    steps = {item.about for item in found if item.title.code != STATUS_ASKED}
    chosen = [item for item in found if item.title.code != STATUS_ASKED or item.about not in steps]

    def place(item: WorkItem) -> tuple[bool, int, int, str]:
        due = item.due_day if item.due_day is not None else _FINAL_DAY
        return (item.about_kind != "person", due, item.waiting_since, item.key)

    return tuple(sorted(chosen, key=place))


def request_items(request: RequestView) -> tuple[WorkItem, ...]:
    """The lines of one request: its next step, and questions where it stands that nobody has answered."""
    step = (_request(request),) if _waits_for_us(request) else ()
    if not request.incoming:
        return step
    query = (_question(request, "query", "answer_query", None),) if request.query_open else ()
    contact = (_question(request, "contact", "answer_contact", request.contact_until),) if request.contact_open else ()
    return (*step, *query, *contact)


def _waits_for_us(request: RequestView) -> bool:
    if request.awaits_direction or request.is_proposed_to:
        return True
    return request.status in (_THEIR_WORK if request.incoming else _OWN_WORK)


def _request(request: RequestView) -> WorkItem:
    other = request.other
    step = "directing" if request.awaits_direction else "proposed" if request.is_proposed_to else request.status
    params = (("label", request.label), ("country", other), ("sought", request.sought.value))
    return WorkItem(
        key=f"request/{request.key}",
        offices=request.deciding_offices,
        title=Phrase(f"work.{step}", params),
        why=_said(request, params) or Phrase(f"work.{step}.why", params),
        due_day=None if request.is_proposed_to else request.due_day,
        waiting_since=request.since,
        about_kind="request",
        about=request.key,
        action=f"open.{step}",
        is_decision=any(offer.is_decision for offer in request.offers if offer.action not in BESIDE_THE_STEP),
        rests_on=request.rests_on,
        due_binds=False,
    )


_TOLD = {
    "drafting": ("work.returned.why", frozenset({"return_for_repair", "return_deficient", "return_missent"})),
    "clarifying": ("work.questioned.why", frozenset({"ask_clarification"})),
}
"""Why an own request is back on the desk, by its status: the words for it, and the acts that brought it back."""


def _said(request: RequestView, params: Facts) -> Phrase | None:
    """The words with which a request came back, or was asked about; what was said to a proposal; None of others."""
    last = request.history[-1] if request.history else None
    if last is not None and request.incoming and last.action == LetterAction.ANSWER_CONSULTATION:
        return Phrase("work.proposal_answered.why", (*params, ("reasons", last.reason)))
    code, acts = _TOLD.get(request.status, ("", frozenset()))
    line = next((each for each in reversed(request.history) if each.action in acts), None)
    if line is None or request.incoming or not line.text:
        return None
    return Phrase(code, (*params, ("items", line.reason), ("text", line.text)))


def _question(request: RequestView, kind: str, answer: str, until: int | None) -> WorkItem:
    """A question beside the request that somebody has to answer, before the day on which a duty officer does."""
    params: Facts = (("label", request.label), ("country", request.requesting))
    why = f"work.{answer}.why"
    if until:
        params, why = (*params, ("due_day", until)), f"work.{answer}.until"
    return WorkItem(
        key=f"{kind}/{request.key}",
        offices=tuple(offer.office for offer in request.offers if offer.action == answer),
        title=Phrase(f"work.{answer}", params),
        why=Phrase(why, params),
        due_day=until or None,
        waiting_since=request.since,
        about_kind="request",
        about=request.key,
        action=f"open.{answer}",
        is_decision=False,
        rests_on=request.rests_on,
    )


def _procedure(procedure: ProcedureView, lapsing: Mapping[str, AssetView], kept: Collection[str]) -> WorkItem:
    """The step of a procedure that this side has to take; money of it that comes free soon is told of with it.

    Money that a letter keeps waits for what becomes of that letter, not for the usual days of a short hold.
    """
    params = (
        ("label", procedure.label),
        ("kind", procedure.kind),
        ("country", procedure.other),
        ("status", procedure.status),
        ("about", procedure.subjects[0].key if procedure.subjects else ""),
    )
    money = [lapsing[each.key] for each in procedure.subjects if each.key in lapsing]
    by_law = [day for day in (procedure.limit_day, *map(_lapse_day, money)) if day is not None]
    is_kept = any(each.key in kept for each in procedure.subjects)
    days = [*by_law, procedure.due_day] if procedure.due_day is not None and not is_kept else by_law
    why = "work.procedure_kept.why" if is_kept else "work.procedure_lapses.why" if money else "work.procedure.why"
    code = "work.procedure_at_home" if procedure.requesting == procedure.requested else "work.procedure"
    return WorkItem(
        key=f"procedure/{procedure.key}",
        offices=tuple(dict.fromkeys(offer.office for offer in procedure.offers)),
        title=Phrase(code, params),
        why=Phrase(why, params),
        due_day=min(days, default=None),
        waiting_since=procedure.since,
        about_kind="procedure",
        about=procedure.key,
        action="open.procedure",
        is_decision=any(offer.is_decision for offer in procedure.offers),
        rests_on=procedure.rests_on,
        due_binds=procedure.due_binds or min(days, default=None) in by_law,
    )


def _inject(inject: InjectView) -> WorkItem:
    params = (("title", inject.title), ("sender", inject.sender))
    return WorkItem(
        key=f"inject/{inject.key}",
        offices=inject.offices,
        title=Phrase("work.inject", params),
        why=Phrase("work.inject.why", params),
        due_day=inject.answer_due_day,
        waiting_since=inject.at,
        about_kind="inject",
        about=inject.key,
        action="open.inject",
        is_decision=len(inject.choices) > 1,
        rests_on=(inject.key,),
    )


def _meeting(meeting: MeetingView) -> tuple[WorkItem, ...]:
    if not meeting.minutes:
        code, open_sides = "work.minutes", [meeting.caller.country]
    else:
        code, open_sides = "work.agree", [country for country, word in meeting.sides if not word]
    return tuple(
        WorkItem(
            key=f"meeting/{meeting.key}/{country}",
            offices=tuple(seat.office for seat in meeting.seats if seat.country == country),
            title=Phrase(code, (("country", meeting.caller.country),)),
            why=Phrase(f"{code}.why", (("country", meeting.caller.country),)),
            due_day=None,
            waiting_since=meeting.at,
            about_kind="meeting",
            about=meeting.key,
            action="open.meeting",
            is_decision=bool(meeting.minutes),
            rests_on=(),
        )
        for country in open_sides
    )


def _task(task: TaskView) -> WorkItem:
    params = (("what", task.what), ("person", task.about))
    code = _TASKS.get(task.what, "work.task")
    return WorkItem(
        key=f"task/{task.key}",
        offices=(task.owner.office,),
        title=Phrase(code, params),
        why=Phrase(f"{code}.why", params),
        due_day=task.due_day,
        waiting_since=0,
        about_kind="charge" if task.about else "task",
        about=task.about or task.key,
        action="open.task",
        is_decision=False,
        rests_on=(),
    )


def _report(report: ReportView, offices: tuple[Office, ...]) -> WorkItem:
    params = (("label", report.document), ("account", report.about))
    return WorkItem(
        key=f"report/{report.key}",
        offices=offices,
        title=Phrase("work.report", params),
        why=Phrase("work.report.why", params),
        due_day=report.due_day,
        waiting_since=report.received,
        about_kind="report",
        about=report.key,
        action="open.report",
        is_decision=True,
        rests_on=(report.document,),
        due_binds=False,
    )


def _lapses_soon(asset: AssetView, now: int) -> bool:
    blocked = asset.state in {"frozen", "postponed"}
    return blocked and asset.until is not None and asset.until - now <= EXPIRING_DAYS * DAY


def _lapse_day(asset: AssetView) -> int | None:
    return asset.until // DAY + 1 if asset.until is not None else None


def _asset(asset: AssetView, offices: tuple[Office, ...]) -> WorkItem:
    params = (("account", asset.account), ("state", asset.state))
    return WorkItem(
        key=f"asset/{asset.account}",
        offices=offices,
        title=Phrase("work.freeze_lapses", params),
        why=Phrase("work.freeze_lapses.why", params),
        due_day=_lapse_day(asset),
        waiting_since=asset.since,
        about_kind="freeze",
        about=asset.account,
        action="open.freeze",
        is_decision=True,
        rests_on=(),
    )


def _held(row: Detention, offices: tuple[Office, ...]) -> WorkItem:
    params = (("person", row.person), ("right", row.right.value))
    return WorkItem(
        key=f"held/{row.key}",
        offices=offices,
        title=Phrase("work.held", params),
        why=Phrase("work.held.why", params),
        due_day=row.until // DAY + 1,
        waiting_since=row.taken,
        about_kind="entity",
        about=row.person,
        action="open.held",
        is_decision=True,
        rests_on=(),
    )


def _exposure(
    exposure: PersonAtRisk, abroad: RiskAbroad | None, missed: MeasureView | None, offices: tuple[Office, ...]
) -> WorkItem:
    """Somebody at risk: to be protected, or first to be found, or to be told of to the country where he or she is."""
    params: Facts = (("person", exposure.person),)
    code, action = "work.protect", "open.protect"
    if abroad is not None:
        code, action, params = "work.tell_risk", TELL_RISK, (*params, ("country", abroad.country))
    elif missed is not None:
        code, action, params = "work.find", FIND, (*params, ("at", missed.ordered))
    return WorkItem(
        key=f"risk/{exposure.person}",
        offices=offices,
        title=Phrase(code, params),
        why=Phrase(f"{code}.why", params),
        due_day=exposure.since // DAY + 8,
        waiting_since=exposure.since,
        about_kind="person",
        about=exposure.person,
        action=action,
        is_decision=True,
        rests_on=(exposure.document,),
        due_binds=False,
    )


def _handover(handover: HandOverView) -> WorkItem:
    params = (("about", handover.about), ("office", handover.by.value), ("note", handover.text))
    code = f"work.handover_{handover.stands}"
    return WorkItem(
        key=f"handover/{handover.key}",
        offices=(handover.to,),
        title=Phrase(code, params),
        why=Phrase(f"{code}.why", params),
        due_day=None,
        waiting_since=handover.since,
        about_kind="handover",
        about=handover.key,
        action="open.handover",
        is_decision=False,
        rests_on=(),
    )
