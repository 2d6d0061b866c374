"""Informal channels first (law.md 2.7, 5.2): leads by police check and FIU question, and spontaneous information."""

from __future__ import annotations

from simulation.exercise.core.command import Command, Seat
from simulation.exercise.messages.commands import SendMessage
from simulation.exercise.procedures.letter.statuses import LetterAction
from simulation.kernel.entities import EntityKind
from simulation.kernel.offices import OFFICES
from simulation.kernel.terms import Office
from simulation.law.book.assistance_types import kind_of
from simulation.players.letters.drafting import content_for
from simulation.players.turn.parameters import PolicyMistake
from simulation.players.turn.suspicion import LEAD, SUSPECT
from simulation.players.turn.turn import OFFICE_OF_ROUTE, Turn, asking_office
from simulation.players.turn.unknown import unknown
from simulation.players.turn.whereabouts import asked_abroad, kept_for_people
from simulation.players.turn.wording import SPONTANEOUS, next_words
from simulation.scenario.schema.play import Sought

QUESTION_ABOUT: dict[EntityKind, Sought] = {
    EntityKind.ACCOUNT: Sought.ACCOUNT_CHECK,
    EntityKind.COMPANY: Sought.OWNER_CHECK,
    EntityKind.PHONE: Sought.PHONE_CHECK,
    EntityKind.CONTAINER: Sought.CONTAINER_CHECK,
    EntityKind.PERSON: Sought.PERSON_CHECK,
}
"""The question that a newly seen thing abroad raises."""

_OFFICE = {route: office for route, office in OFFICE_OF_ROUTE.items() if OFFICES.speaking_on(route)}

_ASKS = {kind: _OFFICE[kind_of(sought).route] for kind, sought in QUESTION_ABOUT.items()}
"""The office that asks about each kind of thing."""


def questions(desk: Turn) -> list[Command]:
    """Ask police and units abroad whose something is of which papers speak, and about what the file points at."""
    written: list[Command] = []
    idle = [office for office in desk.offices if desk.workload.is_idle(office)]
    asking = [office for office in _OFFICE.values() if desk.sits(office)]
    if not any(map(desk.workload.has_time, asking)):
        return []
    pointed = desk.reading.to_ask_about(0 if idle else LEAD - 1, *QUESTION_ABOUT, sort=desk.parameters.sorts)
    nobodys = {entity.key: entity for entity in unknown(desk)}
    for entity in (nobodys | {entity.key: entity for entity in pointed}).values():
        if not any(map(desk.workload.has_time, asking)):
            break
        sought, office = QUESTION_ABOUT[entity.kind], _ASKS[entity.kind]
        kept = kept_for_people(desk) if office is Office.POLICE else 0
        if office not in asking or not desk.workload.has_time(office, leaving=kept):
            continue
        if desk.reading.calls_for(entity.key) < LEAD - 1 and office not in idle and entity.key not in nobodys:
            continue
        asked = asked_abroad(desk, entity)
        if not asked or not desk.may_ask(sought, entity.key):
            continue
        naming = tuple(document.key for document in desk.reading.naming(entity.key))
        if not naming or desk.workload.burdens(asked, kind_of(sought).route):
            continue
        content = content_for(desk, sought, asked, entity, naming[:2])
        written += desk.open_and_send(sought, asked, entity.key, content, naming[-1:])
    return written


def property_traces(desk: Turn) -> list[Command]:
    """Ask the asset recovery office abroad what somebody strongly suspected has there: the money from the first day."""
    office = asking_office(desk.country, Sought.PROPERTY_TRACE)
    if not desk.sits(office) or desk.parameters.makes(PolicyMistake.NO_PLAN):
        return []
    written: list[Command] = []
    for entity in desk.reading.to_ask_about(SUSPECT, EntityKind.PERSON, sort=desk.parameters.sorts):
        asked = asked_abroad(desk, entity)
        if not asked or entity.key in desk.reading.threatened:
            continue
        if not desk.workload.has_time(office) or not desk.may_ask(Sought.PROPERTY_TRACE, entity.key):
            continue
        naming = tuple(document.key for document in desk.reading.naming(entity.key))
        if not naming or desk.workload.burdens(asked, kind_of(Sought.PROPERTY_TRACE).route):
            continue
        content = content_for(desk, Sought.PROPERTY_TRACE, asked, entity, naming[:2])
        written += desk.open_and_send(Sought.PROPERTY_TRACE, asked, entity.key, content, naming[-1:])
    return written


def consents(desk: Turn) -> list[Command]:
    """Ask the sender's consent where a note that came informally is the only link to somebody strongly suspected."""
    written: list[Command] = []
    reading = desk.reading
    for request in desk.letter_list.answered:
        if request.route not in _OFFICE or not request.results:
            continue
        target = request.targets[0].key
        office = asking_office(desk.country, request.sought)
        if reading.calls_for(target) < SUSPECT or not desk.sits(office):
            continue
        if LetterAction.ASK_CONSENT not in desk.offered(request, office):
            continue
        chain = reading.chain(target)
        if not reading.needs_consent(chain) or not any(key in chain for key in request.results):
            continue
        text = "May we use your note in our request for assistance and in court, for the offence that we have named?"
        written.append(desk.act(request, LetterAction.ASK_CONSENT, office, text=text))
    return written


def spontaneous(desk: Turn) -> list[Command]:
    """Tell the police or unit of another country what evidence here says of somebody there, without being asked."""
    written: list[Command] = []
    for entity in desk.reading.pointed_at(SUSPECT, EntityKind.PERSON, EntityKind.CONTAINER, EntityKind.ACCOUNT):
        office = Office.FIU if entity.kind is EntityKind.ACCOUNT else Office.POLICE
        name, told = desk.name(f"spontaneous/{entity.key}"), asked_abroad(desk, entity)
        if not told or name in desk.shown.sent or not desk.sits(office):
            continue
        evidence, to = desk.reading.evidence_on(entity.key), Seat(told, office)
        words = next_words(desk, "spontaneous", to, SPONTANEOUS, written) if evidence and _is_played(desk, told) else ""
        if not words:
            continue
        paper = evidence[0]
        text = words.format(entity.label)
        written.append(
            SendMessage(
                id=name,
                by=desk.seat(office),
                rests_on=(paper.key,),
                to=to,
                text=text,
                about=paper.key,
            )
        )
    return written


def _is_played(desk: Turn, code: str) -> bool:
    return any(country.code == code for country in desk.scenario.played)
