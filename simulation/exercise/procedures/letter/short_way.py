"""The rows of the short ways (law.md 3): police checks, questions between financial units, and contact points.

A contact point is asked about a request and answers without moving it (law.md 3 LO, LM, EJN, WACAP).
"""

from __future__ import annotations

from simulation.exercise.procedures.letter.statuses import LetterAction, LetterStatus
from simulation.kernel.terms import Office, Side
from simulation.matters.declaration import Transition
from simulation.scenario.schema.play import Route

_BASIS = "law.md 3 LO, LM, EJN, WACAP; Lausanne guideline 9: contact before and beside the request, never evidence"


def contact_rows(
    statuses: tuple[LetterStatus, ...], asking: tuple[Office, ...], asked: tuple[Office, ...]
) -> tuple[Transition, ...]:
    """To ask a contact point, to answer as one, and what it says by itself, in each of these statuses.

    Args:
        statuses: Where a contact point may be asked.
        asking: Seats that ask.
        asked: Seats that answer.
    """
    rows = []
    for status in statuses:
        ask = (LetterAction.ASK_CONTACT, Side.REQUESTING, asking, ("choices",), ("text", "content"))
        answer = (LetterAction.ANSWER_CONTACT, Side.REQUESTED, asked, ("text",), ("choices",))
        for action, side, offices, needs, may in (ask, answer):
            rows.append(Transition(status, action, status, side, _BASIS, "T", offices, needs, may, is_decision=False))
        said = LetterAction.CONTACT_ANSWERED
        rows.append(Transition(status, said, status, Side.SYSTEM, _BASIS, may=(), is_decision=False))
    return tuple(rows)


def _informal(offices: tuple[Office, ...], basis: str) -> tuple[Transition, ...]:
    """Rows of a short way whose both ends are the same kind of office."""

    def row(
        origin: LetterStatus,
        action: LetterAction,
        target: LetterStatus,
        side: Side,
        *,
        needs: tuple[str, ...] = (),
        may: tuple[str, ...] = ("text",),
        decision: bool = True,
        source: str = basis,
    ) -> Transition:
        return Transition(origin, action, target, side, source, "T", offices, needs, may, decision)

    consent = "UNTOC 18(5), (19); law.md 3: onward use needs the sender's consent"
    return (
        row(LetterStatus.DRAFTING, LetterAction.ASK, LetterStatus.ASKED, Side.REQUESTING, needs=("content",)),
        row(LetterStatus.DRAFTING, LetterAction.WITHDRAW, LetterStatus.WITHDRAWN, Side.REQUESTING),
        row(
            LetterStatus.ASKED,
            LetterAction.ANSWER,
            LetterStatus.ANSWERED,
            Side.REQUESTED,
            may=("text", "documents", "conditions"),
        ),
        row(
            LetterStatus.ASKED,
            LetterAction.ANSWER_PART,
            LetterStatus.ANSWERED_PARTLY,
            Side.REQUESTED,
            needs=("text",),
            may=("documents", "conditions"),
        ),
        row(
            LetterStatus.ASKED,
            LetterAction.DECLINE,
            LetterStatus.DECLINED,
            Side.REQUESTED,
            needs=("text",),
            may=("ground",),
        ),
        row(LetterStatus.ASKED, LetterAction.HOLD, LetterStatus.ASKED, Side.REQUESTED, needs=("text", "until"), may=()),
        row(LetterStatus.ASKED, LetterAction.WITHDRAW, LetterStatus.WITHDRAWN, Side.REQUESTING),
        row(LetterStatus.ASKED, LetterAction.QUERY_STATUS, LetterStatus.ASKED, Side.REQUESTING, decision=False),
        row(
            LetterStatus.ASKED,
            LetterAction.ANSWER_QUERY,
            LetterStatus.ASKED,
            Side.REQUESTED,
            needs=("text",),
            may=("until",),
            decision=False,
        ),
        *(
            row(
                status,
                LetterAction.ASK_CONSENT,
                LetterStatus.CONSENT_ASKED,
                Side.REQUESTING,
                needs=("text",),
                may=(),
                source=consent,
            )
            for status in (LetterStatus.ANSWERED, LetterStatus.ANSWERED_PARTLY)
        ),
        row(
            LetterStatus.CONSENT_ASKED,
            LetterAction.GIVE_CONSENT,
            LetterStatus.CONSENTED,
            Side.REQUESTED,
            may=("text", "conditions"),
            source=consent,
        ),
        row(
            LetterStatus.CONSENT_ASKED,
            LetterAction.REFUSE_CONSENT,
            LetterStatus.CONSENT_REFUSED,
            Side.REQUESTED,
            needs=("text",),
            may=(),
            source=consent,
        ),
        row(LetterStatus.CONSENT_ASKED, LetterAction.WITHDRAW, LetterStatus.WITHDRAWN, Side.REQUESTING),
    )


OF_UNITS = "CETS 198 article 46; law.md 3 ESW"
"""On what two financial units ask each other."""

OF_ASSET_OFFICES = "Directive 2024/1260 article 9; UNTOC 27(1)"
"""On what asset recovery offices do of which one at least is no financial unit."""

_POLICE = (Office.POLICE,)

INFORMAL: dict[Route, tuple[Transition, ...]] = {
    Route.POLICE: (
        *_informal(_POLICE, "UNTOC 27(1); law.md 3 I247, LO"),
        *contact_rows((LetterStatus.ASKED,), _POLICE, _POLICE),
    ),
    Route.FIU: _informal((Office.FIU,), OF_UNITS),
}
"""What may happen on both short ways."""
