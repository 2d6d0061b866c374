"""The life of a request: the one function that moves it, and what each seat may do with it now.

`advance` reads the tables of `transitions` and returns a new value or raises; nothing else sets a status. Who decides,
and on which legal findings, is not asked here: a person in the authority's chair and an automatic one act alike.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from simulation.assistance.requests import ActFinding, AssistanceRequest, Content, Stage, Step
from simulation.assistance.statuses import STATUSES, Action, Side, Standing, Status
from simulation.assistance.transitions import ROWS, Transition, rows_from
from simulation.errors import RuleViolation
from simulation.records import Facts, Holder, Office, TimeKind

__all__ = ["Action", "Details", "Offer", "Side", "Status", "advance", "offers"]

CONSULT_FIRST = frozenset({"R1", "R2", "R3", "R4", "G1", "G2", "G4", "G8", "G12", "G14"})
"""Grounds of UNTOC 18(21), and the safeguards that an assurance, a question or the other side's own prosecution may
answer: article 18(26) and, for surrender, 16(16) ask for consultation before refusing on them; paragraph 9 of article
18 (R5) is not among those that paragraph 26 names."""

FORBIDDEN_GROUNDS = frozenset({"NR1", "NR2"})
"""Bank secrecy (UNTOC 18(8)) and fiscal nature alone (18(22)): not grounds; a refusal on them is a finding."""

POSTPONEMENT_GROUND = "R6"
"""An own case on file: postpones, never refuses (UNTOC 18(25))."""

SAFEGUARD_GROUNDS = ("G1", "G2", "G3", "G4", "G6", "G8", "G11", "G12", "G14")
"""Safeguards on which assistance may be refused under the requested side's legal system (law.md 5.5)."""

REFUSAL_GROUNDS = (
    "R1",
    "R2",
    "R3",
    "R4",
    "R5",
    "R7",
    "R8",
    "R9",
    "R10",
    "R11",
    "R12",
    *SAFEGUARD_GROUNDS,
    "NR1",
    "NR2",
)
"""Ids that a refusal may name, the two that the treaty forbids among them: naming one is possible and a finding."""


@dataclass(frozen=True, slots=True)
class Details:
    """What goes with an act; which fields it needs is in the table's row.

    Attributes:
        text: Reasons, question or answer in the person's words.
        until: Second until which something is postponed or put off.
        choices: Contents (C1-C15) asked about or found missing.
        content: The request as drafted, or as repaired.
        documents: Keys of documents that go with it.
        conditions: Codes of conditions.
        ground: Id of a ground (R1-R10, NR1, NR2).
        open_items: Contents that the assessment calls open now; given by the engine, never by a person.
        own_case: Reference of an own case on file about a target, given by the engine; None if there is none.
        is_urgency_void: More than the scenario's share of the sender's files is marked urgent (law.md 6.4).
    """

    text: str = ""
    until: int | None = None
    choices: tuple[str, ...] = ()
    content: Content | None = None
    documents: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    ground: str | None = None
    open_items: tuple[str, ...] = ()
    own_case: str | None = None
    is_urgency_void: bool = False

    def has(self, need: str) -> bool:
        """Whether an input that a row needs was given."""
        given = {
            "text": bool(self.text.strip()),
            "until": self.until is not None,
            "choices": bool(self.choices),
            "content": self.content is not None,
            "documents": bool(self.documents),
            "conditions": bool(self.conditions),
            "ground": self.ground is not None,
        }
        return given[need]


NOTHING = Details()
"""An act that says nothing more."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that a seat may do now.

    Attributes:
        action: What.
        is_decision: One of two or more defensible options.
        needs: Names of inputs that it requires.
        may: Names of inputs that can be added.
    """

    action: Action
    is_decision: bool
    needs: tuple[str, ...]
    may: tuple[str, ...] = ()


def offers(request: AssistanceRequest, side: Side, office: Office | None, now: int) -> tuple[Offer, ...]:
    """What a seat may do with a request now, in the table's order.

    Args:
        request: The request.
        side: On which side the seat is.
        office: The seat; None for an automatic authority, which may act for every office of its side.
        now: The moment; nothing is offered before the present status began.
    """
    return tuple(
        Offer(row.action, row.is_decision, row.needs, row.may)
        for row in rows_open(request, side, now)
        if office is None or office in row.offices
    )


