"""What an exercise keeps of messages."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.exercise.messages.views import MessageView


@dataclass(slots=True)
class Messages:
    """Messages in the order in which they were sent."""

    sent: tuple[MessageView, ...] = ()
