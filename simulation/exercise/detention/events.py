"""By which right somebody is held, and by which rule the right fell."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.exercise.core.event import Event, event


@event("DetentionGiven")
@dataclass(frozen=True, slots=True, kw_only=True)
class DetentionGiven(Event):
    """A right to hold somebody was given, or given again.

    Attributes:
        country: Who holds the person.
        person: Key of the person.
        basis: What it stands on: key of an order, a charge or a procedure; "" for a case that is not played.
        right: Code of the right.
        until: The second at which its clock ends.
        taken: When holding on this basis began.
    """

    country: str
    person: str
    basis: str
    right: str
    until: int
    taken: int


@event("DetentionEnded")
@dataclass(frozen=True, slots=True, kw_only=True)
class DetentionEnded(Event):
    """A right to hold somebody fell.

    Attributes:
        country: Who held the person.
        person: Key of the person.
        basis: What it stood on.
        right: Code of the right.
        rule: By which rule it fell.
        is_released: The person is free by it; False where another right goes on, here or in the country to which the
            person was handed over.
    """

    country: str
    person: str
    basis: str
    right: str
    rule: str
    is_released: bool
