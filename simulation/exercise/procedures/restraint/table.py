"""Freezing and confiscation of one account, from tracing to return: the table (law.md 7.3).

UNTOC articles 12-14, UNCAC 55, Warsaw Convention (CETS 198) 21-27 and 47, Regulation (EU) 2018/1805. Orders of a
measure at home and letters that ask for a freeze run on their own tables; what they bring moves this one. For how long
money stays blocked, and on which ground, stands in `restraint_periods`.
"""

from __future__ import annotations

from enum import StrEnum

from simulation.kernel.terms import Holder, Office, Side, TimeKind
from simulation.matters.declaration import ProcedureKind, Row, Stay, Table

SHARE = "share"
"""Name of the term for the part, in percent, that is offered to the other side."""


class Status(StrEnum):
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


class Action(StrEnum):
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


GROUNDS = ("R7", "R10", "R12", "G2", "G4", "G9", "G12")
"""Grounds on which enforcement may be refused: UNTOC 13(7), CETS 198 article 28, Regulation 2018/1805 article 19, fair
trial, ne bis in idem, rights of third parties, trial in absence (law.md 1.4, 5.5)."""

_ASKING = (Office.PROSECUTOR, Office.FIU)
_PROSECUTOR = (Office.PROSECUTOR,)
_BOTH = (Office.PROSECUTOR, Office.AUTHORITY)
_AUTHORITY = (Office.AUTHORITY,)
_OURS, _THEIRS, _SYSTEM = Side.REQUESTING, Side.REQUESTED, Side.SYSTEM
_DECISION, _PROTECTED = TimeKind.DECISION, TimeKind.PROTECTED

STAYS: tuple[Stay, ...] = (
    Stay(
        Status.TRACED, Holder.REQUESTING, _DECISION, 60, is_private=True, basis="UNTOC 12(2), 13(2); days: assumption"
    ),
    Stay(Status.HELD, Holder.REQUESTING, _DECISION, 5, basis="CETS 198 article 47; days: assumption"),
    Stay(
        Status.REQUESTED,
        Holder.REQUESTED,
        TimeKind.SYSTEM,
        basis="UNTOC 13(2): the letter that asks for the freeze has its own page",
        confidence="T",
    ),
    Stay(
        Status.FROZEN, Holder.REQUESTING, _DECISION, 150, basis="Domestic law: a freeze is justified from time to time"
    ),
    Stay(Status.PROLONGING, Holder.COURT, _PROTECTED, basis="Judicial authorisation, domestic law", confidence="P"),
    Stay(
        Status.CHALLENGED,
        Holder.COURT,
        _PROTECTED,
        basis="Notice and hearing of owners and third parties in good faith: UNTOC 12(8), 13(8)",
        confidence="T",
    ),
    Stay(Status.ORDERED, Holder.REQUESTING, _DECISION, 30, basis="UNTOC 13(1); days: assumption", confidence="T"),
    Stay(
        Status.ENFORCEMENT_ASKED,
        Holder.REQUESTED,
        _DECISION,
        45,
        basis="Regulation (EU) 2018/1805 article 20; elsewhere an assumption",
        confidence="S",
    ),
    Stay(Status.ENFORCING, Holder.COURT, _PROTECTED, basis="UNTOC 13(1), 13(8): order and hearing", confidence="T"),
    Stay(Status.REALISING, Holder.REQUESTED, TimeKind.SYSTEM, basis="Sale and book-keeping: assumption"),
    Stay(Status.DISPOSING, Holder.REQUESTED, _DECISION, 60, basis="UNTOC 14(1); days: assumption", confidence="T"),
    Stay(Status.SHARE_OFFERED, Holder.REQUESTING, _DECISION, 30, basis="UNTOC 14(3)(b); days: assumption"),
    Stay(Status.SHARE_COUNTERED, Holder.REQUESTED, _DECISION, 30, basis="UNTOC 14(3)(b); days: assumption"),
    *(
        Stay(status, None, None)
        for status in (
            Status.DROPPED,
            Status.LAPSED,
            Status.RELEASED,
            Status.LIFTED,
            Status.NOT_ENFORCED,
            Status.RETURNED,
            Status.SHARED,
            Status.RETAINED,
        )
    ),
)

