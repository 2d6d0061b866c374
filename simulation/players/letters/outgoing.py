"""What this country has under way elsewhere: vet, repair, answer, accept conditions, ask where it stands, withdraw."""

from __future__ import annotations

from dataclasses import replace

from simulation.exercise.core.command import Command
from simulation.exercise.procedures.letter.effects import GAP
from simulation.exercise.procedures.letter.play.views import RequestView
from simulation.exercise.procedures.letter.statuses import ConsultationAnswer, LetterAction, LetterStatus
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Office
from simulation.law.book.contact_points import ASK_STATUS, REVIEW_DRAFT
from simulation.law.book.content import Content
from simulation.law.book.grounds import named_ground, postponing
from simulation.players.letters.drafting import LONGEST_PERIOD_DAYS, completed
from simulation.players.turn.parameters import PolicyMistake
from simulation.players.turn.turn import Turn, asking_office
from simulation.scenario.schema.play import DocumentKind, Route, Sought

QUERY_AFTER_DAYS = {Route.MLA: 75, Route.POLICE: 25, Route.FIU: 35}
"""Days of silence in one status after which one asks where a request stands (law.md 3, 4.1; assumption)."""

SILENT_DAYS = 30
"""Days for which a beginner leaves a question for clarification (law.md 5.3 M19; assumption)."""

_PAPER_OF: dict[Sought, DocumentKind] = {
    Sought.BANK_RECORDS: DocumentKind.BANK_STATEMENT,
    Sought.CALL_RECORDS: DocumentKind.CALL_RECORDS,
    Sought.PORT_RECORDS: DocumentKind.PORT_LOG,
    Sought.STATEMENT: DocumentKind.INTERVIEW,
    Sought.TRAVEL_RECORDS: DocumentKind.TRAVEL_RECORD,
}
"""The paper that each of these requests is for."""

_CAME_BACK = frozenset({LetterAction.RETURN_FOR_REPAIR, LetterAction.RETURN_DEFICIENT, LetterAction.RETURN_MISSENT})
"""Acts that put a draft back on the own table."""

_TO_AGREE = frozenset({postponing(), "G8"})
"""Grounds whose proposal costs whoever asked nothing but time: an own case first, a prosecution over there."""

_TOO_MUCH = frozenset({"R2", "R3", "R4"})
"""Grounds that weigh lighter against less: essential interests, the own law."""

_NOT_FAR = frozenset(
    {LetterStatus.SENT, LetterStatus.RECEIVED, LetterStatus.REGISTERING, LetterStatus.ASSESSING, LetterStatus.DECIDING}
)


def outgoing(desk: Turn) -> list[Command]:
    """Keep own requests moving; nothing new is begun here."""
    written: list[Command] = []
    for request in desk.letter_list.under_way:
        if request.route is Route.MLA:
            written += _formal(desk, request)
        else:
            written += _informal(desk, request)
    return written


def no_longer_needed(desk: Turn) -> list[Command]:
    """Withdraw requests whose result came another way (UNTOC 18(24); law.md 5.3 M18)."""
    if not desk.sits(Office.AUTHORITY) or desk.parameters.makes(PolicyMistake.NOT_WITHDRAWN):
        return []
    written: list[Command] = []
    for request in desk.letter_list.under_way:
        if request.route is not Route.MLA or request.status not in _NOT_FAR:
            continue
        if LetterAction.WITHDRAW in desk.offered(request, Office.AUTHORITY) and _wants_somebody_spared(desk, request):
            text = "We now regard the person as a witness or a victim, and no longer ask for surrender"
            written.append(desk.act(request, LetterAction.WITHDRAW, Office.AUTHORITY, text=text))
            continue
        kind = _PAPER_OF.get(request.sought)
        came = any(
            paper.kind is kind
            and paper.about == target.key
            and paper.use.stands
            and desk.reading.papers[paper.key].received > request.since
            for target in request.targets
            for paper in desk.reading.naming(target.key)
        )
        if came and LetterAction.WITHDRAW in desk.offered(request, Office.AUTHORITY):
            written.append(
                desk.act(
                    request,
                    LetterAction.WITHDRAW,
                    Office.AUTHORITY,
                    text="We no longer need this: we have received the records in another way",
                )
            )
    return written


