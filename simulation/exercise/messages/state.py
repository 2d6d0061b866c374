"""What an exercise keeps of messages."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.exercise.core.command import Seat
from simulation.exercise.core.event import Actor


@dataclass(frozen=True, slots=True)
class Message:
    """A message as both sides see it; `by` wrote it for its seat, `warns` are people whom it says to be at risk."""

    key: str
    at: int
    sender: Seat | None
    persona: str
    to: Seat | None
    text: str
    about: str
    answers: str
    by: Actor = Actor.NOBODY
    warns: tuple[str, ...] = ()

    @property
    def is_receipt(self) -> bool:
        """Whether an automatic player says no more than that it has read what it was told."""
        return bool(self.answers) and not self.by.is_person


@dataclass(slots=True)
class Messages:
    """Messages in the order in which they were sent."""

    sent: tuple[Message, ...] = ()
