"""Numbers, firms and accounts abroad of which papers speak, and of which none that stands says whose they are."""

from __future__ import annotations

from collections.abc import Mapping

from simulation.casework.documents.document import AssertionKind as Says
from simulation.kernel.entities import Entity, EntityKind
from simulation.players.turn.findings import found_in_file
from simulation.players.turn.suspicion import LEAD, SUSPECT
from simulation.players.turn.turn import Turn
from simulation.players.turn.whereabouts import asked_abroad
from simulation.scenario.schema.play import DocumentKind

WHOSE: Mapping[EntityKind, frozenset[Says]] = {
    EntityKind.PHONE: frozenset({Says.SUBSCRIBES}),
    EntityKind.ACCOUNT: frozenset({Says.HOLDS, Says.OWNS}),
    EntityKind.COMPANY: frozenset({Says.OWNS, Says.DIRECTS}),
}
"""Statements by which it is known whose something is, of what is dropped and emptied soonest first."""

_MET = frozenset({Says.PAID, Says.CALLED, Says.REPORTED, Says.HOLDS, Says.SUBSCRIBES})
"""Statements that name whoever an account or a number had to do with, customers and callers among them."""


@found_in_file
def unknown(desk: Turn) -> tuple[Entity, ...]:
    """Of what abroad it has still to be found out whose it is: numbers, accounts, firms, the most suspicious first."""
    asked = (entity for kind in WHOSE for entity in desk.reading.to_ask_about(0, kind))
    return tuple(entity for entity in asked if _is_unknown(desk, entity))


def _is_unknown(desk: Turn, entity: Entity) -> bool:
    return bool(asked_abroad(desk, entity)) and _is_spoken_of(desk, entity) and not _is_known(desk, entity)


def _is_spoken_of(desk: Turn, entity: Entity) -> bool:
    """Whether the file points at it, evidence says more of it than its dealings, or these look bad.

    They do if they were with a suspect's, or if a bank reported them and a paper that stands shows them.
    """
    if desk.reading.heat(entity.key) >= SUSPECT:
        return True
    stands = {paper.key for paper in desk.reading.evidence_on(entity.key)}
    told = [link for link in desk.reading.links_of(entity.key) if not stands.isdisjoint(link.documents)]
    paid = [link.b for link in told if link.kind == Says.PAID and link.a == entity.key]
    called = [end for link in told if link.kind == Says.CALLED for end in (link.a, link.b) if end != entity.key]
    if any(link.kind not in _MET for link in told) or any(desk.reading.heat(phone) > LEAD for phone in called):
        return True
    reports = {paper.key for paper in desk.reading.naming(entity.key) if paper.kind is DocumentKind.SUSPICIOUS_REPORT}
    if any(link.kind == Says.PAID and not reports.isdisjoint(link.documents) for link in told):
        return True
    return any(_points_behind(desk, payee) and entity.key in desk.reading.large_payers(payee) for payee in paid)


def _points_behind(desk: Turn, account: str) -> bool:
    """Whether the file points at an account, or at whoever holds it as papers show."""
    whose = (account, *desk.reading.linked(account, Says.HOLDS, subject=False))
    return any(desk.reading.heat(who) > LEAD for who in whose)


def _is_known(desk: Turn, entity: Entity) -> bool:
    told = {(kind, entity.key) for kind in WHOSE[entity.kind]}
    return not all(told.isdisjoint(desk.reading.summary(paper).whose) for paper in desk.reading.evidence_on(entity.key))
