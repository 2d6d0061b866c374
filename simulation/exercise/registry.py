"""The one list of procedures."""

from __future__ import annotations

from simulation.exercise.matters.procedure import Procedure
from simulation.exercise.procedures.extradition import hooks as extraditing
from simulation.exercise.procedures.joint_team import hooks as teaming
from simulation.exercise.procedures.preservation import hooks as preserving
from simulation.exercise.procedures.restraint import hooks as restraining
from simulation.matters.declaration import ProcedureKind

PROCEDURES: dict[ProcedureKind, Procedure] = {
    ProcedureKind.EXTRADITION: extraditing.PROCEDURE,
    ProcedureKind.JOINT_TEAM: teaming.PROCEDURE,
    ProcedureKind.FREEZING: restraining.PROCEDURE,
    ProcedureKind.PRESERVATION: preserving.PROCEDURE,
}
"""Each procedure that can be begun, in the order of the pages."""
