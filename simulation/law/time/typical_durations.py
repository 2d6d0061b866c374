"""How long things usually take, for people who plan: the middle half of the rows of time (law.md 6.2 and 6.5).

Added up stage by stage, a letter's span is wider than the middle half of whole letters: few are late at every stage.
Questions back, refusals and appeals are not in it.
"""

from __future__ import annotations

from dataclasses import dataclass

from simulation.law.time.stage_times import OfficeStage, Percentiles, StageTimes
from simulation.scenario.schema.country import Archetype, Channel, Country, CountryPair
from simulation.scenario.schema.play import Sought

QUARTER, THREE_QUARTERS = 24, 74
"""Places of p25 and p75 in a row of p1..p99."""

_ASKING = (OfficeStage.DRAFT, OfficeStage.VET)
_ASKED = (OfficeStage.REGISTER, OfficeStage.ALLOCATE, OfficeStage.RETURN)


@dataclass(frozen=True, slots=True)
class DayRange:
    """From so many days to so many."""

    low: int
    high: int


def formal_span(
    times: StageTimes,
    asking: Country,
    asked: Country,
    pair: CountryPair,
    sought: Sought,
    working: Archetype | None = None,
) -> DayRange:
    """Days from the first draft of a letter to its return.

    Args:
        times: The rows.
        asking: The side that asks; where the other does not read its language, it translates.
        asked: The side that is asked.
        pair: How the two deal with each other.
        sought: What is asked for.
        working: Way of working that what governs gives the offices of both; None for their own.
    """
    kind = times.of(sought)
    by_post = pair.channel is Channel.DIPLOMATIC and not pair.electronic
    here, there = working or asking.archetype, working or asked.archetype
    ours = _ASKING if asking.languages[0] in asked.languages else (*_ASKING, OfficeStage.TRANSLATE)
    done: Percentiles = (
        times.row(there, OfficeStage.EXECUTE) if kind.procedure is None else times.procedure(kind.procedure, there)
    )

    def days(place: int) -> int:
        own = sum(times.row(here, stage)[place] for stage in ours)
        way = times.diplomatic.days[place] if by_post else times.row(here, OfficeStage.TRANSMIT)[place]
        theirs = sum(times.row(there, stage)[place] for stage in _ASKED)
        weighed = times.row(there, OfficeStage.ASSESS)[place] * kind.assessment / 100
        return max(1, round(own + way + theirs + weighed + done[place] * kind.execution / 100))

    return DayRange(days(QUARTER), days(THREE_QUARTERS))


def answer_span(times: StageTimes, asked: Archetype, row: str) -> DayRange:
    """Days that an answer on a short way takes.

    Args:
        times: The rows.
        asked: Archetype of the side that is asked.
        row: Name of the row of times, e.g. `police_answer`.
    """
    days = times.procedure(row, asked)
    return DayRange(max(1, round(days[QUARTER])), max(1, round(days[THREE_QUARTERS])))
