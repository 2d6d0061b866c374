"""A message that went out."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.exercise.core.event import Event, event


@event("MessageSent")
@dataclass(frozen=True, slots=True, kw_only=True)
class MessageSent(Event):
    """A message went out; `to_country` "" is exercise control."""

    message: str
    from_country: str
    from_office: str
    persona: str
    to_country: str
    to_office: str
    text: str
    about: str = ""
    answers: str = ""
