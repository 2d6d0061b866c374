"""How long automatic seats take for an answer: to a question for clarification, and on the short ways (law.md 6.5)."""

from __future__ import annotations

from simulation.kernel.agenda import DAY
from simulation.kernel.draws import Draws, Purpose, percentile
from simulation.law.time.stage_times import StageTimes
from simulation.scenario.schema.country import Country


def clarification_seconds(times: StageTimes, draws: Draws, country: Country, visit: str, now: int) -> int:
    """Seconds after which an automatic authority answers a request for clarification."""
    row = next(row for row in times.clarifications if row.archetype is country.archetype)
    return max(1, int(percentile(row.days, draws.uniform(Purpose.ANSWER, visit, "clarification", now)) * DAY))


def answer_seconds(times: StageTimes, draws: Draws, country: Country, name: str, visit: str, now: int) -> int:
    """Seconds after which an automatic police or FIU seat answers (law.md 6.5: INTERPOL, FIU answer, postponement).

    Args:
        times: All rows about time.
        draws: The run's draws.
        country: Who answers.
        name: The row for such an answer.
        visit: What is answered.
        now: When it was asked.
    """
    row = times.procedure(name, country.archetype)
    return max(1, int(percentile(row, draws.uniform(Purpose.ANSWER, visit, name, now)) * DAY))
