"""The words of a request's life: who acts, what can be done, where a request can stand and whose time that is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from simulation.kernel.terms import Holder, Office, Side, TimeKind
from simulation.scenario.schema.play import Route


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
    """Everything that can be done to a request; the rows of `transitions.TRANSITIONS` say who may do it when."""

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
    EXECUTED = "executed"
    APPEAL = "appeal"
    APPEAL_DECIDED = "appeal_decided"
    RETURN_FULL = "return_full"
    RETURN_PART = "return_part"
    DELIVERED = "delivered"
    WITHDRAW = "withdraw"
    QUERY_STATUS = "query_status"
    ANSWER_QUERY = "answer_query"
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


@dataclass(frozen=True, slots=True)
class Standing:
    """Whose time a status is.

    Attributes:
        status: The status.
        holder: Who holds the request; None when nobody owes anything any more.
        kind: What kind of time it is; None when nobody owes anything any more.
    """

    status: LetterStatus
    holder: Holder | None
    kind: TimeKind | None


_R, _D, _C = Holder.REQUESTING, Holder.REQUESTED, Holder.CHANNEL
_DECISION, _SYSTEM, _PROTECTED = TimeKind.DECISION, TimeKind.SYSTEM, TimeKind.PROTECTED

STATUSES: dict[LetterStatus, Standing] = {
    row.status: row
    for row in (
        Standing(LetterStatus.DRAFTING, _R, _DECISION),
        Standing(LetterStatus.VETTING, _R, _DECISION),
        Standing(LetterStatus.PREPARING, _R, _SYSTEM),
        Standing(LetterStatus.TRANSLATING, _R, _SYSTEM),
        Standing(LetterStatus.SENT, _C, _SYSTEM),
        Standing(LetterStatus.LOST, _C, _SYSTEM),
        Standing(LetterStatus.RECEIVED, _D, _DECISION),
        Standing(LetterStatus.REGISTERING, _D, _SYSTEM),
        Standing(LetterStatus.ASSESSING, _D, _SYSTEM),
        Standing(LetterStatus.DECIDING, _D, _DECISION),
        Standing(LetterStatus.CLARIFYING, _R, _DECISION),
        Standing(LetterStatus.CONDITIONS, _R, _DECISION),
        Standing(LetterStatus.POSTPONED, _D, _PROTECTED),
        Standing(LetterStatus.ALLOCATING, _D, _SYSTEM),
        Standing(LetterStatus.AUTHORISING, Holder.COURT, _PROTECTED),
        Standing(LetterStatus.EXECUTING, Holder.THIRD_PARTY, _SYSTEM),
        Standing(LetterStatus.APPEALED, Holder.COURT, _PROTECTED),
        Standing(LetterStatus.CHECKING, _D, _DECISION),
        Standing(LetterStatus.RETURNING, _D, _SYSTEM),
        Standing(LetterStatus.RETURNED, None, None),
        Standing(LetterStatus.REFUSED, None, None),
        Standing(LetterStatus.WITHDRAWN, None, None),
        Standing(LetterStatus.ASKED, _D, _DECISION),
        Standing(LetterStatus.ANSWERED, None, None),
        Standing(LetterStatus.ANSWERED_PARTLY, None, None),
        Standing(LetterStatus.DECLINED, None, None),
        Standing(LetterStatus.CONSENT_ASKED, _D, _DECISION),
        Standing(LetterStatus.CONSENTED, None, None),
        Standing(LetterStatus.CONSENT_REFUSED, None, None),
    )
}


@dataclass(frozen=True, slots=True)
class Transition:
    """A row of the table.

    Attributes:
        route: On which route.
        origin: From which status.
        action: What is done.
        target: Status that follows; the same as `origin` when the act changes no status.
        side: Who does it.
        offices: Seats that may do it; empty for the system.
        needs: Inputs without which it is not possible: text, until, choices, content, conditions, ground.
        may: Inputs that can be given besides.
        is_decision: The act is one of two or more defensible options (design.md 10).
        basis: Source of the rule.
    """

    route: Route
    origin: LetterStatus
    action: LetterAction
    target: LetterStatus
    side: Side
    offices: tuple[Office, ...]
    needs: tuple[str, ...]
    may: tuple[str, ...]
    is_decision: bool
    basis: str

    @property
    def changes_status(self) -> bool:
        """Whether it moves the request, or only adds to its log."""
        return self.origin is not self.target
