"""What somebody said of a team's act."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.exercise.core.event import Event, event
from simulation.kernel.terms import Facts


@event("ReactionCame")
@dataclass(frozen=True, slots=True, kw_only=True)
class ReactionCame(Event):
    """Somebody reacted to what a team did or let lie, or the outcome of a choice came to be seen.

    Attributes:
        country: The team that reads it; no other does.
        reaction: Code of the row, `outcome` for what came of a choice.
        number: Which of its texts, 0 for the first.
        sender: Who speaks, a persona.
        about_kind: `request`, `procedure`, `charge`, `asset`, `person`, `measure` or `inject`.
        about: Key of that thing.
        params: Values of its words.
    """

    country: str
    reaction: str
    number: int
    sender: str
    about_kind: str
    about: str
    params: Facts = ()