def _wants_somebody_spared(desk: Turn, request: RequestView) -> bool:
    if request.sought is not Sought.SURRENDER:
        return False
    spared = desk.reading.threatened | desk.reading.cleared
    return any(target.key in spared for target in request.targets)


def _formal(desk: Turn, request: RequestView) -> list[Command]:
    authority = _may(desk, request, Office.AUTHORITY)
    if request.status == LetterStatus.DRAFTING:
        return _hand_in_again(desk, request)
    if LetterAction.CONFIRM_IN_WRITING in authority:
        return [
            desk.act(
                request, LetterAction.CONFIRM_IN_WRITING, Office.AUTHORITY, text="We confirm our request in writing"
            )
        ]
    if LetterAction.APPROVE in authority:
        return [] if desk.may_wait(request, Office.AUTHORITY) else _vet(desk, request)
    if request.status == LetterStatus.CLARIFYING:
        return _explain(desk, request)
    if LetterAction.ACCEPT_CONDITIONS in authority and not desk.may_wait(request, Office.AUTHORITY):
        return [
            desk.act(
                request,
                LetterAction.ACCEPT_CONDITIONS,
                Office.AUTHORITY,
                text="We accept the conditions and will respect them",
            )
        ]
    if LetterAction.ANSWER_CONSULTATION in authority:
        return _answer_proposal(desk, request)
    return _ask_where(desk, request, Office.AUTHORITY, authority)


def _may(desk: Turn, request: RequestView, office: Office) -> frozenset[str]:
    return desk.offered(request, office) if desk.sits(office) else frozenset()


def _hand_in_again(desk: Turn, request: RequestView) -> list[Command]:
    """A request that came back, or a matter that was inherited as a draft; a person's first draft is left alone."""
    came_back = any(line.action in _CAME_BACK for line in request.history)
    is_own = any(line.action == LetterAction.SUBMIT for line in request.history)
    if not came_back and not is_own and not _is_inherited(request):
        return []
    for office in (Office.PROSECUTOR, Office.AUTHORITY):
        if LetterAction.SUBMIT in _may(desk, request, office):
            content = completed(desk, request)
            return [
                desk.act(request, LetterAction.SUBMIT, office, text="We have added what was missing", content=content)
            ]
    return []


def _is_inherited(request: RequestView) -> bool:
    return request.opened < 0


def _vet(desk: Turn, request: RequestView) -> list[Command]:
    """Send it, unless a contact point reads it first, or what can be mended goes back once; a beginner sends it."""
    if _is_read_first(desk, request):
        return _have_it_read(desk, request)
    lacking = tuple(check.item for check in request.checks if check.state in {"empty", "partly"})
    was_returned = any(line.action == LetterAction.RETURN_FOR_REPAIR for line in request.history)
    checks = not desk.parameters.makes(PolicyMistake.NO_LINK)
    if checks and lacking and not was_returned and completed(desk, request) != request.content:
        text = "Please complete these items before the request is sent"
        return [desk.act(request, LetterAction.RETURN_FOR_REPAIR, Office.AUTHORITY, text=text, items=lacking)]
    return [desk.act(request, LetterAction.APPROVE, Office.AUTHORITY, text="Checked and approved")]


def _is_read_first(desk: Turn, request: RequestView) -> bool:
    """Whether a contact point reads the draft before it goes out: once, where the two have one (law.md 5.2)."""
    if not desk.parameters.asks_first or request.content.urgent:
        return False
    return request.contact_open or (not request.contact and bool(_contact_for(request, REVIEW_DRAFT)))


