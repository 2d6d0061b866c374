"""Goods at home: take them now, or let them run under watch where a team is free and nobody is at risk by it."""

from __future__ import annotations

from simulation.casework.documents.document import AssertionKind as Says
from simulation.exercise.core.command import Command
from simulation.kernel.agenda import DAY
from simulation.kernel.entities import Entity, EntityKind
from simulation.kernel.terms import Office
from simulation.players.turn.suspicion import LEAD, SUSPECT
from simulation.players.turn.tipping import papers_for
from simulation.players.turn.turn import Turn
from simulation.players.turn.whereabouts import is_here
from simulation.scenario.schema.play import MeasureKind, Sought

UNDER_WAY_DAYS = 60
"""Days since papers saw a box after which nobody looks out for it any more (assumption)."""


def goods(desk: Turn) -> list[Command]:
    """Seize containers in reach that the file points at; let one run when nobody knows yet who collects it."""
    if not desk.sits(Office.POLICE) and not desk.sits(Office.PROSECUTOR):
        return []
    written: list[Command] = []
    for container in desk.reading.to_ask_about(0, EntityKind.CONTAINER, EntityKind.VEHICLE):
        is_looked_for = bool(desk.ordered(MeasureKind.BORDER_ALERT, container.key))
        if desk.reading.heat(container.key) <= LEAD and not is_looked_for:
            continue
        if not is_here(desk, container) or _was_taken(desk, container.key):
            continue
        papers = papers_for(desk, container.key, LEAD + 1)
        if not papers:
            continue
        office = Office.POLICE if desk.sits(Office.POLICE) else Office.PROSECUTOR
        if _may_run(desk, container):
            desk.free_teams -= 1
            written.append(desk.order(MeasureKind.CONTROLLED_DELIVERY, container.key, office, papers))
        elif desk.may_order(MeasureKind.SEIZURE, container.key):
            written.append(desk.order(MeasureKind.SEIZURE, container.key, office, papers))
    return written


def alerts(desk: Turn) -> list[Command]:
    """Have borders and ports look out for boxes abroad that evidence consigns to a firm which the file points at."""
    if not desk.sits(Office.POLICE):
        return []
    written: list[Command] = []
    for container in desk.reading.to_ask_about(0, EntityKind.CONTAINER):
        if not desk.workload.has_time(Office.POLICE):
            break
        if is_here(desk, container) or _was_taken(desk, container.key) or not _is_on_its_way(desk, container.key):
            continue
        papers = papers_for(desk, container.key, LEAD)
        if papers and desk.may_order(MeasureKind.BORDER_ALERT, container.key):
            written.append(desk.order(MeasureKind.BORDER_ALERT, container.key, Office.POLICE, papers))
    return written


def _is_on_its_way(desk: Turn, container: str) -> bool:
    """Whether evidence lately saw a box that is for a firm at which the file points."""
    known = desk.reading.period(tuple(paper.key for paper in desk.reading.evidence_on(container)))
    firms = desk.reading.linked(container, Says.CONSIGNED, subject=False)
    is_fresh = known is not None and known[1] > desk.now - UNDER_WAY_DAYS * DAY
    return is_fresh and any(desk.reading.calls_for(firm) >= LEAD for firm in firms)


def named_goods(desk: Turn) -> list[Command]:
    """Seize goods at home that another country asks about: what it needs rests on the record (a played country alone).

    No more than that: nobody is sought out, and nothing is let run. Where people sit in the country, taking goods is
    theirs to decide: an empty office beside them takes only what a letter asks it to search.
    """
    if not desk.country.played or not (desk.sits(Office.POLICE) or desk.sits(Office.PROSECUTOR)):
        return []
    beside_people = has_people(desk)
    asking = [each for each in desk.letter_list.asking.values() if not beside_people or each.sought is Sought.SEARCH]
    named = {target.key: target for request in asking for target in request.targets}
    written: list[Command] = []
    for container in named.values():
        if container.kind is not EntityKind.CONTAINER or container.key not in desk.reading.entities:
            continue
        is_free = desk.may_order(MeasureKind.SEIZURE, container.key) and not _was_taken(desk, container.key)
        papers = tuple(paper.key for paper in desk.reading.naming(container.key)[-3:])
        if papers and is_free and is_here(desk, container):
            office = Office.POLICE if desk.sits(Office.POLICE) else Office.PROSECUTOR
            written.append(desk.order(MeasureKind.SEIZURE, container.key, office, papers))
    return written


def has_people(desk: Turn) -> bool:
    """Whether people sit in the country: then it is theirs to decide on force."""
    return any(not each.automatic for each in desk.view.seats)


def _was_taken(desk: Turn, container: str) -> bool:
    found = desk.reading.linked(container, Says.FOUND, subject=True)
    return bool(found) or any(
        each.is_running or each.result == "done"
        for kind in (MeasureKind.SEIZURE, MeasureKind.CONTROLLED_DELIVERY)
        for each in desk.ordered(kind, container)
    )


def _may_run(desk: Turn, container: Entity) -> bool:
    """Nobody is known yet who takes the goods, a team is free, and the file shows nobody at risk."""
    if container.kind is not EntityKind.CONTAINER or desk.free_teams <= 0 or desk.reading.threatened:
        return False
    if not desk.may_order(MeasureKind.CONTROLLED_DELIVERY, container.key):
        return False
    known = [
        key
        for kind in (Says.MOVED, Says.CARRIED)
        for key in desk.reading.linked(container.key, kind, subject=False)
        if desk.reading.heat(key) >= SUSPECT
    ]
    return not known
