"""Which typical mistakes (law.md 5.3 M1-M22) are shown by what was found: by the rows' signs, never by reading prose.

A mistake is named only when its sign is settled; what can be argued either way and what only people can tell, such as
a bad translation, is for the trainer.
"""

from __future__ import annotations

from collections.abc import Iterable

from simulation.law.assessment.findings import FISHING, Finding, FindingVerdict
from simulation.law.book.law_book import LawBook

URGENT_BY_HABIT = "urgent_by_habit"
"""More of the own files marked urgent than is believed (law.md 6.4)."""

DUPLICATE = "duplicate_not_disclosed"
"""The same target on another channel, and the request names no earlier contact."""

LEAKED = "leaked_without_confidentiality"
"""No confidentiality was asked and those concerned were warned."""

CLARIFICATION_LATE = "clarification_late"
"""A question for clarification waited longer than is usual, or was never answered (law.md 7.1 O10: 10 days)."""

FREEZE_WITHOUT_CHARGE = "freeze_lapsed_without_charge"
"""Money came free again because nothing was brought against whoever it belongs to."""

FREEZE_NOT_SHOWN = "freeze_not_shown_in_court"
"""Somebody was convicted, and money blocked as his or hers came free: no paper before the court showed whose it is."""

INCITEMENT = "incitement"
"""An undercover officer pressed somebody until he or she sold."""

REWARD_HIDDEN = "reward_hidden"
"""A paper went to court without a word of the reward to the source that led to it."""

OTHER_USE = "used_beyond_purpose"
"""A paper was relied on for an offence for which it was not given."""


def shown_by(findings: Iterable[Finding], conduct: Iterable[str], law: LawBook) -> tuple[tuple[str, str], ...]:
    """Mistakes with the item (C1-C15, or "") at which each shows, in the book's order and each once.

    Args:
        findings: The assessment of the request as it went out; rulings of control applied.
        conduct: Codes of conduct of this module.
        law: The law book.
    """
    signs = dict.fromkeys(conduct, "")
    for finding in findings:
        if finding.verdict is FindingVerdict.SETTLED or finding.code == FISHING:
            code = f"{finding.code}/{finding.item}"
            fields = str(dict(finding.params).get("fields", "")).split()
            signs |= dict.fromkeys((finding.code, code, *(f"{code}/{field}" for field in fields)), finding.item)
    if not signs:
        return ()
    found = ((row.id, next((signs[sign] for sign in row.signs if sign in signs), None)) for row in law.mistakes)
    return tuple((mistake, item) for mistake, item in found if item is not None)
