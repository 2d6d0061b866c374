"""A hand-over as both seats see it."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.kernel.terms import Office


@dataclass(frozen=True, slots=True)
class HandOverView:
    """A matter that one seat of this team gave to another.

    Attributes:
        key: Its key.
        since: Second of the last step.
        by: The office that gave it, or gave it back.
        to: The office at which it waits, or that took it.
        matter: `request`, `procedure`, `document`, `entity` or `measure`.
        about: Key of that thing.
        text: The note.
        stands: `handed`, `taken` or `returned`; what was handed to a seat that is empty now counts as returned.
        waits: Somebody is to take it.
    """

    key: str
    since: int
    by: Office
    to: Office
    matter: str
    about: str
    text: str
    stands: str
    waits: bool
