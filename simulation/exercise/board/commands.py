"""The command that changes a team's case plan."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.exercise.core.command import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCase(Command):
    """Put a suspect and an offence of the own law into the case plan, or (`planned` False) take them out again."""

    person: str
    offence: str
    planned: bool = True
