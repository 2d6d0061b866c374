"""What an exercise keeps of procedures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from simulation.exercise.matters.procedure import Conduct
from simulation.matters.declaration import ProcedureKind


@dataclass(slots=True)
class Procedures:
    """The procedures that can be begun here, by kind."""

    known: Mapping[ProcedureKind, Conduct] = field(default_factory=dict)
