"""What a seat may do with measures at home and with reports of suspicion."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.casework.file.measures import Conduct
from simulation.exercise.core.command import Command, command
from simulation.scenario.schema.play import MeasureKind


@command("StopMeasure")
@dataclass(frozen=True, slots=True, kw_only=True)
class StopMeasure(Command):
    """Withdraw a measure before its work has begun, or end a live one; what it has brought by then is kept."""

    measure: str


@command("OrderMeasure")
@dataclass(frozen=True, slots=True, kw_only=True)
class OrderMeasure(Command):
    """Order a measure at home against a target, resting on documents of the file. Its key is `COUNTRY/id`.

    `conduct` says how an undercover officer behaves.
    """

    kind: MeasureKind
    target: str
    documents: tuple[str, ...] = ()
    text: str = ""
    conduct: Conduct = Conduct.PASSIVE


@command("TriageReport")
@dataclass(frozen=True, slots=True, kw_only=True)
class TriageReport(Command):
    """Decide on a suspicious transaction report."""

    report: str
    decision: str
    to: str = ""
