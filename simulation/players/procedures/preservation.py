"""Preservation by an automatic office: keeps what it is asked to keep, shows the path, asks for more time."""

from __future__ import annotations

from simulation.exercise.core.command import Command
from simulation.exercise.matters.commands import BeginProcedure
from simulation.exercise.matters.views import ProcedureView
from simulation.exercise.procedures.preservation.table import PRESERVATION, PreservationAction
from simulation.kernel.entities import EntityKind
from simulation.kernel.terms import Facts, Office
from simulation.players.letters.letters import RECORDS_ABOUT
from simulation.players.turn.suspicion import LEAD
from simulation.players.turn.tipping import papers_for
from simulation.players.turn.turn import Turn
from simulation.players.turn.whereabouts import asked_abroad

BEFORE_DAYS = 14
"""Days before the last one in which more time is asked for (assumption)."""


def preservation(
    desk: Turn, procedure: ProcedureView, offered: frozenset[str]
) -> tuple[str, str, tuple[str, ...], Facts] | None:
    """The next step of a preservation, of those that are offered; nothing in the facts here is a ground to refuse."""
    for action in (PreservationAction.PRESERVE, PreservationAction.DISCLOSE_PATH, PreservationAction.PROLONG):
        if action in offered:
            return action, "", (), ()
    ends = procedure.limit_day
    was_refused = bool(procedure.history) and procedure.history[-1].action == PreservationAction.LET_RUN_OUT
    if (
        PreservationAction.ASK_PROLONGATION in offered
        and not was_refused
        and ends is not None
        and ends - desk.today <= BEFORE_DAYS
    ):
        return (
            PreservationAction.ASK_PROLONGATION,
            "Our request for the content of the records is being prepared",
            (),
            (),
        )
    return None


def keep_records(desk: Turn) -> list[Command]:
    """Have call data and port logs abroad kept that are named, as long as no letter about them is written."""
    if not desk.sits(Office.POLICE):
        return []
    known = {entity.key for each in desk.view.procedures for entity in each.subjects}
    written: list[Command] = []
    for entity in desk.reading.to_ask_about(LEAD, EntityKind.PHONE, EntityKind.CONTAINER, sort=desk.parameters.sorts):
        if not desk.workload.has_time(Office.POLICE):
            break
        requested = asked_abroad(desk, entity)
        if not requested or entity.key in known or not desk.may_ask(RECORDS_ABOUT[entity.kind], entity.key):
            continue
        desk.workload.took_on(Office.POLICE)
        written.append(
            BeginProcedure(
                id=desk.name(f"{PRESERVATION}/{entity.key}"),
                by=desk.seat(Office.POLICE),
                rests_on=papers_for(desk, entity.key, LEAD),
                kind=PRESERVATION,
                requested=requested,
                subjects=(entity.key,),
                text=f"Please have the records of {entity.label} preserved; our request for them will follow",
            )
        )
    return written
