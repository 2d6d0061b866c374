"""Formal requests: what courts accept, asked for once a chain of papers links the target with the offence."""

from __future__ import annotations

from simulation.exercise.core.command import Command
from simulation.exercise.procedures.letter.play.views import RequestView
from simulation.exercise.procedures.letter.statuses import LetterStatus
from simulation.kernel.agenda import DAY
from simulation.kernel.entities import Entity, EntityKind
from simulation.kernel.terms import Office
from simulation.law.periods.restraint import RestraintGround
from simulation.players.letters.drafting import content_for
from simulation.players.letters.inquiries import QUESTION_ABOUT
from simulation.players.turn.parameters import PolicyMistake
from simulation.players.turn.plans import has_plan, near
from simulation.players.turn.suspicion import LEAD, STRONG, SUSPECT
from simulation.players.turn.turn import Turn
from simulation.scenario.schema.play import Sought

RECORDS_ABOUT: dict[EntityKind, Sought] = {
    EntityKind.ACCOUNT: Sought.BANK_RECORDS,
    EntityKind.COMPANY: Sought.BANK_RECORDS,
    EntityKind.PHONE: Sought.CALL_RECORDS,
    EntityKind.CONTAINER: Sought.PORT_RECORDS,
    EntityKind.PERSON: Sought.STATEMENT,
}
"""The evidence that a suspicion abroad calls for."""

_PROOF = frozenset(RECORDS_ABOUT.values())

_UNPROVED = frozenset({RestraintGround.SUSPICION, RestraintGround.LETTER, RestraintGround.PROGRESS})
"""Grounds on which frozen money stays for a time only, unless proof comes."""

_NEAR = frozenset({LetterStatus.ALLOCATING, LetterStatus.AUTHORISING, LetterStatus.EXECUTING})
"""An order that was asked for is about to be made."""

GOODS_OF = Sought.PORT_RECORDS
"""What is asked besides about a firm abroad that is strongly suspected: what it moved or was sent, for money is the
proceeds of something (law.md 5.3 M14: no freeze without a plan for confiscation)."""

MOVING_DAYS = 60
"""Money counts as moving when a paper shows a payment within so many days (assumption)."""

URGENT_ONE_IN = 5
"""At most one own request in so many is marked urgent: under the 30 % from which nobody believes it (law.md 6.4)."""

WAIT_FOR_ANSWER_DAYS = 45
"""Days after which a formal request goes out although the informal question is still open (assumption)."""


def records(desk: Turn) -> list[Command]:
    """Ask for evidence abroad about what the file points at, with the papers that connect it to the offence."""
    if not desk.sits(Office.PROSECUTOR):
        return []
    written: list[Command] = []
    is_idle = desk.workload.is_idle(Office.AUTHORITY)
    least = LEAD if is_idle else SUSPECT
    for entity in desk.reading.pointed_at(least, *RECORDS_ABOUT, sort=desk.habits.sorts):
        if not (desk.workload.has_time(Office.PROSECUTOR) and desk.workload.has_time(Office.AUTHORITY, leaving=-1)):
            break
        sought = _next_question(desk, entity)
        if entity.country == desk.code or sought is None:
            continue
        if not is_idle and not _asked_before(desk, entity):
            continue
        if entity.key in desk.reading.threatened:
            continue
        grounds = grounds_for(desk, entity.key)
        if not grounds:
            continue
        content = content_for(desk, sought, entity.country, entity, grounds)
        written += desk.open_and_send(sought, entity.country, entity.key, content, grounds)
    return written


def proof(desk: Turn) -> list[Command]:
    """Ask at once for the proof without which frozen money goes again, where goods, firms or people behind it are."""
    if not desk.sits(Office.PROSECUTOR):
        return []
    written: list[Command] = []
    for asset in desk.view.assets:
        if asset.ground not in _UNPROVED:
            continue
        around = near(desk, asset.account)
        if any(is_proof(request, around) for request in desk.docket.under_way):
            continue
        for entity in desk.reading.pointed_at(LEAD, *RECORDS_ABOUT, sort=desk.habits.sorts):
            sought = _next_question(desk, entity) if entity.key in around else None
            if entity.country == desk.code or sought is None or entity.key in desk.reading.threatened:
                continue
            grounds = grounds_for(desk, entity.key)
            because = "Money is frozen, and is let go unless proof of the offence behind it comes in time"
            urgent = because if may_be_urgent(desk) else ""
            is_full = desk.workload.must_wait(Office.PROSECUTOR, is_urgent=bool(urgent))
            if not grounds or is_full or not desk.workload.has_time(Office.AUTHORITY, leaving=-1):
                continue
            content = content_for(desk, sought, entity.country, entity, grounds, urgent_because=urgent)
            written += desk.open_and_send(sought, entity.country, entity.key, content, grounds)
            break
    return written


