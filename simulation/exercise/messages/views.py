"""A message as either side sees it."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.exercise.core.command import Seat
from simulation.exercise.core.derived import Reading
from simulation.exercise.core.event import Actor


@dataclass(frozen=True, slots=True)
class MessageView:
    """A message to or from this team; `by` is who wrote it for its seat."""

    key: str
    at: int
    sender: Seat | None
    persona: str
    to: Seat | None
    text: str
    about: str
    answers: str
    by: Actor = Actor.NOBODY


def messages_of(sent: Reading[tuple[MessageView, ...]], country: str) -> tuple[MessageView, ...]:
    """Messages to or from a country's seats, in order."""
    return tuple(
        message
        for message in sent()
        if (message.sender is not None and message.sender.country == country)
        or (message.to is not None and message.to.country == country)
    )


def messages_of_control(sent: Reading[tuple[MessageView, ...]]) -> tuple[MessageView, ...]:
    """Messages to or from exercise control, in order."""
    return tuple(message for message in sent() if message.to is None or message.sender is None)
