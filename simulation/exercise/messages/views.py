"""A message as either side sees it."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.exercise.core.command import Seat
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
