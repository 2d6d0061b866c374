"""Enquiries at home in the sensible order: records first, watching next, and talking only when little can be spoilt."""

from __future__ import annotations

from operator import itemgetter

from simulation.casework.documents.document import AssertionKind as Says
from simulation.casework.file.detention import Right
from simulation.casework.file.measure_orders import WANTS_TO_BE_HEARD, recovers_until
from simulation.exercise.core.command import Command
from simulation.exercise.procedures.extradition.table import ExtraditionStatus
from simulation.kernel.entities import Entity, EntityKind
from simulation.kernel.terms import Office
from simulation.players.tasks.confiscation import is_money_open
from simulation.players.turn.findings import found_in_file
from simulation.players.turn.parameters import PolicyMistake
from simulation.players.turn.plans import looks_tainted
from simulation.players.turn.suspicion import LEAD, RULES, SUSPECT
from simulation.players.turn.tipping import papers_for
from simulation.players.turn.turn import Turn
from simulation.players.turn.whereabouts import is_here, kept_for_people
from simulation.scenario.schema.play import DocumentKind, MeasureKind, Sought

AGAIN_AFTER_DAYS = 45
"""Days after which records of the same thing are worth ordering again: new acts leave new records (assumption)."""

WATCH_AGAIN_DAYS = 40
"""Days after which a suspect is watched again (assumption)."""

FOR_ANOTHER = frozenset({Right.PROVISIONAL, Right.SURRENDER, Right.TO_BE_COLLECTED})
"""Rights by which somebody is held for another country."""

UNDECIDED = frozenset({Right.PROVISIONAL, Right.SURRENDER})
"""Those of them that stand before the surrender is granted."""

_PAPER: dict[EntityKind, DocumentKind] = {
    EntityKind.ACCOUNT: DocumentKind.BANK_STATEMENT,
    EntityKind.PHONE: DocumentKind.CALL_RECORDS,
    EntityKind.CONTAINER: DocumentKind.PORT_LOG,
    EntityKind.COMPANY: DocumentKind.PORT_LOG,
}


def production(desk: Turn) -> list[Command]:
    """Order records of accounts, phones, containers and firms at home that the file points at."""
    if not desk.sits(Office.PROSECUTOR):
        return []
    written = _proof_for_freezes(desk)
    least = LEAD if desk.workload.is_idle(Office.PROSECUTOR) else LEAD + 1
    for entity in desk.reading.to_ask_about(least, *_PAPER, sort=desk.parameters.sorts):
        if not desk.workload.has_time(Office.PROSECUTOR, leaving=1):
            break
        written += _ordered_records(desk, entity, least)
    return written


def on_answers(desk: Turn) -> list[Command]:
    """Order records of what an answer from abroad led back to, before anything new is asked."""
    if not desk.sits(Office.PROSECUTOR) or not desk.shown.answered:
        return []
    written: list[Command] = []
    for entity in desk.reading.to_ask_about(1, *_PAPER):
        is_new = entity.key in desk.shown.answered and not desk.ordered(MeasureKind.PRODUCTION_ORDER, entity.key)
        if not is_new or not desk.workload.has_time(Office.PROSECUTOR):
            continue
        if desk.reading.calls_for(entity.key) > LEAD or looks_tainted(desk, entity.key):
            written += _ordered_records(desk, entity, LEAD + 1, because=(desk.shown.answered[entity.key],))
    return written


def _ordered_records(desk: Turn, entity: Entity, least: int, because: tuple[str, ...] = ()) -> list[Command]:
    """An order for the records of something at home; nothing where they are fresh, or no paper names it."""
    if not is_here(desk, entity) or (
        entity.kind is EntityKind.ACCOUNT and desk.parameters.makes(PolicyMistake.NO_PLAN)
    ):
        return []
    is_warm = desk.reading.calls_for(entity.key) >= SUSPECT + LEAD or desk.workload.is_idle(Office.PROSECUTOR)
    after = AGAIN_AFTER_DAYS if is_warm else None
    if not desk.may_order(MeasureKind.PRODUCTION_ORDER, entity.key, after_days=after) or _has_it_fresh(desk, entity):
        return []
    papers = papers_for(desk, entity.key, least)
    again = _again(desk, MeasureKind.PRODUCTION_ORDER, entity.key)
    kind, office = MeasureKind.PRODUCTION_ORDER, Office.PROSECUTOR
    return [desk.order(kind, entity.key, office, papers, because=because, again=again)] if papers else []


