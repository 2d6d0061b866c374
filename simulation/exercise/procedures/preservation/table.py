"""Preservation of records, then their content: the table (Budapest Convention 16, 17, 29-31; law.md 7.4).

A contact point that works at all hours has records kept; keeping gives nobody anything to read. What has to follow in
time is a request for the content. When nothing follows, the order ends and the custodian's own retention deletes.
"""

from __future__ import annotations

from enum import StrEnum

from simulation.kernel.terms import Holder, Office, Side, TimeKind
from simulation.matters.declaration import Call, Input, InputKind, Status, Transition
from simulation.matters.proceeding import rules_of

PRESERVATION = "preservation"
"""Code of the procedure, as journals and pages name it."""


class PreservationStatus(StrEnum):
    """Where a preservation stands."""

    ASKED = "preservation_asked"
    PRESERVED = "preserved"
    PATH_ASKED = "path_asked"
    PROLONGATION_ASKED = "prolongation_asked"
    KEPT = "kept_for_letter"
    REFUSED = "preservation_refused"
    EXPIRED = "preservation_expired"
    ENDED = "preservation_ended"
    OBTAINED = "content_obtained"


class PreservationAction(StrEnum):
    """What can be done."""

    ASK = "ask_preservation"
    PRESERVE = "preserve"
    REFUSE = "refuse_preservation"
    ASK_PATH = "ask_path"
    DISCLOSE_PATH = "disclose_path"
    WITHHOLD_PATH = "withhold_path"
    ASK_PROLONGATION = "ask_prolongation"
    PROLONG = "prolong_preservation"
    LET_RUN_OUT = "let_run_out"
    CONTENT_ASKED = "content_asked"
    CONTENT_REFUSED = "content_refused"
    CONTENT_RETURNED = "content_returned"
    EXPIRE = "preservation_expires"
    END = "end_preservation"


PATH_DAYS = 30
"""Days of traffic that a partial disclosure covers: enough to see the path (assumption)."""

SIX_FIELDS = ("offence", "data", "data_link", "custodian", "preserve_need")
"""What article 29(2) wants beside authority, facts and the request that follows; the words are for people."""

_S, _A = PreservationStatus, PreservationAction
_ASKING = (Office.POLICE, Office.PROSECUTOR, Office.AUTHORITY)
_POINT = (Office.POLICE, Office.PROSECUTOR)
_OURS, _THEIRS, _SYSTEM = Side.REQUESTING, Side.REQUESTED, Side.SYSTEM
_WAIT = "ETS 185 art. 29(2)(f), 31: a request has to follow; assumption: the number of days"

_STATUSES: tuple[Status, ...] = (
    Status(
        _S.ASKED,
        Holder.REQUESTED,
        TimeKind.DECISION,
        3,
        basis="ETS 185 art. 35: a contact point that works at all hours; assumption: the number of days",
    ),
    Status(_S.PRESERVED, Holder.REQUESTING, TimeKind.DECISION, 45, basis=_WAIT),
    Status(
        _S.PATH_ASKED, Holder.REQUESTED, TimeKind.DECISION, 3, basis="ETS 185 art. 30; assumption: the number of days"
    ),
    Status(
        _S.PROLONGATION_ASKED,
        Holder.REQUESTED,
        TimeKind.DECISION,
        7,
        basis="ETS 185 art. 29(7); assumption: the number of days",
    ),
    Status(
        _S.KEPT,
        Holder.REQUESTED,
        TimeKind.SYSTEM,
        basis="ETS 185 art. 29(7): kept until the request for the content is decided; the letter has its own page",
        confidence="T",
    ),
    Status(_S.REFUSED, None, None),
    Status(_S.EXPIRED, None, None),
    Status(_S.ENDED, None, None),
    Status(_S.OBTAINED, None, None),
)

_RUNNING = (_S.PRESERVED, _S.PATH_ASKED, _S.PROLONGATION_ASKED)
_ENDS = "ETS 185 art. 29(2)(f), 29(7): data are kept for a request that follows; assumption: say if none will follow"
_EXPIRES = "ETS 185 art. 16(2), 29(7): after the last day of the order nobody has to keep anything"

