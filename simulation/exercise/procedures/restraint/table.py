"""Freezing and confiscation of one account, from tracing to return: the table (law.md 7.3).

UNTOC articles 12-14, UNCAC 55, Warsaw Convention (CETS 198) 21-27 and 47, Regulation (EU) 2018/1805. Orders of a
measure at home and letters that ask for a freeze run on their own tables; what they bring moves this one. For how long
money stays blocked, and on which ground, stands in `restraint_periods`.
"""

from __future__ import annotations

from enum import StrEnum

from simulation.kernel.terms import Holder, Office, Side, TimeKind
from simulation.matters.declaration import Call, Input, InputKind, Status, Transition
from simulation.matters.proceeding import rules_of

FREEZING = "freezing"
"""Code of the procedure, as journals and pages name it."""

SHARE = "share"
"""Name of the term for the part, in percent, that is offered to the other side."""


class RestraintStatus(StrEnum):
    """Where the money of an account stands."""

    TRACED = "traced"
    HELD = "held_short"
    REQUESTED = "freeze_requested"
    FROZEN = "frozen"
    PROLONGING = "prolonging"
    CHALLENGED = "challenged"
    ORDERED = "ordered"
    ENFORCEMENT_ASKED = "enforcement_asked"
    ENFORCING = "enforcing"
    REALISING = "realising"
    DISPOSING = "disposing"
    SHARE_OFFERED = "share_offered"
    SHARE_COUNTERED = "share_countered"
    DROPPED = "tracing_dropped"
    LAPSED = "freeze_lapsed"
    RELEASED = "money_released"
    LIFTED = "freeze_lifted"
    NOT_ENFORCED = "not_enforced"
    RETURNED = "returned_to_victims"
    SHARED = "money_shared"
    RETAINED = "money_retained"


class RestraintAction(StrEnum):
    """What can be done."""

    TRACE = "trace"
    HOLD = "hold_money"
    LETTER_ARRIVED = "letter_arrived"
    LETTER_ENDED = "letter_ended"
    FREEZE = "freeze"
    JUSTIFY = "justify"
    PROLONG = "prolong_freeze"
    NOT_PROLONG = "not_prolong_freeze"
    CHALLENGE = "challenge_freeze"
    SPEAK = "speak_for_freeze"
    UPHOLD = "uphold_challenge"
    DISMISS = "dismiss_challenge"
    ORDER = "order_confiscation"
    ASK_ENFORCEMENT = "ask_enforcement"
    RECOGNISE = "recognise"
    REFUSE_ENFORCEMENT = "refuse_enforcement"
    CONFISCATE = "confiscate"
    REALISE = "realise"
    ASK_RETURN = "ask_return"
    RETURN_TO_VICTIMS = "return_to_victims"
    OFFER_SHARE = "offer_share"
    ACCEPT_SHARE = "accept_share"
    COUNTER_SHARE = "counter_share"
    RETAIN = "retain_money"
    LAPSE = "freeze_lapses"
    LIFT = "lift_freeze"
    RELEASE = "release_money"
    DROP = "drop_tracing"


_S, _A = RestraintStatus, RestraintAction

ENDED_BY_ITSELF = frozenset({_S.LAPSED.value})
"""Statuses into which the money alone leads: a hold or a freeze whose last day has passed."""

_ASKING = (Office.PROSECUTOR, Office.FIU)
_PROSECUTOR = (Office.PROSECUTOR,)
_BOTH = (Office.PROSECUTOR, Office.AUTHORITY)
_AUTHORITY = (Office.AUTHORITY,)
_OURS, _THEIRS, _SYSTEM = Side.REQUESTING, Side.REQUESTED, Side.SYSTEM
_DECISION, _PROTECTED = TimeKind.DECISION, TimeKind.PROTECTED