def _proof_for_freezes(desk: Turn) -> list[Command]:
    """Records of accounts at home that are held on leads alone: without evidence the money is let go."""
    written: list[Command] = []
    if desk.parameters.makes(PolicyMistake.NO_PLAN):
        return written
    for asset in desk.view.assets:
        account = desk.reading.entities.get(asset.account)
        if asset.state not in {"postponed", "frozen"} or asset.country != desk.code or account is None:
            continue
        if desk.workload.is_full(Office.PROSECUTOR) or desk.reading.evidence_on(account.key):
            continue
        papers = papers_for(desk, account.key, LEAD)
        if papers and desk.may_order(MeasureKind.PRODUCTION_ORDER, account.key):
            written.append(desk.order(MeasureKind.PRODUCTION_ORDER, account.key, Office.PROSECUTOR, papers))
    return written


def watching(desk: Turn) -> list[Command]:
    """Put the scarce teams on the strongest suspects at home, but not on those whose arrest waits for their money."""
    if not desk.sits(Office.POLICE):
        return []
    written: list[Command] = []
    least = LEAD if desk.workload.is_idle(Office.POLICE) else SUSPECT
    for entity in desk.reading.pointed_at(least, EntityKind.PERSON, sort=desk.parameters.sorts):
        if desk.free_teams <= 0 or not desk.workload.has_time(Office.POLICE):
            break
        if entity.country != desk.code or is_held(desk, entity.key) or is_money_open(desk, entity.key):
            continue
        if not desk.may_order(MeasureKind.SURVEILLANCE, entity.key, after_days=WATCH_AGAIN_DAYS):
            continue
        papers = papers_for(desk, entity.key, least)
        if papers:
            desk.free_teams -= 1
            again = _again(desk, MeasureKind.SURVEILLANCE, entity.key)
            written.append(desk.order(MeasureKind.SURVEILLANCE, entity.key, Office.POLICE, papers, again=again))
    return written


def interviews(desk: Turn) -> list[Command]:
    """Hear people: witnesses whom papers clear or who only stand near, and those who are held anyway."""
    if not desk.sits(Office.POLICE):
        return []
    written: list[Command] = []
    for person in _unheard(desk):
        if not desk.workload.has_time(Office.POLICE, leaving=kept_for_people(desk)):
            break
        if _worth_hearing(desk, person) and desk.may_order(MeasureKind.INTERVIEW, person.key):
            written += _hear(desk, person.key)
    return written


def heard_again(desk: Turn) -> list[Command]:
    """Hear witnesses again at once when an answer has named whom or what they could not name."""
    if not desk.sits(Office.POLICE) or not desk.shown.answered:
        return []
    written: list[Command] = []
    for witness, last, spoken_of in _witnesses(desk):
        if desk.workload.is_full(Office.POLICE, leaving=kept_for_people(desk)):
            break
        if (named := _named_since(desk, witness, last, spoken_of)) is not None:
            written += _hear(desk, witness, because=(named,))
    return written


@found_in_file
def _witnesses(desk: Turn) -> tuple[tuple[str, int, tuple[str, ...]], ...]:
    """Who at home was heard, when that came in last, and of whom and what each spoke."""
    reading = desk.reading
    heard = ((each.key, reading.hearings_of(each.key)) for each in _people_at_home(desk))
    came_in = ((key, max([reading.papers[each.key].received for each in papers])) for key, papers in heard if papers)
    found = ((key, last, reading.linked(key, Says.STATED, subject=True)) for key, last in came_in)
    return tuple(each for each in found if each[2])


@found_in_file
def _unheard(desk: Turn) -> tuple[Entity, ...]:
    """People at home who were not heard."""
    return tuple(each for each in _people_at_home(desk) if not desk.reading.hearings_of(each.key))


@found_in_file
def _people_at_home(desk: Turn) -> tuple[Entity, ...]:
    people = (each for each in desk.reading.entities.values() if each.kind is EntityKind.PERSON)
    return tuple(each for each in people if each.country == desk.code)


def _hear(desk: Turn, witness: str, because: tuple[str, ...] = ()) -> list[Command]:
    """A hearing, be it because of an answer; who recovers as a victim is asked once whether to be heard now."""
    until = recovers_until(desk.reading.naming(witness), witness, desk.country.reflection_days)
    asked = desk.ordered(MeasureKind.WISH, witness)
    if until is not None and desk.now < until and not any(each.result == WANTS_TO_BE_HEARD for each in asked):
        return [] if asked else [desk.order(MeasureKind.WISH, witness, Office.POLICE, (), because=because)]
    papers = papers_for(desk, witness, 1)
    again = _again(desk, MeasureKind.INTERVIEW, witness)
    if not papers:
        return []
    return [desk.order(MeasureKind.INTERVIEW, witness, Office.POLICE, papers, because=because, again=again)]


