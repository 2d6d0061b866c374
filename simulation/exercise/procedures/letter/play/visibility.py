"""Who is a party to a request, and which of its seats are told."""

from __future__ import annotations

from simulation.exercise.core.state import State
from simulation.exercise.procedures.letter.letter import Letter
from simulation.exercise.procedures.letter.rules import RULES
from simulation.exercise.procedures.letter.statuses import STATUSES, LetterAction, LetterStatus
from simulation.kernel.offices import OfficeTask
from simulation.kernel.terms import Office, Side
from simulation.law.book.contact_points import FIND_ADDRESS, REVIEW_DRAFT
from simulation.matters.machine import stay_in
from simulation.matters.matter import LogEntry, Stay

BEFORE_SENDING = frozenset(
    {LetterStatus.DRAFTING, LetterStatus.VETTING, LetterStatus.PREPARING, LetterStatus.TRANSLATING}
)
"""Statuses in which a request is its own side's affair."""

CONTACT_ACTS = frozenset({LetterAction.ASK_CONTACT, LetterAction.ANSWER_CONTACT, LetterAction.CONTACT_ANSWERED})
"""Questions to contact points and their answers: of these the other side knows, whatever it knows of the request."""

_TRANSITIONS = tuple(each for rules in RULES.values() for each in rules.transitions)

_OWN_ACTS = frozenset(each.action for each in _TRANSITIONS if {each.origin, each.target} <= BEFORE_SENDING) - {
    *CONTACT_ACTS,
    LetterAction.SHARE_DRAFT,
}
"""Acts inside the requesting side's own house: the other side sees neither them nor how many they were."""

ITS_OWN = frozenset({LetterAction.DIRECT, LetterAction.RESERVE, LetterAction.AWAIT_RECOVERY})
"""What the requested side keeps to itself: directions to its registry, and that a person recovers (CETS 197 art. 11).

The other side sees none of these steps.
"""


def side_of(request: Letter, country: str) -> Side | None:
    """On which side a country stands; None when it is no party, or cannot know of the request yet."""
    if country == request.requesting:
        return Side.REQUESTING
    if country == request.requested and is_known_to_requested(request):
        return Side.REQUESTED
    return None


def is_known_to_requested(request: Letter) -> bool:
    """Whether the requested side has got it, has seen the draft, or has been asked about it by a contact point."""
    return request.draft_shared or has_arrived(request) or _is_announced(request)


def shared_draft(request: Letter) -> LogEntry | None:
    """The step by which the requested side came to see the draft, while it has got nothing but the draft."""
    if not request.draft_shared or request.status not in BEFORE_SENDING or has_arrived(request):
        return None
    steps = (step for step in request.log if step.action == LetterAction.SHARE_DRAFT or REVIEW_DRAFT in step.choices)
    return next(steps, None)


def has_arrived(request: Letter) -> bool:
    """Whether the requested side has got it."""
    return not _HERE.isdisjoint([stay.status for stay in request.stays])


_HERE = frozenset({LetterStatus.RECEIVED, LetterStatus.ASKED})


def _is_announced(request: Letter) -> bool:
    """A contact point was asked for the address: that a request is coming is known, and no more of it."""
    asked = [step for step in request.log if step.action == LetterAction.ASK_CONTACT]
    return any(FIND_ADDRESS in step.choices for step in asked)


def is_internal(request: Letter, side: Side) -> bool:
    """Whether a side knows no more of a request than that it is coming."""
    return side is Side.REQUESTED and not (request.draft_shared or has_arrived(request))


def is_written_anew(request: Letter, side: Side) -> bool:
    """Whether a letter that a side returned is with its writers again, who show nothing until they send it."""
    if side is not Side.REQUESTED or request.status not in BEFORE_SENDING or not has_arrived(request):
        return False
    arrived = max([place for place, step in enumerate(request.log) if step.action in _ARRIVING], default=0)
    return LetterAction.SHARE_DRAFT not in [step.action for step in request.log[arrived:]]


_ARRIVING = frozenset(each.action for each in _TRANSITIONS if each.target == LetterStatus.RECEIVED)


def seen_by(request: Letter, side: Side) -> Letter:
    """The request as far as a side can know where it stands.

    Nobody sees that a letter is lost: until somebody asks it is on its way. The requesting side does not see that a
    person recovers. Whoever was only asked for the right
    address, or has returned a letter, sees a draft, whatever its writers do with it, and what it returned it for.
    """
    if request.status == LetterStatus.LOST and side is not Side.SYSTEM:
        request = request._replace(stays=request.stays[:-1], version=request.version - 1)
    if side is not Side.REQUESTED:
        unseen = 0 if side is Side.SYSTEM else sum(step.action in ITS_OWN for step in request.log)
        return _without_its_own(request, unseen) if unseen else request
    stays = request.stays
    if is_internal(request, side):
        told = [step.time for step in request.log if step.action in CONTACT_ACTS]
        first = min(told, default=request.opened)
        stays = (stay_in(STATUSES[LetterStatus.DRAFTING], first, ""),)
    elif is_written_anew(request, side):
        sent = max(place for place, stay in enumerate(stays) if stay.status not in BEFORE_SENDING)
        stays = stays[: sent + 2]
        returned = [step.choices for step in request.log if step.action == LetterAction.RETURN_DEFICIENT]
        request = request._replace(asked_now=returned[-1] if returned else ())
    unseen = sum(step.action in _OWN_ACTS for step in request.log)
    return request._replace(stays=stays, version=request.version - unseen)


def _without_its_own(request: Letter, unseen: int) -> Letter:
    """The request as the requesting side sees it, without so many steps: while a person recovers it is executed."""
    stays: list[Stay] = []
    for stay in request.stays:
        status = RULES[request.route].shown(stay.status, Side.REQUESTING)
        if stay.status != LetterStatus.RECOVERING:
            stays.append(stay)
        elif stays[-1].status != status:
            stays.append(stay_in(STATUSES[status], stay.since, ""))
    until = None if request.status == LetterStatus.RECOVERING else request.until
    return request._replace(stays=tuple(stays), version=request.version - unseen, until=until)


def offices_told(state: State, request: Letter, country: str) -> tuple[Office, ...]:
    """Seats of a country that learn of a step of a request."""
    speaking = request.desks(country, state.speaking_on(country, request.route))
    if speaking:
        return speaking
    if country == request.requesting:
        return state.with_task(country, OfficeTask.CENTRAL_AUTHORITY)
    return state.leading(country, OfficeTask.CENTRAL_AUTHORITY)
