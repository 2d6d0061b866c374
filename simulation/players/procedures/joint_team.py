"""A joint team by an automatic office: it joins where its own file is linked, settles every item, signs and shares."""

from __future__ import annotations

from simulation.casework.documents.document import Origin
from simulation.exercise.core.command import Command
from simulation.exercise.matters.commands import BeginProcedure
from simulation.exercise.matters.views import ProcedureView
from simulation.exercise.meetings.handlers import TEAM_TASK
from simulation.exercise.procedures.joint_team.table import ITEMS, JOINT_TEAM
from simulation.exercise.procedures.joint_team.table import TeamAction as Act
from simulation.kernel.terms import Facts
from simulation.players.turn.turn import Turn

USUAL: dict[str, str | int] = {
    "purpose": "The investigation of the linked cases named in the proposal",
    "members": "Prosecutors and police of both sides, as listed in the annex",
    "duration_days": 365,
    "law": "The law of the place where a measure is carried out",
    "evidence": "Documents that members gather are evidence on both sides, without another request",
    "costs": "Each side bears its own costs",
    "confidentiality": "Information is disclosed outside the team only with the consent of the member who gathered it",
}
"""Items as the model agreements have them, in short (assumption); the leader is the host of the first measures."""

MOST = 8
"""Papers that are shared at a time (assumption)."""


def proposals(desk: Turn) -> list[Command]:
    """Propose the joint team that agreed minutes speak of, about what the file points at most in the other country."""
    written: list[Command] = []
    for task in desk.view.tasks:
        if task.done or task.what != TEAM_TASK or task.owner.country != desk.code or not desk.sits(task.owner.office):
            continue
        meeting = next((each for each in desk.view.meetings if each.key == task.meeting), None)
        others = [country for country, _word in meeting.sides if country != desk.code] if meeting is not None else []
        subject = _linked(desk, others[0]) if others else None
        if subject is None:
            continue
        papers = tuple(document.key for document in desk.reading.naming(subject))[:MOST]
        written.append(
            BeginProcedure(
                id=desk.name(f"team/{task.key}"),
                by=task.owner,
                rests_on=(task.meeting, *papers),
                kind=JOINT_TEAM,
                requested=others[0],
                subjects=(subject,),
                text="As agreed at our meeting",
                documents=papers,
            )
        )
    return written


def _linked(desk: Turn, other: str) -> str | None:
    pointed = desk.reading.pointed_at(0)
    return next((each.key for each in pointed if each.country == other and desk.reading.naming(each.key)), None)


def joint_team(
    desk: Turn, procedure: ProcedureView, offered: frozenset[str]
) -> tuple[str, str, tuple[str, ...], Facts] | None:
    """The next step towards a joint team, or in it, of those that are offered."""
    if Act.ACCEPT_TALKS in offered or Act.DECLINE in offered:
        return _answer(desk, procedure)
    for action in (Act.AGREE_TERMS, Act.SIGN, Act.AGREE_EXTENSION):
        if action in offered:
            return action, "", (), ()
    if Act.PROPOSE_TERMS in offered:
        usual = {**USUAL, "leader": procedure.requesting}
        terms = tuple((item, procedure.term(item) or usual[item]) for item in ITEMS)
        return Act.PROPOSE_TERMS, "", (), terms
    if Act.SHARE_PAPERS in offered:
        papers = _to_share(desk, procedure)
        return (Act.SHARE_PAPERS, "", papers, ()) if papers else None
    return None


def _answer(desk: Turn, procedure: ProcedureView) -> tuple[str, str, tuple[str, ...], Facts]:
    """A team needs linked cases on both sides (law.md 7.5 J1)."""
    subjects = {entity.key for entity in procedure.subjects}
    if any(filed.document.names(subject) for filed in desk.shown.documents for subject in subjects):
        return Act.ACCEPT_TALKS, "", (), ()
    return Act.DECLINE, "We have no case that is linked with yours", (), ()


def _to_share(desk: Turn, procedure: ProcedureView) -> tuple[str, ...]:
    subjects = {entity.key for entity in procedure.subjects}
    papers = [
        filed.document.key
        for filed in desk.shown.documents
        if filed.document.use.origin is Origin.HOME
        and filed.document.country == desk.code
        and filed.document.key not in procedure.documents
        and any(filed.document.names(subject) for subject in subjects)
    ]
    return tuple(papers[-MOST:])
