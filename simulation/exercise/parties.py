"""Who is a party to a request, and which of its seats are told."""

from __future__ import annotations

from simulation.assistance.requests import AssistanceRequest
from simulation.assistance.statuses import Side, Status
from simulation.records import Office
from simulation.scenario.play import Route

BEFORE_SENDING = frozenset({Status.DRAFTING, Status.VETTING, Status.PREPARING, Status.TRANSLATING})
"""Statuses in which a request is its own side's affair."""

OFFICE_OF_ROUTE: dict[Route, tuple[Office, ...]] = {Route.POLICE: (Office.POLICE,), Route.FIU: (Office.FIU,)}
"""The office that speaks on an informal channel."""


def side_of(request: AssistanceRequest, country: str) -> Side | None:
    """On which side a country stands; None when it is no party, or cannot know of the request yet."""
    if country == request.requesting:
        return Side.REQUESTING
    if country == request.requested and is_known_to_requested(request):
        return Side.REQUESTED
    return None


def is_known_to_requested(request: AssistanceRequest) -> bool:
    """Whether the requested side has got it, or has seen the draft."""
    return request.draft_shared or request.has_been(Status.RECEIVED) or request.has_been(Status.ASKED)


def offices_told(request: AssistanceRequest, country: str) -> tuple[Office, ...]:
    """Seats of a country that learn of a step of a request."""
    if request.route in OFFICE_OF_ROUTE:
        return OFFICE_OF_ROUTE[request.route]
    if country == request.requesting:
        return (Office.AUTHORITY, Office.PROSECUTOR)
    return (Office.AUTHORITY,)
