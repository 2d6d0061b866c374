"""THE table of what may happen to a request, on all three routes (law.md 7.1, outgoing and incoming merged).

`statuses.STATUSES` says whose time each status is and of which kind; `TRANSITIONS` says who may do what from where and
what follows. `docs/requests.md` shows the diagrams that are made from them.

The stays of the paper route follow the stages S1-S9 of law.md 6.2: translating S2, preparing S3, sent S4,
registering S5, assessing S6, allocating S7, executing S8 (of which authorising is the court's part), returning S9.
"""

from __future__ import annotations

from simulation.exercise.procedures.letter.short_way import INFORMAL, contact_rows
from simulation.exercise.procedures.letter.statuses import LetterAction, LetterStatus
from simulation.kernel.terms import Office, Side
from simulation.matters.declaration import Transition
from simulation.scenario.schema.play import Route

_AUTHORITY = (Office.AUTHORITY,)
_DRAFTERS = (Office.PROSECUTOR, Office.AUTHORITY)


def _mla(
    origin: LetterStatus,
    action: LetterAction,
    target: LetterStatus,
    side: Side,
    basis: str,
    *,
    offices: tuple[Office, ...] = _AUTHORITY,
    needs: tuple[str, ...] = (),
    may: tuple[str, ...] = ("text",),
    decision: bool = True,
) -> Transition:
    return Transition(origin, action, target, side, basis, "T", offices, needs, may, decision)


def _system(origin: LetterStatus, action: LetterAction, target: LetterStatus, basis: str) -> Transition:
    return Transition(origin, action, target, Side.SYSTEM, basis, may=(), is_decision=False)


_ASKING, _ASKED = Side.REQUESTING, Side.REQUESTED
_RECEIPT = "law.md 7.1 N4; EIO Directive 16(1): one week"
_RETURNED = "UNTOC 18(16); law.md 4.2, 7.1 N3"

_MLA_OUTGOING: tuple[Transition, ...] = (
    _mla(
        LetterStatus.DRAFTING,
        LetterAction.SUBMIT,
        LetterStatus.VETTING,
        _ASKING,
        "UNTOC 18(15); law.md 7.1 O3",
        offices=_DRAFTERS,
        needs=("content",),
    ),
    _mla(
        LetterStatus.VETTING, LetterAction.APPROVE, LetterStatus.PREPARING, _ASKING, "UNTOC 18(13), (14); law.md 7.1 O5"
    ),
    _mla(
        LetterStatus.VETTING,
        LetterAction.RETURN_FOR_REPAIR,
        LetterStatus.DRAFTING,
        _ASKING,
        "law.md 7.1 O4",
        needs=("text",),
        may=("choices",),
    ),
    _system(
        LetterStatus.PREPARING,
        LetterAction.PREPARED,
        LetterStatus.TRANSLATING,
        "UNTOC 18(14): a language acceptable there",
    ),
    _system(
        LetterStatus.PREPARING,
        LetterAction.TRANSMIT,
        LetterStatus.SENT,
        "UNTOC 18(13); law.md 7.1 O6; no translation needed",
    ),
    _system(LetterStatus.TRANSLATING, LetterAction.TRANSMIT, LetterStatus.SENT, "UNTOC 18(13); law.md 7.1 O6"),
    _system(LetterStatus.SENT, LetterAction.ARRIVE, LetterStatus.RECEIVED, "law.md 7.1 N1"),
    _system(
        LetterStatus.SENT,
        LetterAction.FORWARDED,
        LetterStatus.RECEIVED,
        "ETS 30 art. 18; law.md 7.1 N2: passed on by the wrong authority",
    ),
    _system(
        LetterStatus.SENT,
        LetterAction.LOSE,
        LetterStatus.LOST,
        "law.md 2.6 DIP: requests are lost in the diplomatic channel",
    ),
    _system(
        LetterStatus.LOST,
        LetterAction.FOUND_MISSING,
        LetterStatus.VETTING,
        "UNTOC 18(24); law.md 7.1 O8: a status query shows it",
    ),
    _mla(
        LetterStatus.CLARIFYING,
        LetterAction.ANSWER_CLARIFICATION,
        LetterStatus.DECIDING,
        _ASKING,
        "UNTOC 18(16); law.md 7.1 O10",
        offices=_DRAFTERS,
        needs=("text",),
        may=("content",),
    ),
    _mla(
        LetterStatus.CONDITIONS,
        LetterAction.ACCEPT_CONDITIONS,
        LetterStatus.DECIDING,
        _ASKING,
        "UNTOC 18(26); accepted conditions bind; law.md 7.1 O12",
    ),
    _mla(
        LetterStatus.CONDITIONS,
        LetterAction.DECLINE_CONDITIONS,
        LetterStatus.DECIDING,
        _ASKING,
        "UNTOC 18(26); law.md 7.1 O12",
        needs=("text",),
        may=(),
    ),
)

