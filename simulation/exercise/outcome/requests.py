"""What became of requests: which left their country, which got an answer, and what ended the others.

A request *left* when its papers were first in the channel, or its question first with the other side. An *answer* is
anything that the other side gives back for good: all that was asked, a part, or a lawful refusal. Withdrawn is no
answer. A request that its side had not sent by the moment was *never sent* by then. Matters in flight at the start left
before anybody played; they are counted apart, on both sides of every sum.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from simulation.exercise.core.event import Event
from simulation.exercise.procedures.letter.events import RequestMoved, RequestOpened
from simulation.exercise.procedures.letter.statuses import LetterStatus
from simulation.scenario.schema.play import Route

SENT = frozenset({LetterStatus.SENT, LetterStatus.ASKED})
"""Statuses with which a request has left its country: formal papers in the channel, a question with the other side."""

REFUSED = frozenset({LetterStatus.REFUSED, LetterStatus.DECLINED})
"""Statuses that are a refusal, of a letter or of a question."""

ANSWERED = REFUSED | {LetterStatus.RETURNED, LetterStatus.ANSWERED, LetterStatus.ANSWERED_PARTLY}
"""Statuses that are an answer, a lawful refusal among them."""


class RequestEnd(StrEnum):
    """How a request ended for the first time."""

    ANSWERED = "answered"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


def end_at(status: str) -> RequestEnd | None:
    """The end that a status is; None for one in which a request goes on, or goes on again."""
    if status in REFUSED:
        return RequestEnd.REFUSED
    if status in ANSWERED:
        return RequestEnd.ANSWERED
    return RequestEnd.WITHDRAWN if status == LetterStatus.WITHDRAWN else None


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a request by a moment.

    Attributes:
        request: Its key.
        route: Channel.
        inherited: It was in flight at the start.
        left: When it first left its country in play; None if it did not.
        ended: When it first ended; None while it has not.
        how: How it ended; None likewise.
    """

    request: str
    route: Route
    inherited: bool
    left: int | None = None
    ended: int | None = None
    how: RequestEnd | None = None

    @property
    def is_never_sent(self) -> bool:
        """It was begun in play and had not left by the moment, withdrawn meanwhile or not."""
        return self.left is None and not self.inherited

    @property
    def is_answered(self) -> bool:
        """The other side gave an answer, a refusal among them."""
        return self.how in {RequestEnd.ANSWERED, RequestEnd.REFUSED}


def fate_of(opened: RequestOpened, moves: Iterable[RequestMoved]) -> Fate:
    """What became of one request.

    Args:
        opened: The event that opened it.
        moves: What happened on it, in order.
    """
    left = ended = how = None
    for move in moves:
        if move.status == move.before or move.action == "inherited":
            continue
        if left is None and move.status in SENT:
            left = move.at
        if how is None and (found := end_at(move.status)) is not None:
            ended, how = move.at, found
    return Fate(opened.request, opened.route, opened.inherited, left, ended, how)


def fates(events: Iterable[Event], until: int) -> tuple[Fate, ...]:
    """What became of every request by a moment, in order of opening.

    Args:
        events: What happened, in order.
        until: Second up to which is read.
    """
    opened: list[RequestOpened] = []
    moves: dict[str, list[RequestMoved]] = {}
    for event in events:
        if event.at > until:
            continue
        if isinstance(event, RequestOpened):
            opened.append(event)
        elif isinstance(event, RequestMoved):
            moves.setdefault(event.request, []).append(event)
    return tuple(fate_of(each, moves.get(each.request, ())) for each in opened)


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestCounts:
    """How many requests came to what: sent = answered + withdrawn + open; answered holds the refused.

    Attributes:
        sent: Begun and left in play.
        answered: Of these, with an answer.
        refused: Of these, with a refusal.
        withdrawn: Of those sent, withdrawn.
        open: Of those sent, neither.
        never_sent: Begun in play and not sent.
        inherited: In flight at the start.
        inherited_answered: Of these, with an answer, a refusal among them.
        inherited_open: Of these, neither answered nor withdrawn.
    """

    sent: int
    answered: int
    refused: int
    withdrawn: int
    open: int
    never_sent: int
    inherited: int
    inherited_answered: int
    inherited_open: int


def counted(found: Iterable[Fate]) -> RequestCounts:
    """Count them."""
    every = tuple(found)
    inherited = [each for each in every if each.inherited]
    sent = [each for each in every if not each.inherited and each.left is not None]
    return RequestCounts(
        sent=len(sent),
        answered=sum(each.is_answered for each in sent),
        refused=sum(each.how is RequestEnd.REFUSED for each in sent),
        withdrawn=sum(each.how is RequestEnd.WITHDRAWN for each in sent),
        open=sum(each.how is None for each in sent),
        never_sent=sum(each.is_never_sent for each in every),
        inherited=len(inherited),
        inherited_answered=sum(each.is_answered for each in inherited),
        inherited_open=sum(each.how is None for each in inherited),
    )
