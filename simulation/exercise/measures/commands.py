"""What can be done with a measure that was ordered."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.exercise.core.command import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class StopMeasure(Command):
    """Withdraw a measure before its work has begun, or end a live one; what it has brought by then is kept."""

    measure: str
