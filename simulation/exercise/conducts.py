"""Which module conducts which procedure."""

from __future__ import annotations

from simulation.assistance.procedure import ProcedureKind
from simulation.exercise import extraditing, preserving, restraining, teaming
from simulation.exercise.conduct import Conduct

CONDUCTS: dict[ProcedureKind, Conduct] = {
    ProcedureKind.EXTRADITION: extraditing.CONDUCT,
    ProcedureKind.JOINT_TEAM: teaming.CONDUCT,
    ProcedureKind.FREEZING: restraining.CONDUCT,
    ProcedureKind.PRESERVATION: preserving.CONDUCT,
}
"""The conduct of each procedure that can be begun."""
