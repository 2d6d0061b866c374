"""How a request became known to those whom it is about, and what they did on it: the chain that the debrief shows.

In play no team is told what happened: it hears people talk of its letter, or sees what followed. Read from stored
events.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from simulation.exercise.core.event import Event, WorldChanged
from simulation.kernel.traces import Happening

FOLLOWS = frozenset({"AssetsMoved", "MemberFled"})
"""What a warned organisation does that names the warning as its reason (network.md d.3 R8, R11)."""


@dataclass(frozen=True, slots=True)
class Consequence:
    """Something that was done on a warning: when, its code, and where from and to."""

    at: int
    code: str
    origin: str
    destination: str


@dataclass(frozen=True, slots=True)
class Leak:
    """A request that became known.

    Attributes:
        at: When, in seconds since the scenario's start.
        request: Key of the request, "" for something else that officials saw.
        country: Where it was handled.
        by_official: An official there is in the organisation's pay; else a desk was careless.
        asked_for_care: Confidentiality had been asked for.
        organisation: Who learned of it.
        followed: What was done on it, in order.
    """

    at: int
    request: str
    country: str
    by_official: bool
    asked_for_care: bool
    organisation: str
    followed: tuple[Consequence, ...] = ()


def leaks(events: Iterable[Event], end: int) -> tuple[Leak, ...]:
    """Every leak up to a moment with what followed until then, in order.

    Args:
        events: The events in force.
        end: Moment up to which is read.
    """
    found: dict[str, Leak] = {}
    for event in events:
        if not isinstance(event, WorldChanged) or event.happening.time > end:
            continue
        happening = event.happening
        facts = dict(happening.facts)
        cause = str(facts.get("cause", ""))
        if happening.code == "OrganisationWarned" and "country" in facts:
            found.setdefault(cause, _leak(happening, cause, facts))
        elif happening.code in FOLLOWS:
            leak = found.get(cause.removeprefix("warned/"))
            if leak is not None:
                step = Consequence(happening.time, happening.code, str(facts.get("from", "")), str(facts.get("to", "")))
                found[cause.removeprefix("warned/")] = replace(leak, followed=(*leak.followed, step))
    return tuple(found.values())


def _leak(happening: Happening, cause: str, facts: dict[str, str | int]) -> Leak:
    kind, _, key = cause.partition("/")
    return Leak(
        happening.time,
        key if kind == "request" else "",
        str(facts["country"]),
        bool(facts["official"]),
        bool(facts["confidential"]),
        happening.subjects[0],
    )