def rows_open(request: AssistanceRequest, side: Side, now: int) -> tuple[Transition, ...]:
    """Rows of the table that some seat of a side may take now, in the table's order.

    Args:
        request: The request.
        side: Whose seats.
        now: The moment; nothing is offered before the present status began.
    """
    if now < request.since or side is Side.SYSTEM:
        return ()
    return tuple(
        row for row in rows_from(request.route, request.status) if row.side is side and _obstacle(request, row) is None
    )


def advance(
    request: AssistanceRequest, action: Action, by: Side, office: Office | None, now: int, details: Details = NOTHING
) -> AssistanceRequest:
    """The request after an act.

    Args:
        request: The request as it is.
        action: What is done.
        by: Who does it.
        office: The seat that does it; None for the system and for an automatic authority.
        now: When.
        details: What goes with it.

    Raises:
        RuleViolation: It may not be done now, by this seat or in this way; nothing has changed. Codes:
            `request.closed`, `request.not_possible_now`, `request.not_your_turn`, `request.wrong_office`,
            `request.time_before`, `request.<input>_missing`, `request.until_past`, `request.no_own_case`,
            `request.ground_unknown`, `request.ground_only_postpones`, `request.query_already_open`,
            `request.no_query_open`, `request.already_shared`, `request.no_confidentiality_asked`,
            `request.told_already`.
    """
    row = _row_for(request, action, by, office, now)
    _check_inputs(row, details, now)
    changed = _EFFECTS.get(action, _no_effect)(request, details, now)
    line = Step(action, by, office, now, details.text, details.choices)
    stages = changed.stages
    if row.changes_status:
        standing = _standing_after(request, row, details)
        stages = (
            *changed.stages,
            Stage(row.target, standing.holder, standing.kind, now, details.ground or action.value),
        )
    return replace(changed, stages=stages, version=request.version + 1, log=(*request.log, line))


def _row_for(request: AssistanceRequest, action: Action, by: Side, office: Office | None, now: int) -> Transition:
    row = ROWS.get((request.route, request.status, action))
    if row is None:
        closed = request.is_final and not rows_from(request.route, request.status)
        code = "request.closed" if closed else "request.not_possible_now"
        raise RuleViolation(code, action=action.value, status=request.status_seen_by(by).value)
    if row.side is not by:
        raise RuleViolation("request.not_your_turn", action=action.value, side=row.side.value)
    if office is not None and office not in row.offices:
        raise RuleViolation("request.wrong_office", action=action.value, office=office.value)
    last = request.log[-1].time if request.log else request.since
    if now < max(request.since, last):
        raise RuleViolation("request.time_before", action=action.value, now=now, since=request.since)
    obstacle = _obstacle(request, row)
    if obstacle is not None:
        raise RuleViolation(obstacle, action=action.value)
    return row


def _obstacle(request: AssistanceRequest, row: Transition) -> str | None:
    """Why a row of the table does not apply to this request just now."""
    match row.action:
        case Action.QUERY_STATUS if request.query_open_since is not None:
            return "request.query_already_open"
        case Action.ANSWER_QUERY | Action.FOUND_MISSING if request.query_open_since is None:
            return "request.no_query_open"
        case Action.NOT_CONFIDENTIAL if not request.content.confidential:
            return "request.no_confidentiality_asked"
        case Action.NOT_CONFIDENTIAL if any(step.action is row.action for step in request.log):
            return "request.told_already"
        case Action.SHARE_DRAFT if request.draft_shared:
            return "request.already_shared"
        case _:
            return None


def _check_inputs(row: Transition, details: Details, now: int) -> None:
    for need in row.needs:
        if not details.has(need):
            raise RuleViolation(f"request.{need}_missing", action=row.action.value)
    if details.until is not None and details.until <= now:
        raise RuleViolation("request.until_past", action=row.action.value)
    if row.action is Action.POSTPONE and details.own_case is None:
        raise RuleViolation("request.no_own_case", action=row.action.value)
    if row.action is Action.REFUSE and details.ground not in REFUSAL_GROUNDS:
        only_postpones = details.ground == POSTPONEMENT_GROUND
        code = "request.ground_only_postpones" if only_postpones else "request.ground_unknown"
        raise RuleViolation(code, ground=details.ground or "")


