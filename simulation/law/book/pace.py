"""How fast offices work on a request: as their country does, or as the instrument that governs makes them.

Between two that are bound by an instrument of mutual recognition, offices work from a standard form, in direct contact
and within days that bind (Directive 2014/41 articles 7, 9, 12; law.md 6.1, A1).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from simulation.kernel.agenda import DAY
from simulation.law.book.assistance_types import Kind
from simulation.law.book.governance import regime_of
from simulation.law.book.rules import load_rules
from simulation.law.time.stage_times import OfficeStage
from simulation.scenario.schema.country import Archetype, CountryPair


@dataclass(frozen=True, slots=True)
class Pace:
    """How offices work on a request.

    Attributes:
        archetype: Way of working; None for that of their own country.
        most: Seconds that the work of a stage takes at most.
    """

    archetype: Archetype | None = None
    most: tuple[tuple[str, int], ...] = ()

    def of(self, own: Archetype) -> Archetype:
        """The way in which an office works whose country works in its own."""
        return self.archetype or own

    def within(self, stage: OfficeStage, work: int) -> int:
        """Work of a stage, no longer than it may take.

        Args:
            stage: Which.
            work: Seconds.
        """
        return min([work, *(most for each, most in self.most if each == stage)])


OWN_PACE = Pace()
"""Each office as its own country works."""


def pace_of(pair: CountryPair, kind: Kind, basis: str = "") -> Pace:
    """How offices of two countries work on a request.

    Args:
        pair: What binds the two.
        kind: What is asked for.
        basis: Instrument that the request names; "" for none.
    """
    return _pace(regime_of(pair, kind, basis).instrument) if pair.instruments else OWN_PACE


@cache
def _pace(instrument: str) -> Pace:
    rules = load_rules()
    archetype = rules.instruments[instrument].pace
    bounded = [(stage, row.at_most * DAY) for row in rules.clocks if row.i == instrument for stage in row.bounds]
    return Pace(archetype, tuple(bounded)) if archetype is not None or bounded else OWN_PACE
