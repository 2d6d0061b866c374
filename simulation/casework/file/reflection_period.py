"""Time to recover and reflect: who was seen as a victim of trafficking, and until when nobody presses for a statement.

The victim service passes on what the person wishes to say, also before that day; help never depends on it.
"""

from __future__ import annotations

from collections.abc import Iterable

from simulation.casework.documents.document import AssertionKind, Document
from simulation.kernel.agenda import DAY

RECOVERY_RULE = "P7"
"""Row of the law book that says so."""

RECOVERY_DAYS = 30
"""Days at least (Convention against trafficking in human beings, CETS 197, article 13; Directive 2004/81 article 6)."""


def recovers_until(papers: Iterable[Document], person: str) -> int | None:
    """Until when a person recovers, in seconds since the scenario's start; None when no paper shows a victim.

    Args:
        papers: Of a file, those that name the person.
        person: Key.
    """
    seen = [
        said.at
        for paper in papers
        for said in paper.assertions
        if said.kind is AssertionKind.IDENTIFIED and said.subject == person and said.at is not None
    ]
    return min(seen) + RECOVERY_DAYS * DAY if seen else None
