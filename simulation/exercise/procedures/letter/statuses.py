"""The words of a request's life: who acts, what can be done, where a request can stand and whose time that is."""

from __future__ import annotations

from enum import StrEnum

from simulation.kernel.terms import Holder, TimeKind
from simulation.law.book.governance import benchmark_days
from simulation.matters.declaration import Status


class LetterStatus(StrEnum):
    """Where a request stands; holder and kind of each are in `STATUSES`."""

    DRAFTING = "drafting"
    VETTING = "vetting"
    PREPARING = "preparing"
    TRANSLATING = "translating"
    SENT = "sent"
    LOST = "lost"
    RECEIVED = "received"
    REGISTERING = "registering"
    ASSESSING = "assessing"
    DECIDING = "deciding"
    CLARIFYING = "clarifying"
    CONDITIONS = "conditions"
    POSTPONED = "postponed"
    ALLOCATING = "allocating"
    AUTHORISING = "authorising"
    EXECUTING = "executing"
    RECOVERING = "recovering"
    APPEALED = "appealed"
    CHECKING = "checking"
    RETURNING = "returning"
    RETURNED = "returned"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"

    ASKED = "asked"
    ANSWERED = "answered"
    ANSWERED_PARTLY = "answered_partly"
    DECLINED = "declined"
    CONSENT_ASKED = "consent_asked"
    CONSENTED = "consented"
    CONSENT_REFUSED = "consent_refused"


class LetterAction(StrEnum):
    """Everything that can be done to a request; the rows of `table.TRANSITIONS` say who may do it when."""

    SHARE_DRAFT = "share_draft"
    SUBMIT = "submit"
    RETURN_FOR_REPAIR = "return_for_repair"
    APPROVE = "approve"
    PREPARED = "prepared"
    TRANSMIT = "transmit"
    ARRIVE = "arrive"
    FORWARDED = "forwarded"
    LOSE = "lose"
    FOUND_MISSING = "found_missing"
    ACKNOWLEDGE = "acknowledge"
    RETURN_DEFICIENT = "return_deficient"
    RETURN_MISSENT = "return_missent"
    CONFIRM_IN_WRITING = "confirm_in_writing"
    REGISTERED = "registered"
    DIRECT = "direct_execution"
    RESERVE = "decide_later"
    READY = "ready"
    ASK_CLARIFICATION = "ask_clarification"
    ANSWER_CLARIFICATION = "answer_clarification"
    CONSULT = "consult"
    NOT_CONFIDENTIAL = "not_confidential"
    OFFER_CONDITIONS = "offer_conditions"
    ACCEPT_CONDITIONS = "accept_conditions"
    DECLINE_CONDITIONS = "decline_conditions"
    REFUSE = "refuse"
    POSTPONE = "postpone"
    RESUME = "resume"
    POSTPONEMENT_ENDS = "postponement_ends"
    ACCEPT = "accept"
    SUBMIT_TO_COURT = "submit_to_court"
    ALLOCATED = "allocated"
    AUTHORISED = "authorised"
    AWAIT_RECOVERY = "await_recovery"
    EXECUTED = "executed"
    APPEAL = "appeal"
    APPEAL_DECIDED = "appeal_decided"
    APPEAL_ALLOWED = "appeal_allowed"
    RETURN_FULL = "return_full"
    RETURN_PART = "return_part"
    DELIVERED = "delivered"
    WITHDRAW = "withdraw"
    QUERY_STATUS = "query_status"
    ANSWER_QUERY = "answer_query"
    ANSWER_CONSULTATION = "answer_consultation"
    ASK_CONTACT = "ask_contact"
    ANSWER_CONTACT = "answer_contact"
    CONTACT_ANSWERED = "contact_answered"

    ASK = "ask"
    ANSWER = "answer"
    ANSWER_PART = "answer_part"
    DECLINE = "decline"
    HOLD = "hold"
    ASK_CONSENT = "ask_consent"
    GIVE_CONSENT = "give_consent"
    REFUSE_CONSENT = "refuse_consent"


BESIDE_THE_STEP = frozenset(
    {
        LetterAction.WITHDRAW,
        LetterAction.SHARE_DRAFT,
        LetterAction.ASK_CONTACT,
        LetterAction.QUERY_STATUS,
        LetterAction.NOT_CONFIDENTIAL,
    }
)
"""Acts that are possible beside the step for which a request waits: a request waits for nobody because of them."""


