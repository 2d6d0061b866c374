"""What happened to a procedure that is no letter of request: one event for all of them."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.exercise.core.event import Event, event
from simulation.kernel.terms import Facts


@event("ProcedureMoved")
@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureMoved(Event):
    """A procedure began (`before` is ""), entered a status, or had an act that leaves the status (`status == before`).

    Attributes:
        procedure: Its key.
        kind: Which procedure, e.g. `extradition`.
        requesting: Who began it.
        requested: The other side.
        subjects: Keys of what it is about.
        occurrence: `procedure/status/k`, the k-th time it entered the status; what later acts may rest on.
        action: Action of the table that was taken.
        before: Status before.
        status: Status now.
        holder: Who holds it now.
        time_kind: What kind of time runs now.
        country: Country of the actor, "" for a court, the channel or a date.
        office: Office of the actor, "" likewise.
        text: Words that went with it.
        documents: Papers that went with it.
        terms: What the act settled.
        label: Number for people that it has from now on.
    """

    procedure: str
    kind: str
    requesting: str
    requested: str
    subjects: tuple[str, ...]
    occurrence: str
    action: str
    before: str
    status: str
    holder: str
    time_kind: str
    country: str
    office: str
    text: str = ""
    documents: tuple[str, ...] = ()
    terms: Facts = ()
    label: str = ""