_STATUSES: tuple[Status, ...] = (
    Status(
        _S.TRACED,
        Holder.REQUESTING,
        _DECISION,
        60,
        is_private=True,
        basis="UNTOC 12(2), 13(2); assumption: the number of days",
    ),
    Status(_S.HELD, Holder.REQUESTING, _DECISION, 5, basis="CETS 198 art. 47; assumption: the number of days"),
    Status(
        _S.REQUESTED,
        Holder.REQUESTED,
        TimeKind.SYSTEM,
        basis="UNTOC 13(2): the letter that asks for the freeze has its own page",
        confidence="T",
    ),
    Status(
        _S.FROZEN,
        Holder.REQUESTING,
        _DECISION,
        150,
        basis="Domestic law: a freeze has to be justified again at intervals",
    ),
    Status(
        _S.PROLONGING,
        Holder.COURT,
        _PROTECTED,
        basis="Judicial authorisation, domestic law",
        confidence="P",
    ),
    Status(
        _S.CHALLENGED,
        Holder.COURT,
        _PROTECTED,
        basis="UNTOC 12(8), 13(8): notice and hearing of owners and third parties in good faith",
        confidence="T",
    ),
    Status(
        _S.ORDERED,
        Holder.REQUESTING,
        _DECISION,
        30,
        basis="UNTOC 13(1); assumption: the number of days",
        confidence="T",
    ),
    Status(
        _S.ENFORCEMENT_ASKED,
        Holder.REQUESTED,
        _DECISION,
        45,
        basis="Regulation 2018/1805 art. 20: the number of days; assumption: the number of days elsewhere",
        confidence="S",
    ),
    Status(
        _S.ENFORCING,
        Holder.COURT,
        _PROTECTED,
        basis="UNTOC 13(1), 13(8): order and hearing",
        confidence="T",
    ),
    Status(_S.REALISING, Holder.REQUESTED, TimeKind.SYSTEM, basis="Sale and accounting: assumption"),
    Status(
        _S.DISPOSING,
        Holder.REQUESTED,
        _DECISION,
        60,
        basis="UNTOC 14(1); assumption: the number of days",
        confidence="T",
    ),
    Status(_S.SHARE_OFFERED, Holder.REQUESTING, _DECISION, 30, basis="UNTOC 14(3)(b); assumption: the number of days"),
    Status(_S.SHARE_COUNTERED, Holder.REQUESTED, _DECISION, 30, basis="UNTOC 14(3)(b); assumption: the number of days"),
    *(
        Status(status, None, None)
        for status in (
            _S.DROPPED,
            _S.LAPSED,
            _S.RELEASED,
            _S.LIFTED,
            _S.NOT_ENFORCED,
            _S.RETURNED,
            _S.SHARED,
            _S.RETAINED,
        )
    ),
)

BLOCKED = (
    _S.HELD,
    _S.REQUESTED,
    _S.FROZEN,
    _S.PROLONGING,
    _S.CHALLENGED,
)
"""Statuses in which the money may be held and nothing is final."""

PENDING = frozenset(
    {
        _S.PROLONGING,
        _S.CHALLENGED,
        _S.ORDERED,
        _S.ENFORCEMENT_ASKED,
        _S.ENFORCING,
    }
)
"""Statuses in which the money stays held although its last day may have come."""

_FREE_TO_FREEZE = (_S.TRACED, _S.HELD, _S.REQUESTED)
_UNDER_ORDER = (_S.FROZEN, _S.PROLONGING, _S.CHALLENGED)
_ENFORCED = (_S.ORDERED, _S.ENFORCEMENT_ASKED, _S.ENFORCING)
_DISPOSAL = (_S.DISPOSING, _S.SHARE_COUNTERED)

