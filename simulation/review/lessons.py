"""What the review says of how each side acted: typical mistakes with what they cost, and findings of legality.

Read from stored events alone. A mistake's days are those for which its request stood still because of it: from the
question or the return that names the item at which it shows, until the answer or the new sending. A wrong address also
costs the days for which an authority that is not competent kept the request before it passed it on: those from the
sending until it lay before the right one, less what the way usually takes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from simulation.exercise.core.event import Actor, Event, FindingMade
from simulation.exercise.matters.events import ProcedureMoved
from simulation.exercise.procedures.letter.events import RequestMoved
from simulation.kernel.agenda import DAY

MISTAKE = "mistake."
"""Findings whose code begins so are typical mistakes (law.md 5.3); the rest are findings of legality."""

_STOPS = frozenset({"ask_clarification", "return_deficient", "return_missent", "return_for_repair"})
_WRONG_WAY = "M7"
_WAY = "way"
"""A request that came back, or was passed on, because of its way costs under that mistake, which has no item."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A finding on how somebody acted.

    Attributes:
        at: When, in seconds since the scenario's start.
        country: Whose act it was.
        code: `M1` to `M20` for a mistake, else the code of the finding.
        is_mistake: Whether it is one of the typical mistakes.
        verdict: How firm it is.
        request: Key of the request, "" when it is about something else.
        place: What it is about when not a request, e.g. `asset/...`; "" for a request.
        item: Item at which it shows (C1-C15), "" for none.
        days: Days that it cost, as far as they are known; None when they are not.
    """

    at: int
    country: str
    code: str
    is_mistake: bool
    verdict: str
    request: str
    place: str
    item: str
    days: float | None


def lessons(events: Iterable[Event], end: int, usual: Mapping[str, float]) -> tuple[Lesson, ...]:
    """All findings up to a moment, in the order in which they were made.

    Args:
        events: The events in force.
        end: Moment up to which is read; a stop that is still open is counted up to it.
        usual: Median days on the way between the two countries of a request, by its key; 0 for one that is not named.
    """
    made: list[FindingMade] = []
    stood_in: dict[str, str] = {}
    stops: dict[str, list[tuple[frozenset[str], int, int]]] = {}
    running: dict[str, tuple[frozenset[str], int]] = {}
    sent: dict[str, int] = {}
    for event in events:
        if event.at > end:
            break
        if event.by is Actor.DUTY_OFFICER and isinstance(event, RequestMoved | ProcedureMoved) and event.country:
            stood_in[event.cause] = event.country
        if isinstance(event, FindingMade):
            if stood_in.get(event.cause) != event.against:  # what the duty officer did wrong is no team's mistake
                made.append(event)
        elif isinstance(event, RequestMoved) and event.status != event.before:
            begun = running.pop(event.request, None) if event.status not in {"vetting", "preparing"} else None
            if begun is not None:
                stops.setdefault(event.request, []).append((begun[0], begun[1], event.at))
            if event.status == "sent":
                sent[event.request] = event.at
            elif event.action == "forwarded" and event.request in sent:
                due = sent[event.request] + int(usual.get(event.request, 0.0) * DAY)
                stops.setdefault(event.request, []).append((frozenset({_WAY}), min(due, event.at), event.at))
            if event.action in _STOPS:
                named = [_WAY] if event.action == "return_missent" else event.reason.split()
                running[event.request] = (frozenset(named), event.at)
    for request, (items, since) in running.items():
        stops.setdefault(request, []).append((items, since, end))
    return tuple(_lesson(each, stops.get(each.request, [])) for each in made)


def _lesson(made: FindingMade, stops: list[tuple[frozenset[str], int, int]]) -> Lesson:
    item = str(dict(made.facts).get("item", ""))
    is_mistake = made.finding.startswith(MISTAKE)
    place = _WAY if made.finding == f"{MISTAKE}{_WRONG_WAY}" else item
    seconds = sum(last - first for items, first, last in stops if place in items)
    return Lesson(
        made.at,
        made.against,
        made.finding.removeprefix(MISTAKE),
        is_mistake,
        made.verdict,
        made.request,
        made.place,
        item,
        round(seconds / DAY, 1) if seconds and is_mistake else None,
    )
