"""Numbers, firms and accounts abroad of which papers speak, and of which none that stands says whose they are."""

from __future__ import annotations

from collections.abc import Mapping

from simulation.casework.documents.document import AssertionKind as Says
from simulation.kernel.entities import Entity, EntityKind
from simulation.players.turn.suspicion import LEAD, SUSPECT
from simulation.players.turn.turn import Turn
from simulation.players.turn.whereabouts import asked_abroad

WHOSE: Mapping[EntityKind, frozenset[Says]] = {
    EntityKind.PHONE: frozenset({Says.SUBSCRIBES}),
    EntityKind.COMPANY: frozenset({Says.OWNS, Says.DIRECTS}),
    EntityKind.ACCOUNT: frozenset({Says.HOLDS, Says.OWNS}),
}
"""Statements by which it is known whose something is."""

_MET = frozenset({Says.PAID, Says.CALLED, Says.REPORTED, Says.HOLDS, Says.SUBSCRIBES})
"""Statements that name whoever an account or a number had to do with, customers and callers among them."""


def unknown(desk: Turn) -> tuple[Entity, ...]:
    """Of what abroad it has still to be found out whose it is: numbers, then firms, the most suspicious first."""
    asked = desk.reading.to_ask_about(0, *WHOSE)
    return tuple(
        entity
        for entity in sorted(asked, key=lambda each: (*WHOSE,).index(each.kind))
        if asked_abroad(desk, entity) and _is_spoken_of(desk, entity) and not _is_known(desk, entity)
    )


def _is_spoken_of(desk: Turn, entity: Entity) -> bool:
    """Whether the file points at it, evidence names it by more than its dealings, or it paid much of what one got."""
    if desk.reading.heat(entity.key) >= SUSPECT:
        return True
    stands = {paper.key for paper in desk.reading.evidence_on(entity.key)}
    links = desk.reading.links_of(entity.key)
    if any(link.kind not in _MET and not stands.isdisjoint(link.documents) for link in links):
        return True
    paid = (link.b for link in links if link.kind == Says.PAID and link.a == entity.key)
    return any(desk.reading.heat(payee) > LEAD and entity.key in desk.reading.large_payers(payee) for payee in paid)


def _is_known(desk: Turn, entity: Entity) -> bool:
    return any(
        said.kind in WHOSE[entity.kind] and said.object == entity.key
        for paper in desk.reading.evidence_on(entity.key)
        for said in paper.assertions
    )
