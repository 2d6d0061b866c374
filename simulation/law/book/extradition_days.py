"""Days of extradition, read from the times of the instrument that governs surrender between two countries."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.law.book.assistance_types import kind_of
from simulation.law.book.governance import regime_of
from simulation.law.book.rules import ClockRule
from simulation.scenario.schema.country import CountryPair
from simulation.scenario.schema.play import Sought


@dataclass(frozen=True, slots=True)
class ExtraditionDays:
    """The days that hold for an extradition; None where the instrument has no such time.

    Attributes:
        instrument: Id of what governs; `reciprocity` for the law of the place.
        may_release: Days of provisional arrest after which it may end when no papers came.
        papers: Days after which it must.
        consent: Days within which it is told whether the person consents.
        appointed: Days from the grant to the day appointed for the surrender; 0 where days run from the grant itself.
        may_free: Days from the grant after which a person who is not collected may be released: they run from the day
            appointed (ETS 24 article 18(4)).
        collect: Days from the grant after which he or she must be, likewise.
        decide: Days from the arrest to the decision at most.
        rows: The rows that say so, by the names above.
    """

    instrument: str
    may_release: int | None
    papers: int | None
    consent: int
    appointed: int
    may_free: int | None
    collect: int
    decide: int | None
    rows: tuple[tuple[str, ClockRule], ...]

    @property
    def asks_for_papers(self) -> bool:
        """A request with papers has to follow an arrest; without, the warrant itself is the paper."""
        return self.papers is not None


NAMES = {
    "may_release": "papers_may_release",
    "papers": "papers_must_release",
    "consent": "tell_consent",
    "appointed": "collect_appointed",
    "may_free": "collect_may_release",
    "collect": "collect_must_release",
    "decide": "decide",
}
"""Which time of the rules each of them is, in the order of a case."""


def periods_of(pair: CountryPair) -> ExtraditionDays:
    """The days that hold between two countries."""
    regime = regime_of(pair, kind_of(Sought.SURRENDER))
    rows = {name: row for name, what in NAMES.items() if (row := regime.clock(what)) is not None}

    def days(name: str) -> int | None:
        row = rows.get(name)
        return row.at_most if row is not None and row.days else None

    appointed, may_free = days("appointed") or 0, days("may_free")
    return ExtraditionDays(
        regime.instrument,
        days("may_release"),
        days("papers"),
        days("consent") or 0,
        appointed,
        may_free + appointed if may_free is not None else None,
        (days("collect") or 0) + appointed,
        days("decide"),
        tuple(rows.items()),
    )