class ConsultationAnswer(StrEnum):
    """What whoever asked may say to a proposal of the other side; to withdraw is an act of its own."""

    AGREE = "agree"
    SUPPLY_MORE = "supply_more"
    NARROW = "narrow"
    NO_AGREEMENT = "no_agreement"


class Proposal(StrEnum):
    """What whoever is asked may propose before it refuses or postpones."""

    TERMS = "terms"
    PART = "part"
    LATER = "later"
    OTHER_MEASURE = "other_measure"


CAME = (LetterAction.ARRIVE, LetterAction.FORWARDED, LetterAction.ACKNOWLEDGE)
"""Acts of which the first in a letter's history is its receipt by whoever is asked."""

_R, _D, _C = Holder.REQUESTING, Holder.REQUESTED, Holder.CHANNEL
_DECISION, _SYSTEM, _PROTECTED = TimeKind.DECISION, TimeKind.SYSTEM, TimeKind.PROTECTED
_OURS = "assumption"
_BENCHMARK = "benchmark of the exercise"
_ANSWER = benchmark_days("answer")

_S = LetterStatus

STATUSES: dict[str, Status] = {
    row.code: row
    for row in (
        Status(_S.DRAFTING, _R, _DECISION, 60, basis=_OURS),
        Status(_S.VETTING, _R, _DECISION, 10, basis=_OURS),
        Status(_S.PREPARING, _R, _SYSTEM),
        Status(_S.TRANSLATING, _R, _SYSTEM),
        Status(_S.SENT, _C, _SYSTEM),
        Status(_S.LOST, _C, _SYSTEM, shown_as=_S.SENT),
        Status(_S.RECEIVED, _D, _DECISION, benchmark_days("acknowledge"), basis=_BENCHMARK, clock="acknowledge"),
        Status(_S.REGISTERING, _D, _SYSTEM),
        Status(_S.ASSESSING, _D, _SYSTEM),
        Status(_S.DECIDING, _D, _DECISION, benchmark_days("decide"), basis=_BENCHMARK, clock="decide"),
        Status(_S.CLARIFYING, _R, _DECISION, _ANSWER, basis=_BENCHMARK, clock="clarify"),
        Status(_S.CONDITIONS, _R, _DECISION, _ANSWER, basis=_BENCHMARK),
        Status(
            _S.POSTPONED,
            _D,
            _PROTECTED,
            basis="UNTOC 18(25): the requested country’s own case comes first",
            confidence="T",
        ),
        Status(_S.ALLOCATING, _D, _SYSTEM),
        Status(_S.AUTHORISING, Holder.COURT, _PROTECTED, basis="UNTOC 18(17); law.md 7.1 N12: order of a court"),
        Status(_S.EXECUTING, Holder.THIRD_PARTY, _SYSTEM),
        Status(
            _S.RECOVERING,
            Holder.THIRD_PARTY,
            _PROTECTED,
            basis="CETS 197 art. 12(6), 13(1): time to recover and to decide; nobody is pressed to speak",
            confidence="T",
            shown_as=_S.EXECUTING,
        ),
        Status(_S.APPEALED, Holder.COURT, _PROTECTED, basis="law.md 7.1 N13: right of appeal"),
        Status(_S.CHECKING, _D, _DECISION, 10, basis=_OURS),
        Status(_S.RETURNING, _D, _SYSTEM),
        Status(_S.RETURNED, None, None),
        Status(_S.REFUSED, None, None),
        Status(_S.WITHDRAWN, None, None),
        Status(_S.ASKED, _D, _DECISION, _ANSWER, basis=_BENCHMARK),
        Status(_S.ANSWERED, None, None, may_reopen=True),
        Status(_S.ANSWERED_PARTLY, None, None, may_reopen=True),
        Status(_S.DECLINED, None, None),
        Status(_S.CONSENT_ASKED, _D, _DECISION, _ANSWER, basis=_BENCHMARK),
        Status(_S.CONSENTED, None, None),
        Status(_S.CONSENT_REFUSED, None, None),
    )
}
"""Where a letter or a question can stand, and whose time that is."""
