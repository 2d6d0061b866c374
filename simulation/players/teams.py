"""A joint team by an automatic office: it joins where its own file is linked, settles every item, signs and shares."""

from __future__ import annotations

from simulation.assistance.joint_team import ITEMS
from simulation.assistance.joint_team import TeamAction as Act
from simulation.casework.documents import Origin
from simulation.exercise.procedure_views import ProcedureView
from simulation.players.desk import Desk
from simulation.records import Facts

USUAL: dict[str, str | int] = {
    "purpose": "The investigation of the linked cases named in the proposal",
    "members": "Prosecutors and police of both sides, as listed in the annex",
    "duration_days": 365,
    "law": "The law of the place where a measure is carried out",
    "evidence": "Papers gathered by members are evidence on both sides without a further request",
    "costs": "Each side bears its own",
    "confidentiality": "Nothing is disclosed outside the team without the consent of whoever gathered it",
}
"""Items as the model agreements have them, in short (assumption); the leader is the host of the first measures."""

MOST = 8
"""Papers that are shared at a time (assumption)."""


def joint_team(
    desk: Desk, procedure: ProcedureView, offered: frozenset[str]
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


def _answer(desk: Desk, procedure: ProcedureView) -> tuple[str, str, tuple[str, ...], Facts]:
    """A team needs linked cases on both sides (law.md 7.5 J1)."""
    subjects = {entity.key for entity in procedure.subjects}
    if any(filed.document.names(subject) for filed in desk.view.documents for subject in subjects):
        return Act.ACCEPT_TALKS, "", (), ()
    return Act.DECLINE, "We have no case of our own that is linked with yours", (), ()


def _to_share(desk: Desk, procedure: ProcedureView) -> tuple[str, ...]:
    subjects = {entity.key for entity in procedure.subjects}
    papers = [
        filed.document.key
        for filed in desk.view.documents
        if filed.document.use.origin is Origin.HOME
        and filed.document.country == desk.code
        and filed.document.key not in procedure.documents
        and any(filed.document.names(subject) for subject in subjects)
    ]
    return tuple(papers[-MOST:])
