"""The rows of the short ways (law.md 3): police checks, questions between financial units, and contact points.

A contact point is asked about a request and answers without moving it (law.md 3 LO, LM, EJN, WACAP).
"""

from __future__ import annotations

from simulation.exercise.procedures.letter.statuses import Action, Status, Transition
from simulation.kernel.terms import Office, Side
from simulation.scenario.schema.play import Route

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


def informal(route: Route, offices: tuple[Office, ...], basis: str) -> tuple[Transition, ...]:
    """Rows of a short way whose both ends are the same kind of office."""

    def row(
        origin: Status,
        action: Action,
        target: Status,
        side: Side,
        *,
        needs: tuple[str, ...] = (),
        may: tuple[str, ...] = ("text",),
        decision: bool = True,
        source: str = basis,
    ) -> Transition:
        return Transition(route, origin, action, target, side, offices, needs, may, decision, source)

    consent = "UNTOC 18(5), (19); law.md 3: onward use needs the sender's consent"
    return (
        row(Status.DRAFTING, Action.ASK, Status.ASKED, Side.REQUESTING, needs=("content",)),
        row(Status.DRAFTING, Action.WITHDRAW, Status.WITHDRAWN, Side.REQUESTING),
        row(Status.ASKED, Action.ANSWER, Status.ANSWERED, Side.REQUESTED, may=("text", "documents", "conditions")),
        row(
            Status.ASKED,
            Action.ANSWER_PART,
            Status.ANSWERED_PARTLY,
            Side.REQUESTED,
            needs=("text",),
            may=("documents", "conditions"),
        ),
        row(Status.ASKED, Action.DECLINE, Status.DECLINED, Side.REQUESTED, needs=("text",), may=("ground",)),
        row(Status.ASKED, Action.HOLD, Status.ASKED, Side.REQUESTED, needs=("text", "until"), may=()),
        row(Status.ASKED, Action.WITHDRAW, Status.WITHDRAWN, Side.REQUESTING),
        row(Status.ASKED, Action.QUERY_STATUS, Status.ASKED, Side.REQUESTING, decision=False),
        row(
            Status.ASKED,
            Action.ANSWER_QUERY,
            Status.ASKED,
            Side.REQUESTED,
            needs=("text",),
            may=("until",),
            decision=False,
        ),
        *(
            row(
                status,
                Action.ASK_CONSENT,
                Status.CONSENT_ASKED,
                Side.REQUESTING,
                needs=("text",),
                may=(),
                source=consent,
            )
            for status in (Status.ANSWERED, Status.ANSWERED_PARTLY)
        ),
        row(
            Status.CONSENT_ASKED,
            Action.GIVE_CONSENT,
            Status.CONSENTED,
            Side.REQUESTED,
            may=("text", "conditions"),
            source=consent,
        ),
        row(
            Status.CONSENT_ASKED,
            Action.REFUSE_CONSENT,
            Status.CONSENT_REFUSED,
            Side.REQUESTED,
            needs=("text",),
            may=(),
            source=consent,
        ),
        row(Status.CONSENT_ASKED, Action.WITHDRAW, Status.WITHDRAWN, Side.REQUESTING),
        *(contact_rows(route, (Status.ASKED,), offices, offices) if route is Route.POLICE else ()),
    )


INFORMAL: tuple[Transition, ...] = (
    *informal(Route.POLICE, (Office.POLICE,), "UNTOC 27(1); law.md 3 I247, LO"),
    *informal(Route.FIU, (Office.FIU,), "CETS 198 article 46; law.md 3 ESW"),
)
"""The table of both short ways."""
