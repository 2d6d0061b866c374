"""Sites where papers say that people are held: inspected at home, and everybody found there kept safe.

Whoever is found is at risk until protected; where several are, one measure covers them all.
"""

from __future__ import annotations

from simulation.casework.documents.document import AssertionKind as Says
from simulation.exercise.core.command import Command
from simulation.exercise.measures.protection import FOUND
from simulation.kernel.entities import Entity, EntityKind
from simulation.kernel.terms import Office
from simulation.players.letters.drafting import content_for
from simulation.players.letters.letters import grounds_for
from simulation.players.letters.urgency import SOONEST_DAYS, LossToCome, urgency
from simulation.players.turn.findings import found_in_file
from simulation.players.turn.suspicion import SUSPECT
from simulation.players.turn.tipping import papers_for
from simulation.players.turn.turn import Turn
from simulation.scenario.schema.play import MeasureKind, Sought

INSPECT_AGAIN_DAYS = 60
"""After an inspection the same site is left for so long, and then waits for time (assumption)."""

PROTECT_AGAIN_DAYS = 7
"""Days after which protection that came to nothing is ordered again (assumption)."""

SEVERAL = 3
"""From so many people at risk who were found at one site, they are protected together (assumption)."""


def inspections(desk: Turn) -> list[Command]:
    """Inspect sites at home that the file points at, once papers say that somebody is held there."""
    written: list[Command] = []
    for site in desk.reading.pointed_at(SUSPECT, EntityKind.PLACE):
        office = who_goes_in(desk)
        if office is None:
            break
        if site.country != desk.code or not desk.reading.linked(site.key, Says.HELD_AT, subject=False):
            continue
        before = desk.ordered(MeasureKind.INSPECTION, site.key)
        if before and not desk.workload.has_time(office):
            continue
        if not desk.may_order(MeasureKind.INSPECTION, site.key, after_days=INSPECT_AGAIN_DAYS):
            continue
        papers = papers_for(desk, site.key, SUSPECT)
        if papers:
            again = f"/{len(before) + 1}"
            written.append(desk.order(MeasureKind.INSPECTION, site.key, office, papers, again=again))
    return written


def searches(desk: Turn) -> list[Command]:
    """Ask another country to search a site where papers say that somebody is held."""
    if not desk.sits(Office.PROSECUTOR):
        return []
    written: list[Command] = []
    for site in desk.reading.pointed_at(SUSPECT, EntityKind.PLACE):
        is_abroad = site.country != desk.code and desk.reading.linked(site.key, Says.HELD_AT, subject=False)
        if not is_abroad or not desk.may_ask(Sought.SEARCH, site.key):
            continue
        grounds = grounds_for(desk, site.key)
        if grounds and desk.workload.has_time(Office.PROSECUTOR, Office.AUTHORITY):
            loss = LossToCome(
                desk.today + SOONEST_DAYS, "People are held there against their will, and may be taken to another place"
            )
            content = content_for(desk, Sought.SEARCH, site.country, site, grounds, urgent=urgency(desk, loss))
            written += desk.open_and_send(Sought.SEARCH, site.country, site.key, content, grounds)
    return written


def protect_together(desk: Turn) -> tuple[list[Command], frozenset[str]]:
    """Protect all who were found at a site at home by one measure; the people whom that covers."""
    open_risks = {person for person, _, protected in desk.view.at_risk if protected is None}
    if len(open_risks) < SEVERAL or who_goes_in(desk) is None:
        return [], frozenset()
    found_at: dict[str, set[str]] = {}
    for person in sorted(open_risks):
        for kind in FOUND:
            for place in desk.reading.linked(person, kind, subject=True):
                found_at.setdefault(place, set()).add(person)
    written: list[Command] = []
    covered: set[str] = set()
    for site in _sites(desk):
        found = found_at.get(site.key, set())
        if len(found) < SEVERAL:
            continue
        covered |= found
        office = who_goes_in(desk)
        if office is not None and desk.may_order(MeasureKind.PROTECTION, site.key, after_days=PROTECT_AGAIN_DAYS):
            papers = tuple(document.key for document in desk.reading.naming(site.key))[-1:]
            again = f"/{len(desk.ordered(MeasureKind.PROTECTION, site.key)) + 1}"
            written.append(desk.order(MeasureKind.PROTECTION, site.key, office, papers, again=again))
    return written, frozenset(covered)


@found_in_file
def _sites(desk: Turn) -> tuple[Entity, ...]:
    places = (each for each in desk.reading.entities.values() if each.kind is EntityKind.PLACE)
    return tuple(each for each in places if each.country == desk.code)


def who_goes_in(desk: Turn) -> Office | None:
    """The office that sees to people who are held or at risk: the police, unless they are full and prosecutors less."""
    sitting = [office for office in (Office.POLICE, Office.PROSECUTOR) if desk.sits(office)]
    if len(sitting) == 1 or not sitting or not desk.workload.is_full(Office.POLICE):
        return next(iter(sitting), None)
    return min(sitting, key=desk.workload.decided)