_MLA_INCOMING: tuple[Transition, ...] = (
    _system(LetterStatus.RECEIVED, LetterAction.ACKNOWLEDGE, LetterStatus.REGISTERING, f"{_RECEIPT}; registry"),
    _mla(
        LetterStatus.RECEIVED,
        LetterAction.ACKNOWLEDGE,
        LetterStatus.REGISTERING,
        _ASKED,
        _RECEIPT,
        decision=False,
    ),
    _mla(
        LetterStatus.RECEIVED,
        LetterAction.RETURN_DEFICIENT,
        LetterStatus.DRAFTING,
        _ASKED,
        _RETURNED,
        needs=("text", "choices"),
        may=(),
    ),
    _mla(
        LetterStatus.RECEIVED,
        LetterAction.RETURN_MISSENT,
        LetterStatus.DRAFTING,
        _ASKED,
        "UNTOC 18(13), (14); law.md 5.3 M7: the way is not agreed",
        needs=("text",),
        may=(),
    ),
    *(
        row
        for status in (LetterStatus.REGISTERING, LetterStatus.ASSESSING)
        for row in (
            _mla(
                status,
                LetterAction.DIRECT,
                status,
                _ASKED,
                "UNTOC 18(17), (24): execute as asked once assessed; law.md 7.1 N11",
                may=("choices",),
            ),
            _mla(
                status,
                LetterAction.RESERVE,
                status,
                _ASKED,
                "law.md 7.1 N5: decide once it is assessed",
                may=(),
                decision=False,
            ),
            _mla(
                status,
                LetterAction.RETURN_DEFICIENT,
                LetterStatus.DRAFTING,
                _ASKED,
                _RETURNED,
                needs=("text", "choices"),
                may=(),
            ),
        )
    ),
    _system(LetterStatus.REGISTERING, LetterAction.REGISTERED, LetterStatus.ASSESSING, "law.md 6.2 S5"),
    _system(LetterStatus.ASSESSING, LetterAction.READY, LetterStatus.DECIDING, "law.md 6.2 S6, 7.1 N5"),
    _mla(
        LetterStatus.DECIDING,
        LetterAction.ASK_CLARIFICATION,
        LetterStatus.CLARIFYING,
        _ASKED,
        "UNTOC 18(16); law.md 7.1 N6",
        needs=("text", "choices"),
        may=(),
    ),
    _mla(
        LetterStatus.DECIDING,
        LetterAction.CONSULT,
        LetterStatus.DECIDING,
        _ASKED,
        "UNTOC 18(26), 16(16), or the instrument that governs; law.md 7.1 N7",
        needs=("ground", "choices", "text"),
        may=("conditions",),
        decision=False,
    ),
    _mla(
        LetterStatus.DECIDING,
        LetterAction.ANSWER_CONSULTATION,
        LetterStatus.DECIDING,
        _ASKING,
        "UNTOC 18(26), 16(16); the instrument that governs",
        offices=_DRAFTERS,
        needs=("choices",),
        may=("text", "content"),
    ),
    _mla(
        LetterStatus.DECIDING,
        LetterAction.OFFER_CONDITIONS,
        LetterStatus.CONDITIONS,
        _ASKED,
        "UNTOC 18(26); law.md 7.1 N7, N8",
        needs=("conditions",),
    ),
    _mla(
        LetterStatus.DECIDING,
        LetterAction.REFUSE,
        LetterStatus.REFUSED,
        _ASKED,
        "UNTOC 18(21), (23); law.md 7.1 N9",
        needs=("ground", "text"),
        may=("documents", "alternative"),
    ),
    _mla(
        LetterStatus.DECIDING,
        LetterAction.POSTPONE,
        LetterStatus.POSTPONED,
        _ASKED,
        "UNTOC 18(25); law.md 7.1 N10",
        needs=("text", "until"),
        may=(),
    ),
    _mla(
        LetterStatus.POSTPONED,
        LetterAction.RESUME,
        LetterStatus.DECIDING,
        _ASKED,
        "UNTOC 18(25): only while it interferes",
    ),
    _system(
        LetterStatus.POSTPONED,
        LetterAction.POSTPONEMENT_ENDS,
        LetterStatus.DECIDING,
        "UNTOC 18(25); design 10.1: until a date",
    ),
    _mla(
        LetterStatus.DECIDING,
        LetterAction.ACCEPT,
        LetterStatus.ALLOCATING,
        _ASKED,
        "UNTOC 18(17), (24); law.md 7.1 N11",
        may=("text", "choices"),
    ),
    _system(
        LetterStatus.DECIDING,
        LetterAction.ACCEPT,
        LetterStatus.ALLOCATING,
        "UNTOC 18(17), (24): as its authority has directed; law.md 7.1 N11",
    ),
    _system(
        LetterStatus.ALLOCATING,
        LetterAction.SUBMIT_TO_COURT,
        LetterStatus.AUTHORISING,
        "law.md 7.1 N12: court order if coercive",
    ),
    _system(LetterStatus.ALLOCATING, LetterAction.ALLOCATED, LetterStatus.EXECUTING, "law.md 6.2 S7, 7.1 N12"),
    _system(LetterStatus.AUTHORISING, LetterAction.AUTHORISED, LetterStatus.EXECUTING, "UNTOC 18(17); law.md 7.1 N12"),
    _system(LetterStatus.EXECUTING, LetterAction.EXECUTED, LetterStatus.CHECKING, "law.md 6.2 S8, 7.1 N15"),
    _system(
        LetterStatus.EXECUTING,
        LetterAction.AWAIT_RECOVERY,
        LetterStatus.RECOVERING,
        "CETS 197 art. 13(1): time to recover and to decide, by the days of the requested country",
    ),
    _system(
        LetterStatus.RECOVERING,
        LetterAction.EXECUTED,
        LetterStatus.CHECKING,
        "CETS 197 art. 13(1): the days are over, or the person wants to be heard",
    ),
    _system(LetterStatus.EXECUTING, LetterAction.APPEAL, LetterStatus.APPEALED, "law.md 7.1 N13: right of appeal"),
    _system(
        LetterStatus.APPEALED,
        LetterAction.APPEAL_DECIDED,
        LetterStatus.CHECKING,
        "law.md 6.2; ECHR art. 13: the facts do not carry the remedy, which is dismissed",
    ),
    _system(
        LetterStatus.APPEALED,
        LetterAction.AWAIT_RECOVERY,
        LetterStatus.RECOVERING,
        "CETS 197 art. 13(1): the remedy is dismissed, and the days to recover and to decide still run",
    ),
    _system(
        LetterStatus.APPEALED,
        LetterAction.APPEAL_ALLOWED,
        LetterStatus.REFUSED,
        "ECHR art. 8, 13; UNTOC 12(8), 13(8): the facts carry the remedy, and nothing is handed over",
    ),
    _system(
        LetterStatus.CHECKING,
        LetterAction.RETURN_FULL,
        LetterStatus.RETURNING,
        "UNTOC 18(17), (24): nothing is open; law.md 7.1 N16; registry",
    ),
    _mla(
        LetterStatus.CHECKING,
        LetterAction.RETURN_FULL,
        LetterStatus.RETURNING,
        _ASKED,
        "law.md 7.1 N16; UNTOC 18(17): formalities are checked before the return",
        may=("text", "choices"),
    ),
    _mla(
        LetterStatus.CHECKING,
        LetterAction.RETURN_PART,
        LetterStatus.RETURNING,
        _ASKED,
        "law.md 7.1 N16, 5.5 G6, G9: privilege, third parties",
        needs=("text",),
        may=("documents", "choices"),
    ),
    _system(LetterStatus.RETURNING, LetterAction.DELIVERED, LetterStatus.RETURNED, "law.md 6.2 S9"),
)