BLOCKED = (Status.HELD, Status.REQUESTED, Status.FROZEN, Status.PROLONGING, Status.CHALLENGED)
"""Statuses in which the money may be held and nothing is final."""

PENDING = frozenset({Status.PROLONGING, Status.CHALLENGED, Status.ORDERED, Status.ENFORCEMENT_ASKED, Status.ENFORCING})
"""Statuses in which the money stays held although its last day may have come."""

_FREE_TO_FREEZE = (Status.TRACED, Status.HELD, Status.REQUESTED)
_UNDER_ORDER = (Status.FROZEN, Status.PROLONGING, Status.CHALLENGED)
_ENFORCED = (Status.ORDERED, Status.ENFORCEMENT_ASKED, Status.ENFORCING)
_DISPOSAL = (Status.DISPOSING, Status.SHARE_COUNTERED)

TABLE = Table(
    ProcedureKind.FREEZING,
    Row("", Action.TRACE, Status.TRACED, _OURS, "UNTOC 12(2), 13(2): identify and trace", offices=_ASKING),
    STAYS,
    (
        Row(Status.TRACED, Action.HOLD, Status.HELD, _SYSTEM, "CETS 198 article 47"),
        *(
            Row(each, Action.LETTER_ARRIVED, Status.REQUESTED, _SYSTEM, "UNTOC 13(2), 13(3)(c)")
            for each in (Status.TRACED, Status.HELD)
        ),
        Row(Status.REQUESTED, Action.HOLD, Status.REQUESTED, _SYSTEM, "CETS 198 article 47"),
        Row(Status.REQUESTED, Action.LETTER_ENDED, Status.TRACED, _SYSTEM, "UNTOC 18(23), 18(24)"),
        *(
            Row(each, Action.FREEZE, Status.FROZEN, _SYSTEM, "UNTOC 12(2), 13(2): order of a judge or authority")
            for each in _FREE_TO_FREEZE
        ),
        Row(
            Status.HELD, Action.LAPSE, Status.LAPSED, _SYSTEM, "CETS 198 article 47: the period of domestic law is over"
        ),
        Row(
            Status.REQUESTED,
            Action.LAPSE,
            Status.REQUESTED,
            _SYSTEM,
            "CETS 198 article 47: the money is free meanwhile",
        ),
        Row(
            Status.FROZEN,
            Action.JUSTIFY,
            Status.PROLONGING,
            _OURS,
            "UNCAC 55(8), CETS 141 article 12(2), by analogy at home: reasons for going on, before the last day",
            "P",
            offices=_PROSECUTOR,
            needs=("text",),
            may=("text", "documents"),
        ),
        Row(
            Status.PROLONGING,
            Action.PROLONG,
            Status.FROZEN,
            _SYSTEM,
            "Law book, how long money stays blocked: a ground holds",
            "P",
        ),
        Row(
            Status.PROLONGING,
            Action.NOT_PROLONG,
            Status.FROZEN,
            _SYSTEM,
            "The same: no ground beyond what was allowed",
            "P",
        ),
        Row(Status.FROZEN, Action.CHALLENGE, Status.CHALLENGED, _SYSTEM, "UNTOC 12(8), 13(8); owner or third party"),
        Row(Status.CHALLENGED, Action.UPHOLD, Status.LIFTED, _SYSTEM, "UNTOC 12(8): others keep what is theirs"),
        Row(Status.CHALLENGED, Action.DISMISS, Status.FROZEN, _SYSTEM, "UNTOC 12(8)"),
        Row(Status.FROZEN, Action.ORDER, Status.ORDERED, _SYSTEM, "UNTOC 12(1): conviction; the account lies abroad"),
        Row(
            Status.ORDERED,
            Action.ASK_ENFORCEMENT,
            Status.ENFORCEMENT_ASKED,
            _OURS,
            "UNTOC 13(1), 13(3)(b): copy of the order, facts, extent",
            offices=_BOTH,
            needs=("text",),
        ),
        Row(
            Status.ENFORCEMENT_ASKED,
            Action.RECOGNISE,
            Status.ENFORCING,
            _THEIRS,
            "UNTOC 13(1)(b)",
            offices=_AUTHORITY,
        ),
        Row(
            Status.ENFORCEMENT_ASKED,
            Action.REFUSE_ENFORCEMENT,
            Status.NOT_ENFORCED,
            _THEIRS,
            "UNTOC 13(7); CETS 198 article 28; Regulation 2018/1805 article 19",
            offices=_AUTHORITY,
            needs=("enforcement_ground", "text"),
        ),
        *(
            Row(each, Action.CONFISCATE, Status.REALISING, _SYSTEM, "UNTOC 12(1), 13(1): a final order")
            for each in (*_UNDER_ORDER, *_ENFORCED)
        ),
        Row(Status.REALISING, Action.REALISE, Status.DISPOSING, _SYSTEM, "UNTOC 14(1)"),
        *(
            Row(each, Action.ASK_RETURN, each, _OURS, "UNTOC 14(2): victims first", offices=_BOTH, needs=("text",))
            for each in (Status.REALISING, Status.DISPOSING)
        ),
        *(
            Row(each, Action.RETURN_TO_VICTIMS, Status.RETURNED, _THEIRS, "UNTOC 14(2)", offices=_AUTHORITY)
            for each in _DISPOSAL
        ),
        *(
            Row(
                each,
                Action.OFFER_SHARE,
                Status.SHARE_OFFERED,
                _THEIRS,
                "UNTOC 14(3)(b); CETS 198 article 25",
                offices=_AUTHORITY,
                needs=(SHARE,),
            )
            for each in _DISPOSAL
        ),
        *(
            Row(
                each,
                Action.RETAIN,
                Status.RETAINED,
                _THEIRS,
                "UNTOC 14(1): by its own law",
                offices=_AUTHORITY,
                needs=("text",),
            )
            for each in _DISPOSAL
        ),
        Row(Status.SHARE_OFFERED, Action.ACCEPT_SHARE, Status.SHARED, _OURS, "UNTOC 14(3)(b)", offices=_BOTH),
        Row(
            Status.SHARE_OFFERED,
            Action.COUNTER_SHARE,
            Status.SHARE_COUNTERED,
            _OURS,
            "UNTOC 14(3)(b)",
            offices=_BOTH,
            needs=(SHARE,),
        ),
        Row(Status.SHARE_COUNTERED, Action.ACCEPT_SHARE, Status.SHARED, _THEIRS, "UNTOC 14(3)(b)", offices=_AUTHORITY),
        *(
            Row(
                each,
                Action.LAPSE,
                Status.LAPSED,
                _SYSTEM,
                "Law of the place; UNCAC 55(7) where it binds: no sufficient proof in time",
                "M",
            )
            for each in _UNDER_ORDER
        ),
        *(Row(each, Action.LIFT, Status.LIFTED, _SYSTEM, "UNTOC 18(24)") for each in (*BLOCKED, *_ENFORCED)),
        *(
            Row(
                each,
                Action.RELEASE,
                Status.RELEASED,
                _OURS,
                "UNTOC 18(24): say when no longer needed",
                offices=_PROSECUTOR,
                needs=("text",),
            )
            for each in (Status.HELD, Status.FROZEN, Status.ORDERED)
        ),
        Row(Status.TRACED, Action.DROP, Status.DROPPED, _OURS, "Nothing has been asked yet", "P", offices=_ASKING),
    ),
)
"""The one table of freezing and confiscation."""
