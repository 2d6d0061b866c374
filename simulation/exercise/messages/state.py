"""What an exercise keeps of messages."""

from __future__ import annotations

from dataclasses import dataclass, field

from simulation.exercise.messages.views import MessageView


@dataclass(slots=True)
class Messages:
    """Messages in the order in which they were sent."""

    sent: list[MessageView] = field(default_factory=list)