_OPEN_MLA = (
    LetterStatus.VETTING,
    LetterStatus.PREPARING,
    LetterStatus.TRANSLATING,
    LetterStatus.SENT,
    LetterStatus.LOST,
    LetterStatus.RECEIVED,
    LetterStatus.REGISTERING,
    LetterStatus.ASSESSING,
    LetterStatus.DECIDING,
    LetterStatus.CLARIFYING,
    LetterStatus.CONDITIONS,
    LetterStatus.POSTPONED,
    LetterStatus.ALLOCATING,
    LetterStatus.AUTHORISING,
    LetterStatus.EXECUTING,
    LetterStatus.RECOVERING,
    LetterStatus.APPEALED,
    LetterStatus.CHECKING,
    LetterStatus.RETURNING,
)
_AFTER_SENDING = _OPEN_MLA[3:]
_AFTER_ARRIVAL = _OPEN_MLA[5:]
_UNTIL_DECIDED = _OPEN_MLA[5:12]


def _mla_at_any_time() -> tuple[Transition, ...]:
    shared = tuple(
        _mla(
            status,
            LetterAction.SHARE_DRAFT,
            status,
            _ASKING,
            "law.md 5.2: share the draft before the formal request; 7.1 O2",
            offices=_DRAFTERS,
            may=("text", "content"),
            decision=False,
        )
        for status in (LetterStatus.DRAFTING, LetterStatus.VETTING)
    )
    withdrawn = tuple(
        _mla(
            status,
            LetterAction.WITHDRAW,
            LetterStatus.WITHDRAWN,
            _ASKING,
            "UNTOC 18(24); law.md 7.1 O16",
            offices=_DRAFTERS if status in {LetterStatus.DRAFTING, LetterStatus.VETTING} else _AUTHORITY,
        )
        for status in (LetterStatus.DRAFTING, *_OPEN_MLA)
    )
    queried = tuple(
        _mla(status, LetterAction.QUERY_STATUS, status, _ASKING, "UNTOC 18(24); law.md 7.1 O8", decision=False)
        for status in _AFTER_SENDING
    )
    answered = tuple(
        _mla(
            status,
            LetterAction.ANSWER_QUERY,
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
            LetterAction.NOT_CONFIDENTIAL,
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
            LetterAction.CONFIRM_IN_WRITING,
            status,
            _ASKING,
            "UNTOC 18(14): an oral request is confirmed in writing at once; law.md 7.1 O6u",
            decision=False,
        )
        for status in _UNTIL_DECIDED
    )
    contacts = contact_rows((LetterStatus.DRAFTING, *_OPEN_MLA), _DRAFTERS, _AUTHORITY)
    return (*shared, *withdrawn, *queried, *answered, *opened, *confirmed, *contacts)


TRANSITIONS: dict[Route, tuple[Transition, ...]] = {
    Route.MLA: (*_MLA_OUTGOING, *_MLA_INCOMING, *_mla_at_any_time()),
    **INFORMAL,
}
"""What may happen on each route, in order."""
