"""How a command is handled: who checks and performs it, and the record that a seat decided."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from simulation.exercise.core.command import Command, Seat
from simulation.exercise.core.event import DecisionTaken
from simulation.exercise.core.state import State


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
