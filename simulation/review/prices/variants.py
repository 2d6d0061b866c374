"""How a decision can be otherwise, as one table: for each way the decisions that it fits, and what changes in a branch.

A way that fits a decision and still changes nothing says why: there is no price then.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from simulation.exercise.core.command import Seat
from simulation.exercise.core.treatment import Treatment
from simulation.exercise.measures.commands import OrderMeasure
from simulation.exercise.procedures.letter.commands import ActOnRequest
from simulation.exercise.procedures.letter.statuses import LetterAction
from simulation.kernel.terms import Office
from simulation.law.assessment.findings import GroundNature
from simulation.law.assessment.refusal_grounds import between_two, nature_of
from simulation.law.book.assistance_types import kind_of
from simulation.law.book.content import Content
from simulation.law.book.governance import regime_of_letter
from simulation.law.book.transmission import TransmissionResult, outcome_of
from simulation.review.branches import Move, Otherwise
from simulation.review.prices.choices import UNPROTECTED, ChoiceKind, Decision, Held, HeldBy, Room, a_move
from simulation.scenario.schema.country import Country
from simulation.scenario.schema.play import MeasureKind


class Variant(StrEnum):
    """A way in which a decision can be otherwise."""

    EARLIER = "earlier"
    """Taken up to a move earlier, and who reacted reacts as long after it."""
    ALONE = "alone"
    """The same, with all other times as they were: a lower bound."""
    LATER = "later"
    """Taken in the next office hours: this is how it is found that waiting was right, or would have been."""
    NEVER = "never"
    """Not taken at all, and nothing that rested on it."""
    COMPLETE = "complete"
    """Complete at the first sending: no return, no question."""
    CHANNEL = "channel"
    """Sent by the way that the two countries agreed."""
    OTHER_SIDE = "other_side"
    """The other side decides on it in the first office hours in which it can."""
    REVERSED = "reversed"
    """A refusal that the law did not demand, taken back: accepted."""
    AT_ONCE = "at_once"
    """Done in the first office hours in which it could be."""


class NoPrice(StrEnum):
    """Why there is no price."""

    HELD = "held"
    """It could not have been earlier: what it rests on came then."""
    LAST_HOURS = "last_hours"
    """There were no later office hours."""
    WAS_COMPLETE = "was_complete"
    """Nothing was returned or asked."""
    WAS_RIGHT = "was_right"
    """It went the agreed way."""
    MANDATORY = "mandatory"
    """The law demanded the refusal."""
    NOT_POSSIBLE = "not_possible"
    """The rules did not allow it then."""


@dataclass(frozen=True, slots=True)
class Altered:
    """What is otherwise in a branch.

    Attributes:
        since: Second from which anything can differ.
        move: Commands given at other times.
        otherwise: What else is different.
        held: How much earlier it really is, and what held it; seconds below zero for later, 0 where no time is moved.
    """

    since: int
    move: Move
    otherwise: Otherwise
    held: Held


type Changing = Callable[[Room, Decision], Altered | NoPrice]


@dataclass(frozen=True, slots=True)
class Way:
    """A row of the table.

    Attributes:
        variant: Which way.
        fits: Whether it makes sense for a decision.
        changes: What is otherwise then, or why nothing can be.
    """

    variant: Variant
    fits: Callable[[Decision], bool]
    changes: Changing


LATER_TOO = frozenset(
    {
        *(MeasureKind.FREEZE.value, MeasureKind.ARREST.value, MeasureKind.SEARCH.value, MeasureKind.SEIZURE.value),
        *(MeasureKind.INSPECTION.value, MeasureKind.INTERVIEW.value),
    }
)
"""Measures of which those concerned learn: for these it is asked whether waiting would have been right."""

ROUTINE = frozenset(
    {
        *("acknowledge", "decide_later", "answer_query", "query_status", "consult", "ask_contact", "answer_contact"),
        "confirm_in_writing",
    }
)
"""Acts on requests that are no choice between defensible options: nothing of them is priced."""

BY_PERSON = frozenset({ChoiceKind.SEND, ChoiceKind.DECIDE, ChoiceKind.MEASURE, ChoiceKind.BEGIN})

_NOTHING_ELSE = Otherwise(to_horizon=False)


def _by_person(decision: Decision) -> bool:
    return decision.kind in BY_PERSON and decision.action not in ROUTINE


def _earlier(room: Room, decision: Decision, *, keeps_lag: bool = True) -> Altered | NoPrice:
    held = room.held(decision)
    if held.seconds <= 0:
        return NoPrice.HELD
    move = room.earlier(decision, a_move(room.record, decision.at), keeps_lag=keeps_lag)
    return Altered(min(at for _, at in move.times), move, _NOTHING_ELSE, held)


def _later(room: Room, decision: Decision) -> Altered | NoPrice:
    to = next((at for at in room.hours.openings if at > decision.at), None)
    if to is None:
        return NoPrice.LAST_HOURS
    move = Move(tuple((command, to) for command in decision.commands))
    return Altered(decision.at, move, _NOTHING_ELSE, Held(decision.at - to, HeldBy.WISH, to))


def _never(room: Room, decision: Decision) -> Altered | NoPrice:
    otherwise = replace(_NOTHING_ELSE, left_out=frozenset(decision.commands))
    return Altered(_first(room, decision), Move(), otherwise, _here(decision))


def _first(room: Room, decision: Decision) -> int:
    return min((room.entries[command].at for command in decision.commands), default=decision.at)


def _here(decision: Decision) -> Held:
    return Held(0, HeldBy.WISH, decision.at)


_BACK = frozenset({LetterAction.RETURN_DEFICIENT, LetterAction.RETURN_MISSENT, LetterAction.ASK_CLARIFICATION})
_AGAIN = frozenset({LetterAction.SUBMIT, LetterAction.APPROVE, LetterAction.RETURN_FOR_REPAIR})


def _complete(room: Room, decision: Decision) -> Altered | NoPrice:
    """The first papers say what the last ones said; what came of what was lacking is left out."""
    acts = _acts_on(room, decision)
    submitted = next((act for act in acts if act.action is LetterAction.SUBMIT and act.id in decision.commands), None)
    after = acts[acts.index(submitted) + 1 :] if submitted is not None else []
    last = next((act.content for act in reversed(after) if act.content is not None), None)
    if submitted is None or last is None or not any(act.action in _BACK for act in after):
        return NoPrice.WAS_COMPLETE
    content = replace(last, channel=submitted.content.channel) if submitted.content is not None else last
    return _with_content(room, decision, submitted, content, after)


def _channel(room: Room, decision: Decision) -> Altered | NoPrice:
    acts = _acts_on(room, decision)
    submitted = next((act for act in acts if act.action is LetterAction.SUBMIT and act.id in decision.commands), None)
    if submitted is None or submitted.content is None:
        return NoPrice.WAS_RIGHT
    _, requested, _ = room.request(decision.about)
    pair = room.record.frozen.scenario.pair(decision.country, requested)
    if not submitted.content.channel or outcome_of(submitted.content, pair) is TransmissionResult.AGREED:
        return NoPrice.WAS_RIGHT
    after = acts[acts.index(submitted) + 1 :]
    return _with_content(room, decision, submitted, replace(submitted.content, channel=""), after)


def _with_content(
    room: Room, decision: Decision, submitted: ActOnRequest, content: Content, after: list[ActOnRequest]
) -> Altered:
    """The first papers with another content; returns, questions and what answered them are left out."""
    again = after[len([act for act in after if act.id in decision.commands]) :]
    dropped = {
        act.id
        for act in again
        if act.action in _BACK or act.action in _AGAIN or act.action is LetterAction.ANSWER_CLARIFICATION
    }
    otherwise = replace(
        _NOTHING_ELSE,
        left_out=frozenset(dropped),
        instead=(replace(submitted, content=content),),
        once=frozenset({decision.about}),
    )
    return Altered(_first(room, decision), Move(), otherwise, _here(decision))


def _acts_on(room: Room, decision: Decision) -> list[ActOnRequest]:
    return [
        entry.command
        for entry in room.entries.values()
        if isinstance(entry.command, ActOnRequest) and entry.command.request == decision.about
    ]


def _other_side(room: Room, decision: Decision) -> Altered | NoPrice:
    treatment = Treatment(answering=0.0, only=frozenset({decision.about}))
    return Altered(_first(room, decision), Move(), replace(_NOTHING_ELSE, treatment=treatment), _here(decision))


def _at_once(room: Room, decision: Decision) -> Altered | NoPrice:
    """An automatic office or a side that let a request lie decides at once; somebody at risk is protected at once."""
    if decision.action == UNPROTECTED:
        papers = room.shows_risk(decision.country, decision.about)
        order = OrderMeasure(
            id=f"~{decision.key}",
            by=Seat(decision.country, protecting_office(room.record.frozen.scenario.country(decision.country))),
            kind=MeasureKind.PROTECTION,
            target=decision.about,
            documents=papers,
            rests_on=papers,
        )
        return Altered(decision.at, Move(), replace(_NOTHING_ELSE, added=((decision.at, order),)), _here(decision))
    treatment = Treatment(asking=0.0, answering=0.0, only=frozenset({decision.about}))
    _, _, opened = room.request(decision.about)
    return Altered(opened, Move(), replace(_NOTHING_ELSE, treatment=treatment), _here(decision))


def protecting_office(country: Country) -> Office:
    """The office of a country that orders protection where nobody did."""
    return Office.POLICE if Office.POLICE in country.offices else country.offices[0]


def _reversed(room: Room, decision: Decision) -> Altered | NoPrice:
    refused = room.entries[decision.commands[-1]].command
    if not isinstance(refused, ActOnRequest):
        return NoPrice.NOT_POSSIBLE
    requesting, _, _ = room.request(decision.about)
    scenario = room.record.frozen.scenario
    pair, asked = scenario.pair(requesting, decision.country), scenario.country(decision.country)
    acts = _acts_on(room, decision)
    sent = next((act.content for act in reversed(acts[: acts.index(refused)]) if act.content is not None), Content())
    governs = regime_of_letter(sent, kind_of(room.sought(decision.about)), pair, scenario.country(requesting))
    if nature_of(refused.ground, between_two(pair, asked, governs)) is GroundNature.MANDATORY:
        return NoPrice.MANDATORY
    accepted = replace(refused, action=LetterAction.ACCEPT, ground="", text="")
    return Altered(decision.at, Move(), replace(_NOTHING_ELSE, instead=(accepted,)), _here(decision))


WAYS = (
    Way(Variant.EARLIER, _by_person, _earlier),
    Way(Variant.ALONE, _by_person, lambda room, decision: _earlier(room, decision, keeps_lag=False)),
    Way(Variant.LATER, lambda decision: decision.action in LATER_TOO and bool(decision.commands), _later),
    Way(Variant.NEVER, _by_person, _never),
    Way(Variant.COMPLETE, lambda decision: decision.kind is ChoiceKind.SEND, _complete),
    Way(Variant.CHANNEL, lambda decision: decision.kind is ChoiceKind.SEND, _channel),
    Way(Variant.OTHER_SIDE, lambda decision: decision.kind is ChoiceKind.SEND, _other_side),
    Way(
        Variant.REVERSED, lambda decision: decision.action == LetterAction.REFUSE and bool(decision.commands), _reversed
    ),
    Way(Variant.AT_ONCE, lambda decision: decision.kind in {ChoiceKind.AUTO, ChoiceKind.OMITTED}, _at_once),
)
"""All ways, in the order in which they are told."""

BY_VARIANT = {way.variant: way for way in WAYS}


def ways_for(decision: Decision) -> tuple[Way, ...]:
    """The ways that make sense for a decision."""
    return tuple(way for way in WAYS if way.fits(decision))


def first_way(decision: Decision) -> Variant:
    """How a decision is screened: earlier, or at once where nobody decided."""
    return Variant.EARLIER if decision.kind in BY_PERSON else Variant.AT_ONCE