def _standing_after(request: AssistanceRequest, row: Transition, details: Details) -> Standing:
    """Whose time follows: the table's word, except that an unfounded question does not stop the asker's clock."""
    standing = STATUSES[row.target]
    if row.action in {Action.ASK_CLARIFICATION, Action.RETURN_DEFICIENT} and not _opens(request, details):
        return Standing(row.target, Holder.REQUESTED, TimeKind.DECISION)
    return standing


def _opens(request: AssistanceRequest, details: Details) -> tuple[str, ...]:
    """The contents among those asked about that are really open and were not asked about before."""
    return tuple(item for item in details.choices if item in details.open_items and item not in request.clarified)


# --- what each act writes besides the status ------------------------------------------------------------------------


def _no_effect(request: AssistanceRequest, details: Details, now: int) -> AssistanceRequest:  # noqa: ARG001
    return request


def _take_content(request: AssistanceRequest, details: Details, now: int) -> AssistanceRequest:  # noqa: ARG001
    content = details.content or request.content
    return replace(request, content=content, urgent=content.urgent, asked_now=())


def _share(request: AssistanceRequest, details: Details, now: int) -> AssistanceRequest:
    return replace(_take_content(request, details, now), draft_shared=True)


def _acknowledge(request: AssistanceRequest, details: Details, now: int) -> AssistanceRequest:  # noqa: ARG001
    return replace(request, urgency_accepted=request.is_urgency_stated and not details.is_urgency_void)


def _ask(request: AssistanceRequest, details: Details, now: int) -> AssistanceRequest:
    findings = list(request.findings)
    for item in details.choices:
        code = None
        if item in request.clarified:
            code = "clarification_repeated"
        elif item not in details.open_items:
            code = "clarification_not_open"
        if code is not None:
            findings.append(_finding(code, now, (("item", item),), "UNTOC 18(16); design 10.1: an open item, once"))
    clarified = (*request.clarified, *(item for item in details.choices if item not in request.clarified))
    # Asking about what is missing is also the consultation that paragraph 26 wants before a refusal for it.
    return replace(request, clarified=clarified, asked_now=details.choices, consulted=True, findings=tuple(findings))


def _return_deficient(request: AssistanceRequest, details: Details, now: int) -> AssistanceRequest:
    findings = request.findings
    if not _opens(request, details):
        params = (("items", " ".join(details.choices)),)
        findings = (*findings, _finding("returned_without_defect", now, params, "UNTOC 18(16); law.md 7.1 N3"))
    return replace(request, returns=request.returns + 1, asked_now=details.choices, findings=findings)


def _consult(request: AssistanceRequest, details: Details, now: int) -> AssistanceRequest:  # noqa: ARG001
    return replace(request, consulted=True)


def _offer(request: AssistanceRequest, details: Details, now: int) -> AssistanceRequest:  # noqa: ARG001
    return replace(request, conditions_offered=details.conditions, consulted=True)


def _bind(request: AssistanceRequest, details: Details, now: int) -> AssistanceRequest:  # noqa: ARG001
    new = tuple(condition for condition in request.conditions_offered if condition not in request.conditions)
    return replace(request, conditions=(*request.conditions, *new), conditions_offered=())


def _drop_offer(request: AssistanceRequest, details: Details, now: int) -> AssistanceRequest:  # noqa: ARG001
    return replace(request, conditions_offered=())


def _refuse(request: AssistanceRequest, details: Details, now: int) -> AssistanceRequest:
    findings = list(request.findings)
    ground = details.ground or ""
    if ground in FORBIDDEN_GROUNDS:
        findings.append(_finding("refused_on_forbidden_ground", now, (("ground", ground),), "UNTOC 18(8), 18(22)"))
    elif ground in CONSULT_FIRST and not request.consulted:
        findings.append(_finding("refused_without_consultation", now, (("ground", ground),), "UNTOC 18(26)"))
    return replace(request, ground=details.ground, findings=tuple(findings))


