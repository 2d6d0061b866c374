"""The rows of contact points: asked about a request and answering, without moving it (law.md 3 LO, LM, EJN, WACAP)."""

from __future__ import annotations

from simulation.assistance.statuses import Action, Side, Status
from simulation.assistance.transition import Transition
from simulation.records import Office
from simulation.scenario.play import Route

_BASIS = "law.md 3 LO, LM, EJN, WACAP; Lausanne guideline 9: contact before and beside the request, never evidence"


def contact_rows(
    route: Route, statuses: tuple[Status, ...], asking: tuple[Office, ...], asked: tuple[Office, ...]
) -> tuple[Transition, ...]:
    """To ask a contact point, to answer as one, and what it says by itself, in each of these statuses.

    Args:
        route: On which route.
        statuses: Where a contact point may be asked.
        asking: Seats that ask.
        asked: Seats that answer.
    """
    rows = []
    for status in statuses:
        ask = (Action.ASK_CONTACT, Side.REQUESTING, asking, ("choices",), ("text", "content"))
        answer = (Action.ANSWER_CONTACT, Side.REQUESTED, asked, ("text",), ("choices",))
        for action, side, offices, needs, may in (ask, answer):
            rows.append(Transition(route, status, action, status, side, offices, needs, may, False, _BASIS))
        said = Action.CONTACT_ANSWERED
        rows.append(Transition(route, status, said, status, Side.SYSTEM, (), (), (), False, _BASIS))
    return tuple(rows)
