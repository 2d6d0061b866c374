"""What a task of an objective can name."""

from __future__ import annotations

from enum import StrEnum


class MeasuredFact(StrEnum):
    """What the hot wash asks about after a task; a name and no figure (those: `simulation.exercise.outcome`)."""

    LEADS_FOLLOWED = "leads_followed_by_formal_request"
    PREPARED_INFORMALLY = "requests_prepared_informally"
    RIGHT_CHANNEL = "requests_on_right_channel"
    COMPLETE_AT_FIRST = "requests_complete_at_first_sending"
    RETURNED_DEFICIENT = "requests_returned_deficient"
    WITH_NEXUS = "requests_with_nexus"
    ACKNOWLEDGED_IN_TIME = "acknowledged_in_time"
    DECIDED_IN_TIME = "decided_within_reference"
    CHECKS_IN_TIME = "checks_answered_in_time"
    QUESTIONS_IN_TIME = "questions_answered_in_time"
    QUERIES_ANSWERED = "status_queries_answered"
    CONSULTED = "consulted_before_refusal"
    WITH_REASONS = "decided_with_reasons"
    UNINVOLVED_AFFECTED = "uninvolved_persons_affected"
    USE_WITHIN_CONSENT = "use_within_consent"
    EXPOSURE_DAYS = "known_exposure_days"
    PERSONS_PROTECTED = "persons_protected"
    FROZEN_IN_TIME = "money_frozen_before_it_left"
    FREEZES_PROVED = "freezes_proved_before_review"
    MONEY_CONFISCATED = "money_confiscated"
    ITEMS_USABLE = "items_usable_in_court"
    OBTAINED_BEFORE_EXPIRY = "records_obtained_before_expiry"
    EXCULPATORY_DISCLOSED = "exculpatory_items_disclosed"
    ACTION_AGREED = "action_agreed_with_partners"
    MEETINGS_AGREED = "meetings_with_agreed_minutes"
    FORUM_AGREED = "forum_agreed"
    SPONTANEOUS_SENT = "spontaneous_information_sent"
