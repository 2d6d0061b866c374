"""What a request for assistance names, under the headings of the treaties, and what hangs on each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Gate(StrEnum):
    """What hangs on an item (law.md 1.3)."""

    HARD = "hard"
    SOFT = "soft"
    CONDITIONAL = "conditional"


@dataclass(frozen=True, slots=True)
class Content:
    """All that a request names, under the standard headings (law.md 1.3 and 5.1).

    The engine reads prose only as empty or not empty. Keys are causal keys; days count from the scenario's start.

    Attributes:
        subject: Subject and nature of the proceeding, and who conducts it (C2).
        authority_contact: The requesting authority and its contact point (C1, C15).
        basis: Instrument relied on, e.g. `UNTOC` or `reciprocity` (C10).
        offences: Keys in the requesting country's offence table (C10).
        penalties_text: Text of the provisions and the penalties (C10).
        persons: Entity keys of persons concerned (C5).
        facts: Summary of the facts (C3).
        grounds: Keys of documents of the own file that link targets and offence (C11).
        period_from_day: First day for which records are asked, None when not limited.
        period_to_day: Last day for which records are asked, None when not limited.
        assistance: The assistance sought and any procedure to be followed, in words (C4).
        formalities: Formalities wanted, F1-F8 (C14, law.md 5.4).
        purpose: What the result is wanted for (C6).
        urgent: Marked urgent (C12).
        urgency_reason: Why (C12).
        urgent_by_day: The day by which it is needed (C12).
        confidential: Confidentiality asked (C12, UNTOC 18.20).
        confidentiality_reason: Why (C12).
        undertakings: `reciprocity`, `use_limits`, `return` (of originals), `costs`, of a person who comes `custody`,
            `return_person`, `time_credit`, `no_earlier_acts` or `safe_conduct`, or an assurance such as
            `assurance_no_death_penalty` (C13).
        language: Language of the paper (C15, UNTOC 18.14).
        prior_contacts: Earlier contacts and parallel channels, in words (C15).
        property_text: Description of the property (C7).
        freeze_facts: Facts that carry a freezing order (C9).
        order_text: Admissible copy of the domestic order and its extent (C8).
        particulars: What the instrument that governs wants besides, each by its name with what is said, in the order of
            the contents; see `data/rules/words.toml`.
        channel: Way on which it goes: `central`, `direct`, `diplomatic`, `electronic` or `oral`; "" as the two agreed.
    """

    subject: str = ""
    authority_contact: str = ""
    basis: str = ""
    offences: tuple[str, ...] = ()
    penalties_text: str = ""
    persons: tuple[str, ...] = ()
    facts: str = ""
    grounds: tuple[str, ...] = ()
    period_from_day: int | None = None
    period_to_day: int | None = None
    assistance: str = ""
    formalities: tuple[str, ...] = ()
    purpose: str = ""
    urgent: bool = False
    urgency_reason: str = ""
    urgent_by_day: int | None = None
    confidential: bool = False
    confidentiality_reason: str = ""
    undertakings: tuple[str, ...] = ()
    language: str = ""
    prior_contacts: str = ""
    property_text: str = ""
    freeze_facts: str = ""
    order_text: str = ""
    channel: str = ""
    particulars: tuple[tuple[str, str], ...] = ()

    def says(self, name: str) -> bool:
        """Whether a heading is filled, or a particular said."""
        value: object = getattr(self, name, None)
        if value is None:
            return any(each == name and text.strip() for each, text in self.particulars)
        return bool(value.strip()) if isinstance(value, str) else value != ()

    @property
    def is_urgency_stated(self) -> bool:
        """Urgent with a reason and a date, which alone obliges the other side (UNTOC 18.24)."""
        return self.urgent and bool(self.urgency_reason.strip()) and self.urgent_by_day is not None


def is_narrower(after: Content, before: Content) -> bool:
    """Whether a request asks for less than before: a shorter period, fewer persons or formalities, or less in words.

    What is asked in words cannot be weighed: other words count as less, and people judge them.

    Args:
        after: What it would name.
        before: What it names.
    """
    if not _within(after, before):
        return False
    if not set(after.persons) <= set(before.persons) or not set(after.formalities) <= set(before.formalities):
        return False
    period = (after.period_from_day, after.period_to_day) != (before.period_from_day, before.period_to_day)
    fewer = len(after.persons) < len(before.persons) or len(after.formalities) < len(before.formalities)
    return period or fewer or after.assistance.strip() != before.assistance.strip()


def _within(after: Content, before: Content) -> bool:
    """Whether a period goes nowhere beyond another; one without an end contains every other."""
    begins = before.period_from_day is None or (
        after.period_from_day is not None and after.period_from_day >= before.period_from_day
    )
    ends = before.period_to_day is None or (
        after.period_to_day is not None and after.period_to_day <= before.period_to_day
    )
    return begins and ends
