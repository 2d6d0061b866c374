"""Which paper is wanted, and its value."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from simulation.review.bundles import Life
from simulation.review.prices.prices import Price
from simulation.review.record_reading import RecordReading
from webapp.review.papers.after_action import Held, after_action
from webapp.review.papers.delay_section import delay_section
from webapp.review.papers.paper import Paper, PaperKind


class UnknownPaperError(LookupError):
    """The exercise has no such paper; the text says why, in one line."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A paper that somebody wants.

    Attributes:
        kind: Which.
    """

    kind: PaperKind


def paper_of(
    reading: RecordReading, held: Held, wanted: Wanted, prices: Iterable[Price] = (), lives: Iterable[Life] = ()
) -> Paper:
    """The paper.

    Args:
        reading: The exercise as the review reads it.
        held: What is not in its record.
        wanted: Which paper.
        prices: Prices of decisions, as far as they were found.
        lives: Lives under every bundle of waits, as far as they were played.

    Raises:
        UnknownPaperError: The exercise has no such paper.
    """
    match wanted.kind:
        case PaperKind.AFTER_ACTION:
            return after_action(reading, held, prices, delay_section(reading, lives))
