"""Where to turn about somebody or something: who holds the record, as papers and numbers say."""

from __future__ import annotations

from simulation.casework.documents.document import AssertionKind as Says
from simulation.casework.file.last_seen import country_of
from simulation.kernel.entities import Entity, EntityKind
from simulation.players.turn.findings import found_in_file, found_once
from simulation.players.turn.suspicion import SUSPECT
from simulation.players.turn.turn import Turn

KEPT_FOR_PEOPLE = 2
"""Decisions that the police keep free for people who are held: to look for them, and to protect them (assumption)."""

_HANDLED = (Says.MOVED, Says.CARRIED, Says.CONSIGNED)
_NUMBERED = frozenset({EntityKind.ACCOUNT, EntityKind.PHONE})
_MOVES = frozenset({EntityKind.PERSON, EntityKind.CONTAINER, EntityKind.VEHICLE})


def holder(desk: Turn, entity: Entity) -> str:
    """Code of the country whose authorities have somebody or something, or the records about it.

    Of what moves, where a paper last saw it; of goods that no paper saw, who carried them or is to have them, else a
    firm that is named in one breath with them; of a number or account, whose operator or bank its first signs name; of
    a firm, whose register it stands in. The country that its papers give counts only where none of this is said.
    """
    if entity.kind in _MOVES:
        place = desk.reading.place_of(entity.key) or next(iter(_handlers(desk, entity)), None)
        return country_of(entity, place or _firm_beside(desk, entity))
    return _issued_in(desk, entity) or entity.country


def _issued_in(desk: Turn, entity: Entity) -> str:
    """The country whose bank or operator an account or a number is of, by its first signs; "" where no country's."""
    if entity.kind not in _NUMBERED:
        return ""
    code = desk.issued.get(entity.label)
    if code is None:
        is_account = entity.kind is EntityKind.ACCOUNT
        prefixes = ((each.bank_prefix if is_account else each.phone_prefix, each) for each in desk.scenario.countries)
        code = next((country.code for prefix, country in prefixes if entity.label.startswith(prefix)), "")
        desk.issued[entity.label] = code
    return code


def _handlers(desk: Turn, goods: Entity) -> list[Entity]:
    """Who carried goods or is to have them, as papers say, the carriers first; of a person nobody."""
    if goods.kind is EntityKind.PERSON:
        return []
    handlers = (key for kind in _HANDLED for key in desk.reading.linked(goods.key, kind, subject=False))
    return [desk.reading.entities[key] for key in handlers if key in desk.reading.entities]


def _firm_beside(desk: Turn, goods: Entity) -> Entity | None:
    """A firm that a paper names besides goods, one abroad before one here; of a person none."""
    if goods.kind is EntityKind.PERSON:
        return None
    named = [desk.reading.entities.get(each.key) for paper in desk.reading.naming(goods.key) for each in paper.mentions]
    firms = [firm for firm in named if firm is not None and firm.kind is EntityKind.COMPANY]
    return next((firm for firm in firms if firm.country != desk.code), next(iter(firms), None))


def asked_abroad(desk: Turn, entity: Entity) -> str:
    """The other country that is asked about somebody or something; "" where there is nobody abroad to ask.

    About somebody who was last seen here but lives abroad one asks there, for registers stay behind; about goods that
    were last seen here, where those are who carried them or are to have them.
    """
    if entity.kind in _MOVES:
        return _asked_about_what_moves(desk, entity)
    code = _issued_in(desk, entity) or entity.country
    return code if code in desk.others else ""


@found_once
def _asked_about_what_moves(desk: Turn, entity: Entity) -> str:
    code = holder(desk, entity)
    if code == desk.code:
        further = [each.country for each in ([entity] if entity.kind is EntityKind.PERSON else _handlers(desk, entity))]
        code = next((country for country in further if country != desk.code), code)
    return code if code in desk.others else ""


def is_here(desk: Turn, entity: Entity) -> bool:
    """Whether it can be taken or looked into at home: what moves where a paper last saw it, else where it belongs."""
    if entity.kind in _MOVES:
        return country_of(entity, desk.reading.place_of(entity.key)) == desk.code
    return entity.country == desk.code


def is_within_reach(desk: Turn, person: Entity) -> bool:
    """Whether the own authorities can lay hands on somebody: who lives here, or was last seen here."""
    return person.country == desk.code or is_here(desk, person)


@found_in_file
def kept_for_people(desk: Turn) -> int:
    """Decisions that the police keep free in a move for those who are found where papers say that people are held."""
    sites = desk.reading.pointed_at(SUSPECT, EntityKind.PLACE)
    are_held = any(
        site.country == desk.code and desk.reading.linked(site.key, Says.HELD_AT, subject=False) for site in sites
    )
    return KEPT_FOR_PEOPLE if are_held else 0
