"""Procedures that wait for this country: for each kind, what an automatic office does with what it is offered."""

from __future__ import annotations

from collections.abc import Mapping

from simulation.exercise.core.command import Command
from simulation.exercise.matters.commands import ActOnProcedure
from simulation.exercise.matters.views import ProcedureView
from simulation.exercise.procedures.extradition.table import EXTRADITION
from simulation.exercise.procedures.joint_team.table import JOINT_TEAM
from simulation.exercise.procedures.preservation.table import PRESERVATION
from simulation.exercise.procedures.restraint.table import FREEZING
from simulation.players.procedures.extradition import extradition
from simulation.players.procedures.joint_team import joint_team
from simulation.players.procedures.preservation import preservation
from simulation.players.procedures.restraint import freezing
from simulation.players.turn.turn import Answer, Move, Turn

ANSWERS: Mapping[str, Answer] = {
    EXTRADITION: extradition,
    JOINT_TEAM: joint_team,
    FREEZING: freezing,
    PRESERVATION: preservation,
}
"""What is done with each kind of procedure that comes with Rogatory."""


def _first_lawful(desk: Turn, procedure: ProcedureView, offered: frozenset[str]) -> Move | None:
    """What is done with a procedure of which nothing is known here: on its last day, the first thing that it allows."""
    if not procedure.waits_for_us or procedure.due_day is None or desk.today < procedure.due_day:
        return None
    first = next((each for each in procedure.offers if each.action in offered and {*each.needs} <= {"text"}), None)
    return None if first is None else (first.action, "We decide now, on the last day of the time limit", (), ())


def procedures(desk: Turn) -> list[Command]:
    """Take the next step of every procedure that an office of the player can move.

    A decision waits at a full office like any other; where something follows by itself on a known day, or its
    last day has come, it counts as urgent.
    """
    written: list[Command] = []
    for procedure in desk.view.procedures:
        offices = {offer.action: offer.office for offer in reversed(procedure.offers) if desk.sits(offer.office)}
        answer = desk.answers.get(procedure.kind, _first_lawful)
        move = answer(desk, procedure, frozenset(offices)) if offices else None
        if move is None:
            continue
        action, text, documents, terms = move
        if any(offer.is_decision for offer in procedure.offers if offer.action == action):
            is_due = procedure.due_day is not None and desk.today >= procedure.due_day
            if desk.workload.must_wait(offices[action], is_urgent=is_due or procedure.limit_day is not None):
                continue
            desk.workload.took_on(offices[action])
        written.append(
            ActOnProcedure(
                id=desk.name(f"{action}/{procedure.key}/{procedure.version}"),
                by=desk.seat(offices[action]),
                seen=procedure.version,
                rests_on=procedure.rests_on,
                procedure=procedure.key,
                action=action,
                text=text,
                documents=documents,
                terms=terms,
            )
        )
    return written
