"""How a policy works: pace, care, and the mistakes that it makes. Numbers are assumptions of the exercise."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PolicyMistake(StrEnum):
    """A habit that is one of the typical mistakes (law.md 5.3), by the mistake's number there."""

    NO_LINK = "M1"
    FISHING = "M2"
    BARE_URGENCY = "M3"
    URGENT_BY_HABIT = "M4"
    WRONG_ADDRESS = "M7"
    NO_FORMALITIES = "M11"
    NO_CONSENT = "M12"
    NO_FOLLOW_UP = "M13"
    NO_PLAN = "M14"
    HIDDEN_DUPLICATES = "M15"
    NO_CONFIDENTIALITY = "M16"
    EMPTY_PROMISE = "M17"
    NOT_WITHDRAWN = "M18"
    SILENCE = "M19"
    ONE_OFFENCE = "M20"


DOES: dict[PolicyMistake, str] = {
    PolicyMistake.NO_LINK: "Letters do not contain the documents that link the requested measure with the offence, and "
    "do not state its purpose.",
    PolicyMistake.FISHING: "Letters ask for records of many years.",
    PolicyMistake.BARE_URGENCY: "Letters are urgent without a date.",
    PolicyMistake.URGENT_BY_HABIT: "Every letter is urgent.",
    PolicyMistake.WRONG_ADDRESS: "Letters go directly to the court that would carry them out, although the two "
    "countries have not agreed on this.",
    PolicyMistake.NO_FORMALITIES: "Letters ask for no formalities: simple copies come back, to which courts give "
    "less weight.",
    PolicyMistake.NO_CONSENT: "Informal information is passed on without the consent of its sender.",
    PolicyMistake.NO_FOLLOW_UP: "An answer by an informal channel is not followed up: no letter asks for the records "
    "that it names.",
    PolicyMistake.NO_PLAN: "Money is blocked on leads as soon as it is seen. No records are ordered that would show "
    "its owner and its source, and nobody asks to extend a freeze.",
    PolicyMistake.HIDDEN_DUPLICATES: "The same question is asked on two channels at once, and no letter says so.",
    PolicyMistake.NO_CONFIDENTIALITY: "No letter asks for confidentiality.",
    PolicyMistake.EMPTY_PROMISE: "Letters promise nothing: neither limits of use nor reciprocity.",
    PolicyMistake.NOT_WITHDRAWN: "Letters that are no longer needed are not withdrawn.",
    PolicyMistake.SILENCE: "Questions for clarification wait for a month.",
    PolicyMistake.ONE_OFFENCE: "Letters name one offence, and the results may not be used for another offence.",
}
"""What a policy with the habit does."""


@dataclass(frozen=True, slots=True)
class PolicyParameters:
    """What tells one full policy from another.

    Attributes:
        decisions: Decisions in a move from which on an office begins nothing new; what others
            ask is answered all the same.
        least: Decisions in a move below which an office looks for more to do once the move is well on.
        most: Decisions in a move from which on even what others ask waits for the next, unless it is urgent: office
            hours are short (design.md 6: 15 to 25 minutes for a seat's 3 to 8 decisions).
        limit: Decisions in a move from which on urgent requests wait as well; people at risk never do.
        to_one_office: Questions or requests in a move to one and the same office abroad: it has others to answer too.
        waits_for_records: Waits with money at home for the records of the account abroad from which it came.
        asks_first: Waits for what the informal channel says before a formal request.
        speaks: Makes urgent requests by word of mouth where two countries have agreed to that, and shares papers of
            its own with an answer on a short way.
        keeps_up: Answers a question on a short way once the answer is found, however much its office decided.
        sorts: Takes the strongest suspicion first; otherwise whatever came first.
        mistakes: The typical mistakes that it makes, each time there is an occasion.
    """

    decisions: int
    least: int = 3
    most: int = 6
    limit: int = 8
    to_one_office: int = 1
    waits_for_records: bool = True
    asks_first: bool = True
    speaks: bool = False
    keeps_up: bool = False
    sorts: bool = True
    mistakes: frozenset[PolicyMistake] = frozenset()

    def makes(self, mistake: PolicyMistake) -> bool:
        """Whether it makes a mistake."""
        return mistake in self.mistakes
