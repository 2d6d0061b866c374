"""The life of a request: the one function that moves it, and what each seat may do with it now.

`advance` reads the tables of `transitions` and returns a new value or raises; nothing else sets a status. Who decides,
and on which legal findings, is not asked here: a person in the authority's chair and an automatic one act alike.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from simulation.exercise.procedures.letter.effects import EFFECTS, NOTHING, LetterAct, no_effect, opens
from simulation.exercise.procedures.letter.letter import Letter, Stage, Step
from simulation.exercise.procedures.letter.statuses import STATUSES, LetterAction, Standing, Transition
from simulation.exercise.procedures.letter.table import ROWS, rows_from
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Holder, Office, Side, TimeKind
from simulation.law.book.grounds import POSTPONEMENT_GROUND, REFUSAL_GROUNDS
from simulation.law.book.transmission import TransmissionResult


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that a seat may do now.

    Attributes:
        action: What.
        is_decision: One of two or more defensible options.
        needs: Names of inputs that it requires.
        may: Names of inputs that can be added.
    """

    action: LetterAction
    is_decision: bool
    needs: tuple[str, ...]
    may: tuple[str, ...] = ()


def offers(request: Letter, side: Side, office: Office | None, now: int) -> tuple[Offer, ...]:
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


def rows_open(request: Letter, side: Side, now: int) -> tuple[Transition, ...]:
    """Rows of the table that some seat of a side may take now, in the table's order.

    Args:
        request: The request.
        side: Whose seats.
        now: The moment; nothing is offered before the present status began.
    """
    if now < request.since or side is Side.SYSTEM:
        return ()
    rows = rows_from(request.route, request.status)
    return tuple([row for row in rows if row.side is side and _obstacle(request, row.action) is None])


def advance(
    request: Letter, action: LetterAction, by: Side, office: Office | None, now: int, details: LetterAct = NOTHING
) -> Letter:
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
    changed = EFFECTS.get(action, no_effect)(request, details, now)
    line = Step(action, by, office, now, details.text, details.choices)
    stages = changed.stages
    if row.changes_status:
        standing = _standing_after(request, row, details)
        stages = (
            *changed.stages,
            Stage(row.target, standing.holder, standing.kind, now, details.ground or action.value),
        )
    return changed._replace(stages=stages, version=request.version + 1, log=(*request.log, line))


def _row_for(request: Letter, action: LetterAction, by: Side, office: Office | None, now: int) -> Transition:
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
    obstacle = _obstacle(request, row.action)
    if obstacle is not None:
        raise RuleViolation(obstacle, action=action.value)
    return row


def _obstacle(request: Letter, action: LetterAction) -> str | None:
    """Why a row of the table does not apply to this request just now."""
    for stands, code in _OBSTACLES.get(action, ()):
        if stands(request):
            return code
    return None


def _is_asked_after(request: Letter) -> bool:
    return request.query_open_since is not None


def _no_contact_asked(request: Letter) -> bool:
    return request.contact_since is None


_OBSTACLES: dict[LetterAction, tuple[tuple[Callable[[Letter], bool], str], ...]] = {
    LetterAction.QUERY_STATUS: ((_is_asked_after, "request.query_already_open"),),
    LetterAction.FOUND_MISSING: (
        (lambda request: not _is_asked_after(request) and _no_contact_asked(request), "request.no_query_open"),
    ),
    LetterAction.ANSWER_QUERY: ((lambda request: not _is_asked_after(request), "request.no_query_open"),),
    LetterAction.RETURN_MISSENT: ((lambda request: request.way != TransmissionResult.REFUSED, "request.way_is_good"),),
    LetterAction.CONFIRM_IN_WRITING: (
        (lambda request: request.way != TransmissionResult.TO_CONFIRM, "request.nothing_to_confirm"),
    ),
    LetterAction.ACCEPT: ((lambda request: request.way == TransmissionResult.TO_CONFIRM, "request.not_confirmed"),),
    LetterAction.ASK_CONTACT: ((lambda request: not _no_contact_asked(request), "request.contact_asked"),),
    LetterAction.ANSWER_CONTACT: ((_no_contact_asked, "request.no_contact_asked"),),
    LetterAction.CONTACT_ANSWERED: ((_no_contact_asked, "request.no_contact_asked"),),
    LetterAction.NOT_CONFIDENTIAL: (
        (lambda request: not request.content.confidential, "request.no_confidentiality_asked"),
        (
            lambda request: any(step.action is LetterAction.NOT_CONFIDENTIAL for step in request.log),
            "request.told_already",
        ),
    ),
    LetterAction.SHARE_DRAFT: ((lambda request: request.draft_shared, "request.already_shared"),),
}
"""What keeps an act that the table has from being taken, and its code."""


def _check_inputs(row: Transition, details: LetterAct, now: int) -> None:
    for need in row.needs:
        if not details.has(need):
            raise RuleViolation(f"request.{need}_missing", action=row.action.value)
    if details.until is not None and details.until <= now:
        raise RuleViolation("request.until_past", action=row.action.value)
    if row.action is LetterAction.POSTPONE and details.own_case is None:
        raise RuleViolation("request.no_own_case", action=row.action.value)
    if row.action is LetterAction.REFUSE and details.ground not in REFUSAL_GROUNDS:
        only_postpones = details.ground == POSTPONEMENT_GROUND
        code = "request.ground_only_postpones" if only_postpones else "request.ground_unknown"
        raise RuleViolation(code, ground=details.ground or "")


def _standing_after(request: Letter, row: Transition, details: LetterAct) -> Standing:
    """Whose time follows: the table's word, except that an unfounded question does not stop the asker's clock."""
    standing = STATUSES[row.target]
    if row.action in {LetterAction.ASK_CLARIFICATION, LetterAction.RETURN_DEFICIENT} and not opens(request, details):
        return Standing(row.target, Holder.REQUESTED, TimeKind.DECISION)
    return standing
