"""A ground for refusing: the bank would have to be paid for its answer. One consults first."""

from __future__ import annotations

from simulation.law.book.law_book import Safeguard

COSTS = Safeguard(
    id="G77",
    name="Costs of the bank",
    text="Ask who pays before anything is refused.",
    consult_first=True,
    refuses=("letter",),
    for_people=True,
    source="made up for a test",
    confidence="P",
)
