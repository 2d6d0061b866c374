"""THE table of what may happen to a request, on all three routes (law.md 7.1, outgoing and incoming merged).

`statuses.STATUSES` says whose time each status is and of which kind; `TRANSITIONS` says who may do what from where and
what follows. `machine.advance` reads these two and nothing else sets a status. `docs/requests.md` shows the diagrams
that `diagrams.diagram` makes from them.

The stays of the paper route follow the stages S1-S9 of law.md 6.2: translating S2, preparing S3, sent S4,
registering S5, assessing S6, allocating S7, executing S8 (of which authorising is the court's part), returning S9.
"""

from __future__ import annotations

from simulation.exercise.procedures.letter.short_way import INFORMAL, contact_rows
from simulation.exercise.procedures.letter.statuses import Action, Status, Transition
from simulation.kernel.terms import Office, Side
from simulation.scenario.schema.play import Route

_AUTHORITY = (Office.AUTHORITY,)
_DRAFTERS = (Office.PROSECUTOR, Office.AUTHORITY)


def _mla(
    origin: Status,
    action: Action,
    target: Status,
    side: Side,
    basis: str,
    *,
    offices: tuple[Office, ...] = _AUTHORITY,
    needs: tuple[str, ...] = (),
    may: tuple[str, ...] = ("text",),
    decision: bool = True,
) -> Transition:
    return Transition(Route.MLA, origin, action, target, side, offices, needs, may, decision, basis)


def _system(origin: Status, action: Action, target: Status, basis: str) -> Transition:
    return Transition(Route.MLA, origin, action, target, Side.SYSTEM, (), (), (), False, basis)


_ASKING, _ASKED = Side.REQUESTING, Side.REQUESTED

_MLA_OUTGOING: tuple[Transition, ...] = (
    _mla(
        Status.DRAFTING,
        Action.SUBMIT,
        Status.VETTING,
        _ASKING,
        "UNTOC 18(15); law.md 7.1 O3",
        offices=_DRAFTERS,
        needs=("content",),
    ),
    _mla(Status.VETTING, Action.APPROVE, Status.PREPARING, _ASKING, "UNTOC 18(13), (14); law.md 7.1 O5"),
    _mla(
        Status.VETTING,
        Action.RETURN_FOR_REPAIR,
        Status.DRAFTING,
        _ASKING,
        "law.md 7.1 O4",
        needs=("text",),
        may=("choices",),
    ),
    _system(Status.PREPARING, Action.PREPARED, Status.TRANSLATING, "UNTOC 18(14): a language acceptable there"),
    _system(Status.PREPARING, Action.TRANSMIT, Status.SENT, "UNTOC 18(13); law.md 7.1 O6; no translation needed"),
    _system(Status.TRANSLATING, Action.TRANSMIT, Status.SENT, "UNTOC 18(13); law.md 7.1 O6"),
    _system(Status.SENT, Action.ARRIVE, Status.RECEIVED, "law.md 7.1 N1"),
    _system(
        Status.SENT,
        Action.FORWARDED,
        Status.RECEIVED,
        "ETS 30 art. 18; law.md 7.1 N2: passed on by the wrong authority",
    ),
    _system(Status.SENT, Action.LOSE, Status.LOST, "law.md 2.6 DIP: requests are lost in the diplomatic channel"),
    _system(Status.LOST, Action.FOUND_MISSING, Status.VETTING, "UNTOC 18(24); law.md 7.1 O8: a status query shows it"),
    _mla(
        Status.CLARIFYING,
        Action.ANSWER_CLARIFICATION,
        Status.DECIDING,
        _ASKING,
        "UNTOC 18(16); law.md 7.1 O10",
        offices=_DRAFTERS,
        needs=("text",),
        may=("content",),
    ),
    _mla(
        Status.CONDITIONS,
        Action.ACCEPT_CONDITIONS,
        Status.DECIDING,
        _ASKING,
        "UNTOC 18(26); accepted conditions bind; law.md 7.1 O12",
    ),
    _mla(
        Status.CONDITIONS,
        Action.DECLINE_CONDITIONS,
        Status.DECIDING,
        _ASKING,
        "UNTOC 18(26); law.md 7.1 O12",
        needs=("text",),
        may=(),
    ),
)

