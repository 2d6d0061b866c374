"""How long automatic seats take for an answer: to a question for clarification, and on the short ways (law.md 6.5)."""

from __future__ import annotations

from simulation.kernel.agenda import DAY
from simulation.kernel.draws import Draws, Purpose, percentile
from simulation.law.time.durations import StageTimes
from simulation.scenario.schema.country import Country
from simulation.scenario.schema.play import Route, Sought


def clarification_seconds(times: StageTimes, draws: Draws, country: Country, visit: str, now: int) -> int:
    """Seconds after which an automatic authority answers a request for clarification."""
    row = next(row for row in times.clarifications if row.archetype is country.archetype)
    return max(1, int(percentile(row.days, draws.uniform(Purpose.ANSWER, visit, "clarification", now)) * DAY))


_ANSWERS = {Sought.POSTPONEMENT: "fiu_postponement", Sought.PROPERTY_TRACE: "property_trace"}
"""Questions that have times of their own; the others have those of their channel."""


def answer_row(sought: Sought) -> str:
    """The row of times for an answer on a short way (law.md 6.5)."""
    return _ANSWERS.get(sought, "fiu_answer" if sought.route is Route.FIU else "police_answer")


def answer_seconds(times: StageTimes, draws: Draws, country: Country, sought: Sought, visit: str, now: int) -> int:
    """Seconds after which an automatic police or FIU seat answers (law.md 6.5: INTERPOL, FIU answer, postponement)."""
    name = answer_row(sought)
    row = times.procedure(name, country.archetype)
    return max(1, int(percentile(row, draws.uniform(Purpose.ANSWER, visit, name, now)) * DAY))