def _named_since(desk: Turn, witness: str, last: int, spoken_of: tuple[str, ...]) -> str | None:
    """The newest evidence from abroad that has named, since a witness was heard, what he or she spoke of."""
    named = [desk.shown.answered[key] for key in spoken_of if key in desk.shown.answered]
    if not named or not desk.may_order(MeasureKind.INTERVIEW, witness, after_days=AGAIN_AFTER_DAYS):
        return None
    since = max([last, *(each.ordered for each in desk.ordered(MeasureKind.INTERVIEW, witness))])
    answers = (desk.reading.papers[key] for key in named)
    fresh = [filed for filed in answers if filed.document.use.stands and filed.received > since]
    return max(fresh, key=lambda filed: filed.received).document.key if fresh else None


def is_held(desk: Turn, person: str) -> bool:
    """Whether the country arrested this person, or another surrendered the person, and did not let the person go."""
    return held_since(desk, person) is not None


def is_in_hand(desk: Turn, person: str) -> bool:
    """Whether the country holds this person, be it for a surrender that is not granted yet."""
    return in_hand_since(desk, person) is not None


def in_hand_since(desk: Turn, person: str) -> int | None:
    """When a person whom the country has in hand was taken, for a case of its own or, else, for a surrender."""
    own = held_since(desk, person)
    if person not in desk.shown.held:
        return own
    waiting = (row.taken for row in desk.shown.held.get(person, ()) if row.right in UNDECIDED)
    return own if own is not None else min(waiting, default=None)


def held_since(desk: Turn, person: str) -> int | None:
    """When a person whom the country holds for a case of its own was taken; None when it holds nobody such.

    Who is about to be arrested counts, who is about to be let go does not.
    """
    if person not in desk.shown.held and not desk.ordered(MeasureKind.ARREST, person):
        return None
    taken = [row.taken for row in desk.shown.held.get(person, ()) if row.right not in FOR_ANOTHER]
    taken += [each.ordered for each in desk.ordered(MeasureKind.ARREST, person) if each.is_running]
    freed = any(each.is_running for each in desk.ordered(MeasureKind.RELEASE, person))
    return min(taken) if taken and not freed else None


def granted_for(desk: Turn, person: str) -> frozenset[str] | None:
    """For which offences another country surrendered a person to this one for good; None when none did, or none named.

    In a procedure, or by a letter whose answer says so; the latest counts (ETS 24 article 14(1)(b)).
    """
    granted: list[tuple[int, tuple[str, ...]]] = []
    for procedure in desk.view.procedures:
        is_ours = procedure.status == ExtraditionStatus.SURRENDERED and not procedure.incoming
        if is_ours and any(subject.key == person for subject in procedure.subjects):
            offences = (str(procedure.term("offence")), *str(procedure.term("consented") or "").split())
            granted.append((procedure.since, offences))
    for request in desk.view.requests:
        is_ours = request.sought is Sought.SURRENDER and not request.incoming and bool(request.content.offences)
        said = [key for key in request.results if is_ours and _says_surrendered(desk, key, person)]
        granted += [(desk.reading.papers[key].received, request.content.offences) for key in said]
    return frozenset(max(granted, key=itemgetter(0))[1]) if granted else None


def _says_surrendered(desk: Turn, key: str, person: str) -> bool:
    filed = desk.reading.papers.get(key)
    said = dict(filed.document.heading).get("outcome") if filed is not None else None
    return filed is not None and filed.document.about == person and said is not None and said.value == "surrendered"


def _worth_hearing(desk: Turn, entity: Entity) -> bool:
    """A suspect once held, or once a charge has made the case known; who stands near, of what there was to be seen.

    Before that a hearing would warn those whom nobody has yet in hand, and who rule over firms and money most of all.
    """
    heat = desk.reading.heat(entity.key)
    if is_held(desk, entity.key):
        return True
    if entity.key in desk.reading.unprotected or _rules(desk, entity.key):
        return False
    if heat >= SUSPECT:
        return bool(desk.shown.charges)
    near = desk.reading.links_of(entity.key)
    if desk.workload.is_idle(Office.POLICE):
        return len(near) >= 1
    return heat > 0 and len(near) >= 2


def _rules(desk: Turn, person: str) -> bool:
    """Whether somebody owns or directs what is suspicious."""
    ruled = (over for kind in RULES for over in desk.reading.linked(person, kind, subject=True))
    return any(desk.reading.heat(over) >= LEAD for over in ruled)


def _has_it_fresh(desk: Turn, entity: Entity) -> bool:
    """The file holds such a paper about it already, and nothing was ordered since the last one came."""
    kind = _PAPER[entity.kind]
    received = [
        filed.received
        for filed in desk.shown.documents
        if filed.document.kind is kind and filed.document.about == entity.key and filed.document.use.stands
    ]
    return bool(received) and max(received) > desk.now - AGAIN_AFTER_DAYS * 86_400


def _again(desk: Turn, kind: MeasureKind, target: str) -> str:
    before = len(desk.ordered(kind, target))
    return f"/{before + 1}" if before else ""