_MLA_INCOMING: tuple[Transition, ...] = (
    _mla(
        Status.RECEIVED,
        Action.ACKNOWLEDGE,
        Status.REGISTERING,
        _ASKED,
        "law.md 7.1 N4; EIO Directive 16(1): one week",
        decision=False,
    ),
    _mla(
        Status.RECEIVED,
        Action.RETURN_DEFICIENT,
        Status.DRAFTING,
        _ASKED,
        "UNTOC 18(16); law.md 4.2, 7.1 N3",
        needs=("text", "choices"),
        may=(),
    ),
    _mla(
        Status.RECEIVED,
        Action.RETURN_MISSENT,
        Status.DRAFTING,
        _ASKED,
        "UNTOC 18(13), (14); law.md 5.3 M7: the way is not agreed",
        needs=("text",),
        may=(),
    ),
    _system(Status.REGISTERING, Action.REGISTERED, Status.ASSESSING, "law.md 6.2 S5"),
    _system(Status.ASSESSING, Action.READY, Status.DECIDING, "law.md 6.2 S6, 7.1 N5"),
    _mla(
        Status.DECIDING,
        Action.ASK_CLARIFICATION,
        Status.CLARIFYING,
        _ASKED,
        "UNTOC 18(16); law.md 7.1 N6",
        needs=("text", "choices"),
        may=(),
    ),
    _mla(
        Status.DECIDING,
        Action.CONSULT,
        Status.DECIDING,
        _ASKED,
        "UNTOC 18(26); law.md 7.1 N7",
        needs=("text",),
        may=("ground",),
        decision=False,
    ),
    _mla(
        Status.DECIDING,
        Action.OFFER_CONDITIONS,
        Status.CONDITIONS,
        _ASKED,
        "UNTOC 18(26); law.md 7.1 N7, N8",
        needs=("conditions",),
    ),
    _mla(
        Status.DECIDING,
        Action.REFUSE,
        Status.REFUSED,
        _ASKED,
        "UNTOC 18(21), (23); law.md 7.1 N9",
        needs=("ground", "text"),
        may=(),
    ),
    _mla(
        Status.DECIDING,
        Action.POSTPONE,
        Status.POSTPONED,
        _ASKED,
        "UNTOC 18(25); law.md 7.1 N10",
        needs=("text", "until"),
        may=(),
    ),
    _mla(Status.POSTPONED, Action.RESUME, Status.DECIDING, _ASKED, "UNTOC 18(25): only while it interferes"),
    _system(Status.POSTPONED, Action.POSTPONEMENT_ENDS, Status.DECIDING, "UNTOC 18(25); design 10.1: until a date"),
    _mla(Status.DECIDING, Action.ACCEPT, Status.ALLOCATING, _ASKED, "UNTOC 18(17), (24); law.md 7.1 N11"),
    _system(Status.ALLOCATING, Action.SUBMIT_TO_COURT, Status.AUTHORISING, "law.md 7.1 N12: court order if coercive"),
    _system(Status.ALLOCATING, Action.ALLOCATED, Status.EXECUTING, "law.md 6.2 S7, 7.1 N12"),
    _system(Status.AUTHORISING, Action.AUTHORISED, Status.EXECUTING, "UNTOC 18(17); law.md 7.1 N12"),
    _system(Status.EXECUTING, Action.EXECUTED, Status.CHECKING, "law.md 6.2 S8, 7.1 N15"),
    _system(Status.EXECUTING, Action.APPEAL, Status.APPEALED, "law.md 7.1 N13: right of appeal"),
    _system(Status.APPEALED, Action.APPEAL_DECIDED, Status.CHECKING, "law.md 6.2; the remedy delays and is dismissed"),
    _mla(
        Status.CHECKING,
        Action.RETURN_FULL,
        Status.RETURNING,
        _ASKED,
        "law.md 7.1 N16; UNTOC 18(17): formalities are checked before the return",
        may=("text", "choices"),
    ),
    _mla(
        Status.CHECKING,
        Action.RETURN_PART,
        Status.RETURNING,
        _ASKED,
        "law.md 7.1 N16, 5.5 G6, G9: privilege, third parties",
        needs=("text",),
        may=("documents", "choices"),
    ),
    _system(Status.RETURNING, Action.DELIVERED, Status.RETURNED, "law.md 6.2 S9"),
)

