"""Which module conducts which procedure."""

from __future__ import annotations

from simulation.exercise.matters.procedure import Conduct
from simulation.exercise.procedures.extradition import hooks as extraditing
from simulation.exercise.procedures.joint_team import hooks as teaming
from simulation.exercise.procedures.preservation import hooks as preserving
from simulation.exercise.procedures.restraint import hooks as restraining
from simulation.matters.declaration import ProcedureKind

CONDUCTS: dict[ProcedureKind, Conduct] = {
    ProcedureKind.EXTRADITION: extraditing.CONDUCT,
    ProcedureKind.JOINT_TEAM: teaming.CONDUCT,
    ProcedureKind.FREEZING: restraining.CONDUCT,
    ProcedureKind.PRESERVATION: preserving.CONDUCT,
}
"""The conduct of each procedure that can be begun."""
