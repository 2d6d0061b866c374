"""What happened with a request."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.exercise.core.event import Event, event
from simulation.scenario.schema.play import Route, Sought


@event("RequestOpened")
@dataclass(frozen=True, slots=True, kw_only=True)
class RequestOpened(Event):
    """A request file was opened; `label` is what its own side calls it from then on."""

    request: str
    route: Route
    sought: Sought
    requesting: str
    requested: str
    targets: tuple[str, ...]
    inherited: bool = False
    label: str = ""


@event("RequestMoved")
@dataclass(frozen=True, slots=True, kw_only=True)
class RequestMoved(Event):
    """A request entered a status, or something happened on it that leaves the status (`status == before`).

    Attributes:
        request: Its key.
        occurrence: `request/status/k`, the k-th time it entered the status; what later acts may rest on.
        action: Action of the machine that was taken.
        before: Status before.
        status: Status now.
        holder: Who holds it now.
        kind: What kind of time runs now.
        country: Country of the actor, "" for an institution or the channel.
        office: Office of the actor, "" likewise.
        reason: Ground, item or short code that the action names.
        text: Words that went with it.
        label: Number for people that it has from now on.
        read_from: Second in which the people who hold it can first read of it, None where that is at once.
    """

    request: str
    occurrence: str
    action: str
    before: str
    status: str
    holder: str
    kind: str
    country: str
    office: str
    reason: str = ""
    text: str = ""
    label: str = ""
    read_from: int | None = None


@event("RefusalArgued")
@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalArgued(Event):
    """A letter was refused, and this is how it was argued; it follows the `RequestMoved` of the refusal.

    Attributes:
        request: Key of the letter.
        requesting: Who asked.
        requested: Who refused.
        ground: The ground, or the letter of the instrument.
        papers: Keys of the papers of the refusing side's own file that it named.
        lacks: What is missing of the argument: `fact`, `reasons`, `alternative`.
        findings: Codes of what was found of it; none of an argument in order.
        is_consulted: The other side answered a proposal first, or was silent for as long as the rules give.
    """

    request: str
    requesting: str
    requested: str
    ground: str
    papers: tuple[str, ...]
    lacks: tuple[str, ...]
    findings: tuple[str, ...]
    is_consulted: bool


@event("ActsKept")
@dataclass(frozen=True, slots=True, kw_only=True)
class ActsKept(Event):
    """A country's authority said which acts on letters that come in it keeps from its registry."""

    country: str
    office: str
    acts: tuple[str, ...]


@event("RulingMade")
@dataclass(frozen=True, slots=True, kw_only=True)
class RulingMade(Event):
    """Control ruled on a point."""

    request: str
    finding: str
    verdict: str
    reasons: str
