"""How commands are handled, and steps that were due and could not be done any more.

The rules check what people and automatic players want before it is done. What was put on the agenda long ago is done
when its time comes, and the file may have moved since; such a refusal must not stop everybody's clock: it is left out
and said to control, and play goes on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from simulation.exercise.core.command import Command, Seat
from simulation.exercise.core.event import DecisionTaken, StepDropped
from simulation.exercise.core.state import State
from simulation.kernel.agenda import Entry
from simulation.kernel.errors import RuleViolation


@dataclass(frozen=True, slots=True)
class Handler[C: Command]:
    """Who checks and performs one kind of command.

    Attributes:
        kind: The command.
        check: Whether it can be done now; changes nothing, raises `RuleViolation`.
        perform: Do it; cannot refuse what was checked.
    """

    kind: type[C]
    check: Callable[[State, C], None]
    perform: Callable[[State, C], None]


type ComeDue = Callable[[State, Entry], None]
"""What happens when an entry of the agenda has come due."""


def subject(entry: Entry) -> str:
    """Key of what an entry of the agenda is about: the first that it holds."""
    return str(entry.payload[0])


def decided(state: State, seat: Seat, moment: str, chosen: str, options: tuple[str, ...], command: Command) -> None:
    """Record that a seat decided where it had two or more defensible options; fewer are no decision (design.md 10)."""
    if len(options) < 2:
        return
    country = state.countries[seat.country]
    country.decisions[seat.office] = country.decisions.get(seat.office, 0) + 1
    state.emit(
        DecisionTaken(
            at=state.now,
            cause=state.cause,
            by=state.by,
            country=seat.country,
            office=seat.office,
            moment=moment,
            chosen=chosen,
            options=options,
            automatic=not command.member,
        )
    )


def decided_or_waited(
    state: State, seat: Seat, moment: str, chosen: str, options: tuple[str, ...], command: Command
) -> None:
    """Record a decision on a matter; where one act alone was open, the other option was to wait."""
    decided(state, seat, moment, chosen, options if len(options) > 1 else (chosen, "wait"), command)


def drop(state: State, entry: Entry, violation: RuleViolation) -> None:
    """Leave out what was due, and remember it for control."""
    about = str(entry.payload[0]) if entry.payload else ""
    dropped = StepDropped(
        at=state.now, cause=state.cause, by=state.by, rule=entry.rule, about=about, code=violation.code
    )
    state.log.dropped.append(dropped)
    state.emit(dropped)