def is_proof(request: RequestView, around: frozenset[str]) -> bool:
    """Whether a letter of our own that is under way may bring proof about any of some entities."""
    return request.sought in _PROOF and any(target.key in around for target in request.targets)


def freezes(desk: Turn) -> list[Command]:
    """Ask for a freeze where money is seen moving on an account abroad: first for a hold, then for the order."""
    written: list[Command] = []
    for entity in desk.reading.pointed_at(STRONG, EntityKind.ACCOUNT, sort=desk.habits.sorts):
        if entity.country == desk.code or not is_moving(desk, entity.key) or is_blocked(desk, entity.key):
            continue
        if not (desk.may_ask(Sought.POSTPONEMENT, entity.key) or desk.may_ask(Sought.FREEZE, entity.key)):
            continue
        grounds = grounds_for(desk, entity.key)
        if not grounds or not has_plan(desk, entity.key):
            continue
        if (
            desk.sits(Office.FIU)
            and _is_coming(desk, entity.key)
            and desk.may_ask(Sought.POSTPONEMENT, entity.key)
            and desk.workload.has_time(Office.FIU)
        ):
            content = content_for(desk, Sought.POSTPONEMENT, entity.country, entity, grounds)
            written += desk.open_and_send(Sought.POSTPONEMENT, entity.country, entity.key, content, grounds)
        if not desk.sits(Office.PROSECUTOR) or not desk.may_ask(Sought.FREEZE, entity.key):
            continue
        because = f"Papers show payments on {entity.label} within the last weeks: the money is leaving"
        urgent = because if may_be_urgent(desk) else ""
        if desk.workload.must_wait(Office.PROSECUTOR, is_urgent=bool(urgent)):
            continue
        content = content_for(desk, Sought.FREEZE, entity.country, entity, grounds, urgent_because=urgent)
        written += desk.open_and_send(Sought.FREEZE, entity.country, entity.key, content, grounds)
    return written


def _is_coming(desk: Turn, account: str) -> bool:
    """Whether an order to freeze it is so near there that a hold of some days lasts until then."""
    if desk.habits.makes(PolicyMistake.NO_PLAN):
        return True
    return any(request.status in _NEAR for request in desk.asked(Sought.FREEZE, account))


def grounds_for(desk: Turn, target: str) -> tuple[str, ...]:
    """The chain of papers for a target; () when there is none, or when a sender has still to be asked."""
    chain = desk.reading.chain(target)
    may_pass_on = desk.habits.makes(PolicyMistake.NO_CONSENT) or not desk.reading.needs_consent(chain)
    return chain if may_pass_on else ()


def is_moving(desk: Turn, account: str) -> bool:
    """Whether papers show a recent payment on an account, or a bank reported it lately."""
    last = desk.reading.last_moved(account)
    return last is not None and last > desk.now - MOVING_DAYS * DAY


def is_blocked(desk: Turn, account: str) -> bool:
    """Whether its money is blocked for this country's case, or gone to the state."""
    return any(
        asset.account == account and asset.state in {"postponed", "frozen", "confiscated"} for asset in desk.view.assets
    )


def may_be_urgent(desk: Turn) -> bool:
    """Whether one more urgent request keeps their share small enough to be believed."""
    return (desk.docket.urgent + 1) * URGENT_ONE_IN <= desk.docket.own + 1


def _next_question(desk: Turn, entity: Entity) -> Sought | None:
    """What has not been asked about it yet: its records first, and of a firm then its goods."""
    first = RECORDS_ABOUT[entity.kind]
    if desk.may_ask(first, entity.key):
        return first
    both = (
        not desk.habits.makes(PolicyMistake.NO_PLAN)
        and entity.kind is EntityKind.COMPANY
        and desk.reading.heat(entity.key) >= STRONG
    )
    return GOODS_OF if both and desk.may_ask(GOODS_OF, entity.key) else None


def _asked_before(desk: Turn, entity: Entity) -> bool:
    """Informal contact comes first, unless evidence names a strong suspicion; it was answered or open for too long."""
    if not desk.habits.asks_first:
        return True
    asked = desk.asked(QUESTION_ABOUT[entity.kind], entity.key)
    if not asked:
        return desk.reading.heat(entity.key) >= STRONG and bool(desk.reading.evidence_on(entity.key))
    return any(not request.offers or request.status != "asked" for request in asked) or all(
        request.since + WAIT_FOR_ANSWER_DAYS * DAY < desk.now for request in asked
    )
