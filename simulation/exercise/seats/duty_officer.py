"""The duty officer: what an automatic player does at a seat where people sit is signed as such, and told to them.

Nothing waits for a person without a limit, so somebody acts at last; it is never the people who did.
"""

from __future__ import annotations

from simulation.exercise.core.command import CONTROL, Command, Seat
from simulation.exercise.core.digest import DigestLine
from simulation.exercise.core.event import Actor
from simulation.exercise.core.state import State
from simulation.kernel.terms import Office, Phrase

STOOD_IN = "digest.duty_officer"
"""Code of the line that tells a team of it."""

LAPSED = "digest.unanswered"
"""Code of the line that tells a team that a question is decided without it."""

FIRST_TOLD = (STOOD_IN,)
"""Lines that stand first in what a team reads: what was done at its seats without it."""


def actor_of(state: State, command: Command) -> Actor:
    """Who acts with a command that is performed now."""
    if command.member:
        return Actor.CONTROL if command.member == CONTROL else Actor.PEOPLE
    if state.clock.phase == "epilogue":
        return Actor.AFTER_PLAY
    sits = command.by is not None and not state.is_automatic(command.by)
    return Actor.DUTY_OFFICER if sits else Actor.PLAYER


def tell(state: State, seat: Seat, kind: str, about: str, label: str) -> None:
    """Tell a team that the duty officer acted for a seat of its own.

    Args:
        state: The exercise, just after the act.
        seat: The seat for which it was done.
        kind: `request` or `procedure`.
        about: Key of that matter.
        label: Its number for people.
    """
    what = Phrase(STOOD_IN, (("label", label), ("office", seat.office.value), ("acted", state.day)))
    state.tell(seat.country, DigestLine(state.now, what, kind, about, (seat.office,)))


def tell_lapse(state: State, country: str, inject: str, offices: tuple[Office, ...]) -> None:
    """Tell a team that the time for an answer has passed, and that what the scenario says for that case holds.

    After play there is nobody to be told so.
    """
    if state.clock.is_over:
        return
    what = Phrase(LAPSED, (("inject", inject), ("acted", state.day)))
    state.tell(country, DigestLine(state.now, what, "inject", inject, offices))
