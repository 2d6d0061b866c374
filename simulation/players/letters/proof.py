"""Proof of frozen money: whose it is, where it came from and where the rest of it lies, asked for in time."""

from __future__ import annotations

from simulation.casework.documents.document import AssertionKind as Says
from simulation.exercise.core.command import Command
from simulation.exercise.procedures.letter.play.views import RequestView
from simulation.kernel.entities import Entity, EntityKind
from simulation.kernel.terms import Office
from simulation.law.book.assistance_types import kind_of
from simulation.law.periods.restraint import RestraintGround
from simulation.players.letters.lacking import is_open_to
from simulation.players.letters.letters import RECORDS_ABOUT, ask_for, has_time_for_a_letter, next_question
from simulation.players.letters.urgency import LossToCome, freeze_ends, freeze_would_end, urgency
from simulation.players.turn.findings import found_once
from simulation.players.turn.parameters import PolicyMistake
from simulation.players.turn.plans import behind, near, payers_of_the_blocked
from simulation.players.turn.suspicion import LEAD
from simulation.players.turn.turn import Turn
from simulation.players.turn.whereabouts import asked_abroad
from simulation.scenario.schema.play import Sought

_PROOF = frozenset(RECORDS_ABOUT.values()) | {Sought.GOVERNMENT_RECORDS}
"""What may show whose frozen money is, or where it came from."""

_UNPROVED = frozenset({RestraintGround.SUSPICION, RestraintGround.LETTER, RestraintGround.PROGRESS})
"""Grounds on which frozen money stays for a time only, unless proof comes."""


def proof(desk: Turn) -> list[Command]:
    """Ask at once for the proof without which frozen money goes again, where goods, firms or people behind it are."""
    if not desk.sits(Office.PROSECUTOR):
        return []
    written = _of_money(desk)
    for asset in desk.view.assets:
        if asset.ground not in _UNPROVED:
            continue
        around = near(desk, asset.account)
        if any(is_proof(request, around) for request in desk.letter_list.under_way):
            continue
        urgent = urgency(desk, freeze_ends(asset))
        is_full = desk.workload.must_wait(Office.PROSECUTOR, is_urgent=urgent is not None)
        if is_full or not desk.workload.has_time(Office.AUTHORITY, leaving=-1):
            continue
        for entity in desk.reading.to_ask_about(0, *RECORDS_ABOUT, sort=desk.parameters.sorts):
            is_near = entity.key in around and asked_abroad(desk, entity)
            sought = _of_the_frozen(desk, asset.account, entity) if is_near else None
            asked = ask_for(desk, sought, entity, urgent) if sought is not None else []
            if asked:
                written += asked
                break
    return written


def _of_the_frozen(desk: Turn, account: str, entity: Entity) -> Sought | None:
    """What is asked about somebody near frozen money; of a firm that holds it, first who owns or directs the firm."""
    if entity.key not in behind(desk, account):
        return next_question(desk, entity) if desk.reading.calls_for(entity.key) >= LEAD else None
    is_nobodys = entity.kind is EntityKind.COMPANY and not any(
        desk.reading.linked(entity.key, kind, subject=False) for kind in (Says.OWNS, Says.DIRECTS)
    )
    register = Sought.GOVERNMENT_RECORDS
    if is_nobodys and is_open_to(kind_of(register), desk.pair(asked_abroad(desk, entity))):
        return register if desk.may_ask(register, entity.key) else None
    return next_question(desk, entity)


def _of_money(desk: Turn) -> list[Command]:
    """Have money traced that is to be frozen abroad, and ask for the records of accounts there that lead to its owner.

    First of those that are blocked, then of those that paid much into them, then of those that a suspect holds: they
    show where it came from and went on to. Without a plan nothing of it is taken in the end.
    """
    if desk.parameters.makes(PolicyMistake.NO_PLAN):
        return []
    written: list[Command] = []
    for request in desk.letter_list.under_way:
        for account in request.targets if request.sought is Sought.FREEZE else ():
            for sought in (Sought.BANK_RECORDS, Sought.TRACING_PROCEEDS):
                if has_time_for_a_letter(desk) and desk.may_ask(sought, account.key):
                    urgent = urgency(desk, _as_urgent_as(request)) or urgency(desk, freeze_would_end(desk))
                    written += ask_for(desk, sought, account, urgent)
    if not has_time_for_a_letter(desk):
        return written
    blocked, paying = desk.shown.blocked, payers_of_the_blocked(desk)
    order = dict.fromkeys(paying, 1) | dict.fromkeys(blocked, 0)
    for account in sorted(desk.reading.to_ask_about(0, EntityKind.ACCOUNT), key=lambda each: order.get(each.key, 2)):
        if not asked_abroad(desk, account) or not desk.may_ask(Sought.BANK_RECORDS, account.key):
            continue
        if (account.key in order or _is_a_begun_suspects(desk, account.key)) and has_time_for_a_letter(desk):
            written += ask_for(desk, Sought.BANK_RECORDS, account)
    return written


@found_once
def _is_a_begun_suspects(desk: Turn, account: str) -> bool:
    """Whether somebody suspicious holds it, against whom an offence by which one earns is begun to be proved."""
    holders = desk.reading.linked(account, Says.HOLDS, subject=False)
    return any(desk.reading.heat(who) >= LEAD and desk.prospects.is_gain_begun(who) for who in holders)


def _as_urgent_as(request: RequestView) -> LossToCome | None:
    """What makes another letter of the own side urgent, and this one with it."""
    day = request.content.urgent_by_day
    return LossToCome(day, request.content.urgency_reason) if request.content.urgent and day is not None else None


def is_proof(request: RequestView, around: frozenset[str]) -> bool:
    """Whether a letter of our own that is under way may bring proof about any of some entities."""
    return request.sought in _PROOF and any(target.key in around for target in request.targets)
