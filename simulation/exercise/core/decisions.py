"""Counting decisions: points where a seat had two or more defensible options (design.md 10)."""

from __future__ import annotations

from simulation.exercise.core.command import Command, Seat
from simulation.exercise.core.event import DecisionTaken
from simulation.exercise.core.state import State


def decided(state: State, seat: Seat, moment: str, chosen: str, options: tuple[str, ...], command: Command) -> None:
    """Record that a seat decided; fewer than two options are no decision."""
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
