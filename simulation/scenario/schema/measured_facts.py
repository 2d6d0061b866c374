"""What a scenario can name of what is measured: facts of tasks, figures of the outcome."""

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


OUTCOME_FIGURES = (
    "drugs_delivered_g", "drugs_seized_g", "drugs_lost_g", "exploitation_person_days", "known_exposure_days",
    "persons_identified", "persons_protected", "money_laundered_minor", "money_free_minor", "money_frozen_minor",
    "money_ever_frozen_minor", "money_released_minor", "money_confiscated_minor", "money_defrauded_minor",
    "members_arrested", "members_charged", "members_convicted", "organisers_convicted", "cases_decided_on_merits",
    "case_solved", "organiser_decided", "recovered_minor", "day_solved", "day_proved", "papers_that_stand",
    "uninvolved_persons_affected", "requests_sent", "requests_answered", "requests_refused", "requests_withdrawn",
    "requests_open", "requests_never_sent", "inherited_requests", "inherited_answered", "inherited_open",
    "median_days_to_answer",
)  # fmt: skip
"""Names of the figures that `simulation.exercise.outcome.exercise_outcome` defines, which lies above this room."""
