"""What was done for a team because none of its people did it: the duty officer's acts, and answers that lapsed.

None of them is a decision of the team: they are told apart, and are in no list of decisions and in no price.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from simulation.exercise.core.event import Actor, Event
from simulation.exercise.injects.events import InjectAnswered
from simulation.exercise.matters.events import ProcedureMoved
from simulation.exercise.procedures.letter.events import RequestMoved


@dataclass(frozen=True, slots=True)
class StandIn:
    """Something that was done without the people of a seat.

    Attributes:
        at: When, in seconds since the scenario's start.
        country: Whose seat it was.
        office: The office, "" for a question to several.
        kind: `request`, `procedure` or `inject`.
        about: Key of that matter.
        label: Its number for people, "" for a question.
        action: Act that was taken, or the answer that holds.
        by: The duty officer, or nobody where the time for an answer had passed.
    """

    at: int
    country: str
    office: str
    kind: str
    about: str
    label: str
    action: str
    by: Actor


def stand_ins(events: Iterable[Event], end: int) -> tuple[StandIn, ...]:
    """All of them up to a moment, in order.

    Args:
        events: The events in force.
        end: Moment up to which is read: the end of play.
    """
    return tuple(found for event in events if event.at <= end and (found := _stand_in(event)) is not None)


def _stand_in(event: Event) -> StandIn | None:
    by = event.by
    match event:
        case RequestMoved() if by is Actor.DUTY_OFFICER and event.country:
            return StandIn(
                event.at, event.country, event.office, "request", event.request, event.label, event.action, by
            )
        case ProcedureMoved() if by is Actor.DUTY_OFFICER and event.country:
            return StandIn(
                event.at, event.country, event.office, "procedure", event.procedure, event.label, event.action, by
            )
        case InjectAnswered() if not event.office:
            return StandIn(event.at, event.country, "", "inject", event.inject, "", event.choice, by)
        case _:
            return None
