"""Which module conducts which procedure."""

from __future__ import annotations

from simulation.assistance.procedure import ProcedureKind
from simulation.exercise.conduct import Conduct

CONDUCTS: dict[ProcedureKind, Conduct] = {}
"""The conduct of each procedure that can be begun."""