_OPEN_MLA = (
    Status.VETTING,
    Status.PREPARING,
    Status.TRANSLATING,
    Status.SENT,
    Status.LOST,
    Status.RECEIVED,
    Status.REGISTERING,
    Status.ASSESSING,
    Status.DECIDING,
    Status.CLARIFYING,
    Status.CONDITIONS,
    Status.POSTPONED,
    Status.ALLOCATING,
    Status.AUTHORISING,
    Status.EXECUTING,
    Status.APPEALED,
    Status.CHECKING,
    Status.RETURNING,
)
_AFTER_SENDING = _OPEN_MLA[3:]
_AFTER_ARRIVAL = _OPEN_MLA[5:]
_UNTIL_DECIDED = _OPEN_MLA[5:12]


def _mla_at_any_time() -> tuple[Transition, ...]:
    shared = tuple(
        _mla(
            status,
            Action.SHARE_DRAFT,
            status,
            _ASKING,
            "law.md 5.2: share the draft before the formal request; 7.1 O2",
            offices=_DRAFTERS,
            may=("text", "content"),
            decision=False,
        )
        for status in (Status.DRAFTING, Status.VETTING)
    )
    withdrawn = tuple(
        _mla(
            status,
            Action.WITHDRAW,
            Status.WITHDRAWN,
            _ASKING,
            "UNTOC 18(24); law.md 7.1 O16",
            offices=_DRAFTERS if status in {Status.DRAFTING, Status.VETTING} else _AUTHORITY,
        )
        for status in (Status.DRAFTING, *_OPEN_MLA)
    )
    queried = tuple(
        _mla(status, Action.QUERY_STATUS, status, _ASKING, "UNTOC 18(24); law.md 7.1 O8", decision=False)
        for status in _AFTER_SENDING
    )
    answered = tuple(
        _mla(
            status,
            Action.ANSWER_QUERY,
            status,
            _ASKED,
            "UNTOC 18(24); law.md 7.1 N17",
            needs=("text",),
            may=("until",),
            decision=False,
        )
        for status in _AFTER_ARRIVAL
    )
    opened = tuple(
        _mla(
            status,
            Action.NOT_CONFIDENTIAL,
            status,
            _ASKED,
            "UNTOC 18(20); law.md 7.1 N14: inform promptly that confidentiality cannot be kept",
            needs=("text",),
            may=(),
            decision=False,
        )
        for status in _AFTER_ARRIVAL
    )
    confirmed = tuple(
        _mla(
            status,
            Action.CONFIRM_IN_WRITING,
            status,
            _ASKING,
            "UNTOC 18(14): an oral request is confirmed in writing forthwith; law.md 7.1 O6u",
            decision=False,
        )
        for status in _UNTIL_DECIDED
    )
    contacts = contact_rows(Route.MLA, (Status.DRAFTING, *_OPEN_MLA), _DRAFTERS, _AUTHORITY)
    return (*shared, *withdrawn, *queried, *answered, *opened, *confirmed, *contacts)


TRANSITIONS: tuple[Transition, ...] = (
    *_MLA_OUTGOING,
    *_MLA_INCOMING,
    *_mla_at_any_time(),
    *INFORMAL,
)

ROWS: dict[tuple[Route, Status, Action], Transition] = {(row.route, row.origin, row.action): row for row in TRANSITIONS}
"""The table by route, status and action."""


def rows_from(route: Route, status: Status) -> tuple[Transition, ...]:
    """What may happen on a route to a request that stands in a status, in the table's order."""
    return _ROWS_FROM.get((route, status), ())


_ROWS_FROM: dict[tuple[Route, Status], tuple[Transition, ...]] = {
    (route, status): tuple(row for row in TRANSITIONS if row.route is route and row.origin is status)
    for route in Route
    for status in Status
}
