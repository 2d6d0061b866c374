"""What papers name and somebody abroad can tell more of: whose a number, firm or account is, and what a witness saw.

Asked in the office hours in which the paper is read, for evidence: a short question beside it shows where to look.
"""

from __future__ import annotations

from collections.abc import Callable

from simulation.casework.documents.document import AssertionKind as Says
from simulation.exercise.core.command import Command
from simulation.kernel.entities import Entity, EntityKind
from simulation.kernel.terms import Office
from simulation.players.letters.lacking import is_open_to, requests_for
from simulation.players.letters.letters import ask_for, has_time_for_a_letter
from simulation.players.letters.urgency import number_dropped, urgency
from simulation.players.turn.findings import found_in_file
from simulation.players.turn.suspicion import LEAD, SUSPECT
from simulation.players.turn.turn import Turn
from simulation.players.turn.unknown import WHOSE, unknown
from simulation.players.turn.whereabouts import asked_abroad, holder
from simulation.scenario.schema.play import Sought

_SUFFERED = (Says.RECRUITED, Says.TRANSPORTED, Says.HARBOURED, Says.COERCED, Says.EXPLOITED, Says.DECEIVED)
"""Statements of which the object can tell, as it happened to him or her."""


_WITH_IT = {EntityKind.ACCOUNT: frozenset({Says.PAID})}
"""What the same letter asks for: whose an account is tells little without what went through it."""


def identities(desk: Turn) -> list[Command]:
    """Ask the country that has the register whose a number, account or firm is which papers that stand speak of.

    Firms at which nothing points are left for later: their register stays, and numbers are dropped.
    """
    return _whose(desk, lambda entity: entity.kind is not EntityKind.COMPANY or desk.reading.heat(entity.key) >= LEAD)


def firms(desk: Turn) -> list[Command]:
    """Ask the same about all firms of which papers that stand speak."""
    return _whose(desk, lambda entity: entity.kind is EntityKind.COMPANY)


def _whose(desk: Turn, is_meant: Callable[[Entity], bool]) -> list[Command]:
    if not desk.sits(Office.PROSECUTOR) or not has_time_for_a_letter(desk):
        return []
    written: list[Command] = []
    for entity in unknown(desk):
        if not has_time_for_a_letter(desk):
            break
        if is_meant(entity) and desk.reading.evidence_on(entity.key):
            written += _asked(desk, entity)
    return written


def witnesses(desk: Turn) -> list[Command]:
    """Ask that those abroad be heard whom a witness names, or to whom something was done, and who are no suspects.

    Whom papers last saw at home, or miss, nobody abroad can hear. Whoever is at risk is heard under the protection of
    the country where he or she is.
    """
    if not desk.sits(Office.PROSECUTOR) or not has_time_for_a_letter(desk):
        return []
    written: list[Command] = []
    for person in _spoken_of(desk):
        if not has_time_for_a_letter(desk):
            break
        is_free = desk.reading.heat(person.key) < SUSPECT and not desk.reading.linked(
            person.key, Says.MISSING, subject=True
        )
        if is_free and holder(desk, person) != desk.code and desk.may_ask(Sought.STATEMENT, person.key):
            written += ask_for(desk, Sought.STATEMENT, person, as_witness=True)
    return written


@found_in_file
def _spoken_of(desk: Turn) -> tuple[Entity, ...]:
    """People of whom somebody speaks, or to whom something was done: those with the most who tell of it first."""
    people = [each for each in desk.reading.entities.values() if each.kind is EntityKind.PERSON]
    told = [(len(_told_of(desk, each)), each) for each in people]
    return tuple(each for _, each in sorted((each for each in told if each[0]), key=lambda each: -each[0]))


def _told_of(desk: Turn, person: Entity) -> tuple[str, ...]:
    """Who speaks of a person in a statement, and who did something to the person as papers say."""
    kinds = (Says.STATED, *_SUFFERED)
    return tuple(dict.fromkeys(end for kind in kinds for end in desk.reading.linked(person.key, kind, subject=False)))


def consignments(desk: Turn) -> list[Command]:
    """Ask what a firm abroad that a witness names moved or was sent: the witness has seen the firm and not the load.

    One firm in a turn, and only in a case of goods: others have nothing to find there.
    """
    if not desk.sits(Office.PROSECUTOR) or not desk.reading.to_ask_about(0, EntityKind.CONTAINER):
        return []
    for firm in desk.reading.to_ask_about(0, EntityKind.COMPANY):
        if not has_time_for_a_letter(desk):
            break
        is_named = bool(desk.reading.linked(firm.key, Says.STATED, subject=False))
        if is_named and asked_abroad(desk, firm) and desk.may_ask(Sought.PORT_RECORDS, firm.key):
            asked = ask_for(desk, Sought.PORT_RECORDS, firm)
            if asked:
                return asked
    return []


def _asked(desk: Turn, entity: Entity) -> list[Command]:
    """The gentlest letter that tells it, where none that may was ever sent."""
    requested = asked_abroad(desk, entity)
    able = requests_for(WHOSE[entity.kind] | _WITH_IT.get(entity.kind, frozenset()), entity.kind) if requested else ()
    kinds = [Sought(kind.id) for kind in able if is_open_to(kind, desk.pair(requested))]
    if not kinds or not all(desk.may_ask(kind, entity.key) for kind in kinds):
        return []
    urgent = urgency(desk, number_dropped(desk, entity)) if entity.kind is EntityKind.PHONE else None
    return ask_for(desk, kinds[0], entity, urgent)