def _have_it_read(desk: Turn, request: RequestView) -> list[Command]:
    if request.contact_open:
        return []
    items = (_contact_for(request, REVIEW_DRAFT), REVIEW_DRAFT)
    return [
        desk.act(
            request,
            LetterAction.ASK_CONTACT,
            Office.AUTHORITY,
            text="Does this draft contain what you need?",
            items=items,
        )
    ]


def _contact_for(request: RequestView, act: str) -> str:
    return next((contact.id for contact in request.contacts if act in contact.acts), "")


def _explain(desk: Turn, request: RequestView) -> list[Command]:
    if desk.parameters.makes(PolicyMistake.SILENCE) and desk.now - request.since < SILENT_DAYS * DAY:
        return []
    for office in (Office.PROSECUTOR, Office.AUTHORITY):
        if LetterAction.ANSWER_CLARIFICATION in _may(desk, request, office) and not desk.may_wait(request, office):
            text, content = "We have added what you asked for", completed(desk, request)
            return [desk.act(request, LetterAction.ANSWER_CLARIFICATION, office, text=text, content=content)]
    return []


def _answer_proposal(desk: Turn, request: RequestView) -> list[Command]:
    """Say something to a proposal before a refusal: terms and waiting are agreed to, a gap is filled, less is asked.

    A beginner says nothing, and the days pass.
    """
    if desk.parameters.makes(PolicyMistake.SILENCE):
        return []
    ground, content = named_ground(request.consulted_on), request.content
    if request.conditions or ground in _TO_AGREE:
        return [_said(desk, request, ConsultationAnswer.AGREE, "We agree to your proposal")]
    filled = completed(desk, request)
    if ground == GAP and filled != content:
        return [_said(desk, request, ConsultationAnswer.SUPPLY_MORE, "We send what was missing", filled)]
    less = _narrowed(content)
    if ground in _TOO_MUCH and less is not None:
        return [_said(desk, request, ConsultationAnswer.NARROW, "We limit our request", less)]
    return [_said(desk, request, ConsultationAnswer.NO_AGREEMENT, "We cannot add anything; please decide")]


def _said(
    desk: Turn, request: RequestView, choice: ConsultationAnswer, text: str, content: Content | None = None
) -> Command:
    return desk.act(
        request, LetterAction.ANSWER_CONSULTATION, Office.AUTHORITY, text=text, content=content, items=(choice.value,)
    )


def _narrowed(content: Content) -> Content | None:
    """The same for the newest year alone; None where it asks for no more than that."""
    last, first = content.period_to_day, content.period_from_day
    if last is None or (first is not None and last - first <= LONGEST_PERIOD_DAYS):
        return None
    return replace(content, period_from_day=last - LONGEST_PERIOD_DAYS)


def _informal(desk: Turn, request: RequestView) -> list[Command]:
    office = asking_office(desk.country, request.sought)
    if not desk.sits(office):
        return []
    may = desk.offered(request, office)
    if request.status == LetterStatus.DRAFTING and _is_inherited(request) and LetterAction.ASK in may:
        return [desk.act(request, LetterAction.ASK, office, content=completed(desk, request))]
    return _ask_where(desk, request, office, may)


def _ask_where(desk: Turn, request: RequestView, office: Office, may: frozenset[str]) -> list[Command]:
    if LetterAction.QUERY_STATUS not in may or request.time_kind == "protected":
        return []
    lately = desk.now - QUERY_AFTER_DAYS[request.route] * DAY
    if request.since > lately or any(
        line.at > lately and line.action in {LetterAction.QUERY_STATUS, LetterAction.ASK_CONTACT}
        for line in request.history
    ):
        return []
    contact = _contact_for(request, ASK_STATUS)
    if contact and desk.parameters.asks_first and LetterAction.ASK_CONTACT in may:
        items = (contact, ASK_STATUS)
        return [
            desk.act(
                request,
                LetterAction.ASK_CONTACT,
                office,
                text="What is the status of our request, please?",
                items=items,
            )
        ]
    return [desk.act(request, LetterAction.QUERY_STATUS, office, text="What is the status of our request, please?")]
