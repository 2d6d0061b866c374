"""Which messages a team and control see."""

from __future__ import annotations

from simulation.exercise.core.derived import Reading
from simulation.exercise.messages.state import Message


def messages_of(sent: Reading[tuple[Message, ...]], country: str) -> tuple[Message, ...]:
    """Messages to or from a country's seats, in order."""
    return tuple(
        message
        for message in sent()
        if (message.sender is not None and message.sender.country == country)
        or (message.to is not None and message.to.country == country)
    )


def messages_of_control(sent: Reading[tuple[Message, ...]]) -> tuple[Message, ...]:
    """Messages to or from exercise control, in order."""
    return tuple(message for message in sent() if message.to is None or message.sender is None)