RULES = rules_of(
    FREEZING,
    Transition(
        "",
        _A.TRACE,
        _S.TRACED,
        _OURS,
        "UNTOC 12(2), 13(2): identify and trace",
        offices=_ASKING,
    ),
    _STATUSES,
    (
        Transition(_S.TRACED, _A.HOLD, _S.HELD, _SYSTEM, "CETS 198 art. 47"),
        *(
            Transition(each, _A.LETTER_ARRIVED, _S.REQUESTED, _SYSTEM, "UNTOC 13(2), 13(3)(c)")
            for each in (_S.TRACED, _S.HELD)
        ),
        Transition(_S.REQUESTED, _A.HOLD, _S.REQUESTED, _SYSTEM, "CETS 198 art. 47"),
        Transition(
            _S.REQUESTED,
            _A.LETTER_ENDED,
            _S.TRACED,
            _SYSTEM,
            "UNTOC 18(23), 18(24)",
        ),
        *(
            Transition(
                each,
                _A.FREEZE,
                _S.FROZEN,
                _SYSTEM,
                "UNTOC 12(2), 13(2): order of a judge or other competent authority",
            )
            for each in _FREE_TO_FREEZE
        ),
        Transition(
            _S.HELD,
            _A.LAPSE,
            _S.LAPSED,
            _SYSTEM,
            "CETS 198 art. 47: the period set by domestic law is over",
        ),
        Transition(
            _S.REQUESTED,
            _A.LAPSE,
            _S.REQUESTED,
            _SYSTEM,
            "CETS 198 art. 47: the hold has ended, and the money is free until the freeze is decided",
        ),
        Transition(
            _S.FROZEN,
            _A.JUSTIFY,
            _S.PROLONGING,
            _OURS,
            "UNCAC 55(8): reasons to continue the freeze, before its last day (by analogy at home); "
            "CETS 198 art. 22(2); ETS 141 art. 12(2); Regulation 2018/1805 art. 12(2)",
            "P",
            offices=_PROSECUTOR,
            needs=("text",),
            may=("text", "documents"),
        ),
        Transition(
            _S.PROLONGING,
            _A.PROLONG,
            _S.FROZEN,
            _SYSTEM,
            "Law book, how long a hold or a freeze lasts: a ground applies",
            "P",
        ),
        Transition(
            _S.PROLONGING,
            _A.NOT_PROLONG,
            _S.FROZEN,
            _SYSTEM,
            "Law book, how long a hold or a freeze lasts: no ground allows more time",
            "P",
        ),
        Transition(
            _S.FROZEN,
            _A.CHALLENGE,
            _S.CHALLENGED,
            _SYSTEM,
            "UNTOC 12(8), 13(8): owner or third party; Regulation 2018/1805 art. 33",
        ),
        Transition(
            _S.CHALLENGED,
            _A.SPEAK,
            _S.CHALLENGED,
            _OURS,
            "UNCAC 55(8): before the freeze is lifted, the side that asked for it says why it should continue; "
            "CETS 198 art. 22(2); Regulation 2018/1805 art. 12(2)",
            offices=_BOTH,
            needs=("text",),
            may=("text", "documents"),
            is_decision=False,
        ),
        Transition(
            _S.CHALLENGED,
            _A.UPHOLD,
            _S.LIFTED,
            _SYSTEM,
            "UNTOC 12(2), 12(8), 13(8), 18(9): the rule on which the court decided; "
            "CETS 198 art. 28(1)(f), (g), 41(2); Regulation 2018/1805 art. 33",
        ),
        Transition(
            _S.CHALLENGED,
            _A.DISMISS,
            _S.FROZEN,
            _SYSTEM,
            "ECHR art. 13: a remedy that was heard, and facts that do not support it; UNTOC 12(8), 13(8); "
            "Regulation 2018/1805 art. 33",
        ),
        Transition(
            _S.FROZEN,
            _A.ORDER,
            _S.ORDERED,
            _SYSTEM,
            "UNTOC 12(1): conviction; the account is abroad",
        ),
        Transition(
            _S.ORDERED,
            _A.ASK_ENFORCEMENT,
            _S.ENFORCEMENT_ASKED,
            _OURS,
            "UNTOC 13(1), 13(3)(b): copy of the order, facts, extent; CETS 198 art. 37(3); "
            "Regulation 2018/1805 art. 14",
            offices=_BOTH,
            needs=("text",),
        ),
        Transition(
            _S.ENFORCEMENT_ASKED,
            _A.RECOGNISE,
            _S.ENFORCING,
            _THEIRS,
            "UNTOC 13(1)(b); CETS 198 art. 23, 24; Regulation 2018/1805 art. 18(1)",
            offices=_AUTHORITY,
        ),
        Transition(
            _S.ENFORCEMENT_ASKED,
            _A.REFUSE_ENFORCEMENT,
            _S.NOT_ENFORCED,
            _THEIRS,
            "UNTOC 13(7); CETS 198 art. 28; Regulation 2018/1805 art. 19",
            offices=_AUTHORITY,
            needs=("enforcement_ground", "text"),
        ),
        *(
            Transition(
                each,
                _A.CONFISCATE,
                _S.REALISING,
                _SYSTEM,
                "UNTOC 12(1), 13(1): a final order",
            )
            for each in (*_UNDER_ORDER, *_ENFORCED)
        ),
        Transition(_S.REALISING, _A.REALISE, _S.DISPOSING, _SYSTEM, "UNTOC 14(1)"),
        *(
            Transition(
                each,
                _A.ASK_RETURN,
                each,
                _OURS,
                "UNTOC 14(2): victims first; CETS 198 art. 25(2); Regulation 2018/1805 art. 30(1)-(5)",
                offices=_BOTH,
                needs=("text",),
            )
            for each in (_S.REALISING, _S.DISPOSING)
        ),
        *(
            Transition(
                each,
                _A.RETURN_TO_VICTIMS,
                _S.RETURNED,
                _THEIRS,
                "UNTOC 14(2); CETS 198 art. 25(2); Regulation 2018/1805 art. 30(1)-(5)",
                offices=_AUTHORITY,
            )
            for each in _DISPOSAL
        ),
        *(
            Transition(
                each,
                _A.OFFER_SHARE,
                _S.SHARE_OFFERED,
                _THEIRS,
                "UNTOC 14(3)(b); CETS 198 art. 25(3); Regulation 2018/1805 art. 30(7)",
                offices=_AUTHORITY,
                needs=(SHARE,),
            )
            for each in _DISPOSAL
        ),
        *(
            Transition(
                each,
                _A.RETAIN,
                _S.RETAINED,
                _THEIRS,
                "UNTOC 14(1): under the law of the confiscating country; CETS 198 art. 25(1); "
                "Regulation 2018/1805 art. 30(7)(a)",
                offices=_AUTHORITY,
                needs=("text",),
            )
            for each in _DISPOSAL
        ),
        Transition(
            _S.SHARE_OFFERED,
            _A.ACCEPT_SHARE,
            _S.SHARED,
            _OURS,
            "UNTOC 14(3)(b)",
            offices=_BOTH,
        ),
        Transition(
            _S.SHARE_OFFERED,
            _A.COUNTER_SHARE,
            _S.SHARE_COUNTERED,
            _OURS,
            "UNTOC 14(3)(b)",
            offices=_BOTH,
            needs=(SHARE,),
        ),
        Transition(
            _S.SHARE_COUNTERED,
            _A.ACCEPT_SHARE,
            _S.SHARED,
            _THEIRS,
            "UNTOC 14(3)(b)",
            offices=_AUTHORITY,
        ),
        *(
            Transition(
                each,
                _A.LAPSE,
                _S.LAPSED,
                _SYSTEM,
                "Law of the country where the account is; UNCAC 55(7), where it binds: sufficient evidence did "
                "not arrive in time",
                "M",
            )
            for each in _UNDER_ORDER
        ),
        *(Transition(each, _A.LIFT, _S.LIFTED, _SYSTEM, "UNTOC 18(24)") for each in (*BLOCKED, *_ENFORCED)),
        *(
            Transition(
                each,
                _A.RELEASE,
                _S.RELEASED,
                _OURS,
                "UNTOC 18(24): say when the assistance is no longer needed",
                offices=_PROSECUTOR,
                needs=("text",),
            )
            for each in (_S.HELD, _S.FROZEN, _S.ORDERED)
        ),
        Transition(
            _S.TRACED,
            _A.DROP,
            _S.DROPPED,
            _OURS,
            "Nothing has been requested yet",
            "P",
            offices=_ASKING,
        ),
    ),
    inputs={
        "enforcement_ground": Input(InputKind.GROUND, refuses="enforcement"),
        SHARE: Input(InputKind.DAYS),
        "amount_minor": Input(InputKind.AMOUNT),
    },
    calls={
        _A.RELEASE: Call.NEVER,
        _A.ASK_RETURN: Call.NEVER,
        _A.SPEAK: Call.NEVER,
        _A.JUSTIFY: Call.BEFORE_LIMIT,
        _A.DROP: Call.WHEN_STALE,
    },
)
"""The one table of freezing and confiscation."""