RULES = rules_of(
    PRESERVATION,
    Transition(
        "",
        _A.ASK,
        _S.ASKED,
        _OURS,
        "ETS 185 art. 16, 29(1), (2): offence and facts, data, custodian, necessity, intention to send a request",
        offices=_ASKING,
        needs=("text",),
        may=SIX_FIELDS,
    ),
    _STATUSES,
    (
        Transition(
            _S.ASKED,
            _A.PRESERVE,
            _S.PRESERVED,
            _THEIRS,
            "ETS 185 art. 29(3): dual criminality is not required",
            offices=_POINT,
        ),
        Transition(
            _S.ASKED,
            _A.REFUSE,
            _S.REFUSED,
            _THEIRS,
            "ETS 185 art. 29(5): refused only for a political offence or essential interests",
            offices=_POINT,
            needs=("preservation_ground", "text"),
        ),
        Transition(
            _S.ASKED,
            _A.PRESERVE,
            _S.PRESERVED,
            _SYSTEM,
            "ETS 185 art. 16: at home the order is served at once",
        ),
        Transition(
            _S.ASKED,
            _A.END,
            _S.ENDED,
            _OURS,
            _ENDS,
            offices=_ASKING,
        ),
        Transition(
            _S.PRESERVED,
            _A.ASK_PATH,
            _S.PATH_ASKED,
            _OURS,
            "ETS 185 art. 17, 30: enough traffic data to find the path",
            offices=_ASKING,
        ),
        Transition(
            _S.PATH_ASKED,
            _A.DISCLOSE_PATH,
            _S.PRESERVED,
            _THEIRS,
            "ETS 185 art. 30(1): a lead about the path, no content",
            offices=_POINT,
        ),
        Transition(
            _S.PATH_ASKED,
            _A.WITHHOLD_PATH,
            _S.PRESERVED,
            _THEIRS,
            "ETS 185 art. 30(2): disclosure is withheld only for a political offence or essential interests",
            offices=_POINT,
            needs=("preservation_ground", "text"),
        ),
        Transition(
            _S.PRESERVED,
            _A.ASK_PROLONGATION,
            _S.PROLONGATION_ASKED,
            _OURS,
            "ETS 185 art. 16(2), 29(7): renewable, at least 60 days",
            offices=_ASKING,
            needs=("text",),
        ),
        Transition(
            _S.PROLONGATION_ASKED,
            _A.PROLONG,
            _S.PRESERVED,
            _THEIRS,
            "ETS 185 art. 29(7): at least 60 days",
            offices=_POINT,
        ),
        Transition(
            _S.PROLONGATION_ASKED,
            _A.LET_RUN_OUT,
            _S.PRESERVED,
            _THEIRS,
            "ETS 185 art. 29(7): no duty to keep the data beyond the period",
            offices=_POINT,
            needs=("text",),
        ),
        *(Transition(each, _A.CONTENT_ASKED, _S.KEPT, _SYSTEM, "ETS 185 art. 29(7), 31") for each in _RUNNING),
        Transition(
            _S.KEPT,
            _A.CONTENT_RETURNED,
            _S.OBTAINED,
            _SYSTEM,
            "ETS 185 art. 31",
        ),
        Transition(
            _S.KEPT,
            _A.CONTENT_REFUSED,
            _S.PRESERVED,
            _SYSTEM,
            "ETS 185 art. 29(7): the duty to keep ends with the decision, or on the last day if that is later",
        ),
        *(Transition(each, _A.EXPIRE, _S.EXPIRED, _SYSTEM, _EXPIRES) for each in _RUNNING),
        *(
            Transition(
                each,
                _A.END,
                _S.ENDED,
                _OURS,
                _ENDS,
                offices=_ASKING,
            )
            for each in _RUNNING
        ),
    ),
    inputs={
        "offence": Input(InputKind.OFFENCE),
        "preservation_ground": Input(InputKind.GROUND, refuses="preservation"),
        "until": Input(InputKind.DATE),
    },
    calls={_A.ASK_PATH: Call.NEVER, _A.END: Call.NEVER, _A.ASK_PROLONGATION: Call.BEFORE_LIMIT},
)
"""The one table of preservation."""
