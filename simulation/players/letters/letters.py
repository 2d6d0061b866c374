"""Formal requests: what courts accept, asked for once a chain of papers links the target with the offence."""

from __future__ import annotations

from simulation.casework.documents.document import AssertionKind as Says
from simulation.casework.documents.document import Origin
from simulation.exercise.core.command import Command
from simulation.exercise.procedures.letter.statuses import LetterStatus
from simulation.kernel.agenda import DAY
from simulation.kernel.entities import Entity, EntityKind
from simulation.kernel.terms import Office
from simulation.players.letters.drafting import content_for
from simulation.players.letters.inquiries import QUESTION_ABOUT
from simulation.players.letters.urgency import LossToCome, money_gone, money_leaves, records_lost, urgency
from simulation.players.turn.parameters import PolicyMistake
from simulation.players.turn.plans import dealing_with_suspects, has_plan, has_suspects_behind
from simulation.players.turn.suspicion import LEAD, STRONG, SUSPECT
from simulation.players.turn.turn import Turn
from simulation.players.turn.whereabouts import asked_abroad
from simulation.scenario.schema.play import Sought

RECORDS_ABOUT: dict[EntityKind, Sought] = {
    EntityKind.ACCOUNT: Sought.BANK_RECORDS,
    EntityKind.COMPANY: Sought.BANK_RECORDS,
    EntityKind.PHONE: Sought.CALL_RECORDS,
    EntityKind.CONTAINER: Sought.PORT_RECORDS,
    EntityKind.PERSON: Sought.STATEMENT,
}
"""The evidence that a suspicion abroad calls for."""

_NEAR = frozenset({LetterStatus.ALLOCATING, LetterStatus.AUTHORISING, LetterStatus.EXECUTING})
"""An order that was asked for is about to be made."""

GOODS_OF = Sought.PORT_RECORDS
"""What is asked besides about a firm abroad that is strongly suspected: what it moved or was sent, for money is the
proceeds of something (law.md 5.3 M14: no freeze without a plan for confiscation)."""

_SHORT = frozenset({Origin.POLICE, Origin.FIU})
"""Short ways on which answers come."""

LETTERS = 1
"""Letters that an office which is busy with other things still begins in a move (assumption)."""

MOVING_DAYS = 60
"""Money counts as moving when a paper shows a payment within so many days (assumption)."""


def records(desk: Turn) -> list[Command]:
    """Ask for evidence abroad about what the file points at, with the papers that connect it to the offence."""
    if not desk.sits(Office.PROSECUTOR):
        return []
    written: list[Command] = []
    is_idle = desk.workload.is_idle(Office.AUTHORITY)
    for entity in desk.reading.to_ask_about(LEAD if is_idle else SUSPECT, *RECORDS_ABOUT, sort=desk.parameters.sorts):
        if not has_time_for_a_letter(desk):
            break
        sought = next_question(desk, entity)
        if sought is not None and _is_ripe(desk, entity, is_idle=is_idle):
            written += ask_for(desk, sought, entity)
    return written


def money_trail(desk: Turn) -> list[Command]:
    """Ask for the records of accounts abroad from which much of a suspect's money came, or to which it went on."""
    if not desk.sits(Office.PROSECUTOR) or desk.parameters.makes(PolicyMistake.NO_PLAN):
        return []
    written: list[Command] = []
    dealing = dealing_with_suspects(desk)
    for account in desk.reading.to_ask_about(0, EntityKind.ACCOUNT) if dealing else ():
        if not has_time_for_a_letter(desk):
            break
        if account.key in dealing and desk.may_ask(Sought.BANK_RECORDS, account.key):
            written += ask_for(desk, Sought.BANK_RECORDS, account)
    return written


def has_time_for_a_letter(desk: Turn) -> bool:
    """Whether prosecutor and authority can take on one more letter in this move, for which each keeps some time."""
    return desk.workload.has_time(Office.PROSECUTOR, leaving=-LETTERS) and desk.workload.has_time(
        Office.AUTHORITY, leaving=-LETTERS - 1
    )


def ask_for(
    desk: Turn, sought: Sought, entity: Entity, urgent: LossToCome | None = None, *, as_witness: bool = False
) -> list[Command]:
    """Open a letter to whoever holds a record and hand it in; nothing where no chain of papers links it.

    Args:
        desk: The desk.
        sought: What is asked for.
        entity: About what; nobody is asked about people at risk.
        urgent: What makes it urgent; without it, that the record itself is about to be deleted.
        as_witness: That it is somebody who may be heard, at risk or not.
    """
    requested = asked_abroad(desk, entity)
    is_spared = entity.key in desk.reading.threatened and not as_witness
    grounds = grounds_for(desk, entity.key) if requested and not is_spared else ()
    if not grounds:
        return []
    loss = urgent or urgency(desk, records_lost(desk, sought, requested, entity))
    if sought is Sought.BANK_RECORDS and loss is None:
        loss = urgency(desk, money_gone(desk, entity))
    content = content_for(desk, sought, requested, entity, grounds, urgent=loss)
    return desk.open_and_send(sought, requested, entity.key, content, grounds)