def _postpone(request: AssistanceRequest, details: Details, now: int) -> AssistanceRequest:
    findings = request.findings
    if not request.consulted:
        params = (("ground", POSTPONEMENT_GROUND),)
        findings = (*findings, _finding("postponed_without_consultation", now, params, "UNTOC 18(26)"))
    return replace(request, ground=POSTPONEMENT_GROUND, until=details.until, findings=findings)


def _resume(request: AssistanceRequest, details: Details, now: int) -> AssistanceRequest:  # noqa: ARG001
    return replace(request, ground=None, until=None)


def _return_part(request: AssistanceRequest, details: Details, now: int) -> AssistanceRequest:  # noqa: ARG001
    return replace(request, documents=details.documents, partial_reason=details.text)


def _documents(request: AssistanceRequest, details: Details, now: int) -> AssistanceRequest:  # noqa: ARG001
    return replace(request, documents=details.documents or request.documents)


def _query(request: AssistanceRequest, details: Details, now: int) -> AssistanceRequest:  # noqa: ARG001
    return replace(request, query_open_since=now)


def _answer_query(request: AssistanceRequest, details: Details, now: int) -> AssistanceRequest:  # noqa: ARG001
    return replace(request, query_open_since=None)


def _answer(request: AssistanceRequest, details: Details, now: int) -> AssistanceRequest:  # noqa: ARG001
    return replace(
        request,
        documents=details.documents,
        conditions=(*request.conditions, *(code for code in details.conditions if code not in request.conditions)),
        partial_reason=details.text if request.status is Status.ASKED else request.partial_reason,
        query_open_since=None,
        until=None,
    )


def _answer_full(request: AssistanceRequest, details: Details, now: int) -> AssistanceRequest:
    return replace(_answer(request, details, now), partial_reason="")


def _decline(request: AssistanceRequest, details: Details, now: int) -> AssistanceRequest:
    findings = request.findings
    if details.ground in FORBIDDEN_GROUNDS:
        params = (("ground", details.ground or ""),)
        findings = (*findings, _finding("refused_on_forbidden_ground", now, params, "UNTOC 18(8), 18(22)"))
    return replace(request, ground=details.ground, query_open_since=None, until=None, findings=findings)


def _hold(request: AssistanceRequest, details: Details, now: int) -> AssistanceRequest:  # noqa: ARG001
    return replace(request, until=details.until)


def _consent(request: AssistanceRequest, details: Details, now: int) -> AssistanceRequest:  # noqa: ARG001
    new = tuple(code for code in details.conditions if code not in request.conditions)
    return replace(request, conditions=(*request.conditions, *new))


def _finding(code: str, now: int, params: Facts, source: str) -> ActFinding:
    return ActFinding(code, Side.REQUESTED, now, params, source)


_EFFECTS = {
    Action.SUBMIT: _take_content,
    Action.ASK: _take_content,
    Action.ANSWER_CLARIFICATION: _take_content,
    Action.SHARE_DRAFT: _share,
    Action.FOUND_MISSING: _answer_query,
    Action.ACKNOWLEDGE: _acknowledge,
    Action.RETURN_DEFICIENT: _return_deficient,
    Action.ASK_CLARIFICATION: _ask,
    Action.CONSULT: _consult,
    Action.OFFER_CONDITIONS: _offer,
    Action.ACCEPT_CONDITIONS: _bind,
    Action.DECLINE_CONDITIONS: _drop_offer,
    Action.REFUSE: _refuse,
    Action.POSTPONE: _postpone,
    Action.RESUME: _resume,
    Action.POSTPONEMENT_ENDS: _resume,
    Action.EXECUTED: _documents,
    Action.APPEAL_DECIDED: _documents,
    Action.RETURN_FULL: _documents,
    Action.RETURN_PART: _return_part,
    Action.QUERY_STATUS: _query,
    Action.ANSWER_QUERY: _answer_query,
    Action.ANSWER: _answer_full,
    Action.ANSWER_PART: _answer,
    Action.DECLINE: _decline,
    Action.HOLD: _hold,
    Action.GIVE_CONSENT: _consent,
}