def freezes(desk: Turn) -> list[Command]:
    """Ask for a freeze where money is seen moving on an account abroad: first for a hold, then for the order."""
    written: list[Command] = []
    for entity in desk.reading.pointed_at(LEAD, EntityKind.ACCOUNT, sort=desk.parameters.sorts):
        requested = asked_abroad(desk, entity)
        if not requested or not is_moving(desk, entity.key) or is_blocked(desk, entity.key):
            continue
        if desk.reading.heat(entity.key) < STRONG and not has_suspects_behind(desk, entity.key):
            continue
        if not (desk.may_ask(Sought.POSTPONEMENT, entity.key) or desk.may_ask(Sought.FREEZE, entity.key)):
            continue
        grounds = grounds_for(desk, entity.key)
        if not grounds or not (has_plan(desk, entity.key) or has_suspects_behind(desk, entity.key)):
            continue
        if (
            desk.sits(Office.FIU)
            and _is_coming(desk, entity.key)
            and desk.may_ask(Sought.POSTPONEMENT, entity.key)
            and desk.workload.has_time(Office.FIU)
        ):
            content = content_for(desk, Sought.POSTPONEMENT, requested, entity, grounds)
            written += desk.open_and_send(Sought.POSTPONEMENT, requested, entity.key, content, grounds)
        if not desk.sits(Office.PROSECUTOR) or not desk.may_ask(Sought.FREEZE, entity.key):
            continue
        urgent = urgency(desk, money_leaves(desk, entity))
        if desk.workload.must_wait(Office.PROSECUTOR, is_urgent=urgent is not None):
            continue
        content = content_for(desk, Sought.FREEZE, requested, entity, grounds, urgent=urgent)
        written += desk.open_and_send(Sought.FREEZE, requested, entity.key, content, grounds)
    return written


def _is_coming(desk: Turn, account: str) -> bool:
    """Whether an order to freeze it is so near there that a hold of some days lasts until then."""
    if desk.parameters.makes(PolicyMistake.NO_PLAN):
        return True
    return any(request.status in _NEAR for request in desk.asked(Sought.FREEZE, account))


def grounds_for(desk: Turn, target: str) -> tuple[str, ...]:
    """The chain of papers for a target; () when there is none, or when a sender has still to be asked."""
    chain = desk.reading.chain(target)
    may_pass_on = desk.parameters.makes(PolicyMistake.NO_CONSENT) or not desk.reading.needs_consent(chain)
    return chain if may_pass_on else ()


def is_moving(desk: Turn, account: str) -> bool:
    """Whether papers show a recent payment on an account, or a bank reported it lately."""
    last = desk.reading.last_moved(account)
    return last is not None and last > desk.now - MOVING_DAYS * DAY


def is_blocked(desk: Turn, account: str) -> bool:
    """Whether its money is blocked for this country's case, or gone to the state."""
    return account in desk.shown.blocked


def next_question(desk: Turn, entity: Entity) -> Sought | None:
    """What has not been asked about it yet: its records first, and of a firm then its goods."""
    first = RECORDS_ABOUT[entity.kind]
    if desk.may_ask(first, entity.key) and not is_asked_by_account(desk, first, entity):
        return first
    both = (
        not desk.parameters.makes(PolicyMistake.NO_PLAN)
        and entity.kind is EntityKind.COMPANY
        and desk.reading.calls_for(entity.key) >= STRONG
    )
    return GOODS_OF if both and desk.may_ask(GOODS_OF, entity.key) else None


def is_asked_by_account(desk: Turn, sought: Sought, entity: Entity) -> bool:
    """Whether a firm's money was asked about there already, by an account; a beginner does not look."""
    if sought is not Sought.BANK_RECORDS or entity.kind is not EntityKind.COMPANY:
        return False
    if desk.parameters.makes(PolicyMistake.HIDDEN_DUPLICATES):
        return False
    requested, entities = asked_abroad(desk, entity), desk.reading.entities
    return any(
        not desk.may_ask(sought, account) and asked_abroad(desk, entities[account]) == requested
        for account in desk.reading.linked(entity.key, Says.HOLDS, subject=True)
        if account in entities
    )


def _is_ripe(desk: Turn, entity: Entity, *, is_idle: bool) -> bool:
    """Whether a letter may go: at once where a paper stands that names it, else once the short way has answered."""
    if desk.parameters.makes(PolicyMistake.NO_FOLLOW_UP) and _is_known_by_answers(desk, entity):
        return False
    if is_idle or not desk.parameters.asks_first or desk.reading.evidence_on(entity.key):
        return True
    asked = desk.asked(QUESTION_ABOUT[entity.kind], entity.key)
    return any(not request.offers or request.status != LetterStatus.ASKED for request in asked)


def _is_known_by_answers(desk: Turn, entity: Entity) -> bool:
    """Whether only answers on short ways name it."""
    return all(paper.use.origin in _SHORT for paper in desk.reading.naming(entity.key))
