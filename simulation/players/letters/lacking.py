"""What a case lacks and who has it: from open elements to statements, to papers that make them, to kinds of request.

All of it is read off tables: what proves an element (`elements.toml`), what a kind of document can say, which kinds
of assistance bring it and about what (`kinds.toml`). No way is written down here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice

from simulation.casework.documents.document import AssertionKind as Says
from simulation.casework.documents.kinds.all_kinds import BY_KIND
from simulation.casework.proof.elements import Pattern
from simulation.casework.proof.proof_context import MEMBERS
from simulation.exercise.core.command import Command
from simulation.kernel.entities import Entity, EntityKind
from simulation.kernel.terms import Office
from simulation.law.book.assistance_types import Kind, load_kinds
from simulation.law.book.governance import is_provided
from simulation.players.letters.letters import ask_for, has_time_for_a_letter, is_asked_by_account
from simulation.players.turn.findings import found_once
from simulation.players.turn.suspicion import LEAD
from simulation.players.turn.turn import Turn
from simulation.players.turn.whereabouts import asked_abroad, holder, is_within_reach
from simulation.scenario.schema.country import CountryPair
from simulation.scenario.schema.play import DocumentKind, Route, Sought

type Gap = tuple[frozenset[Says], frozenset[EntityKind]]
"""What proofs lack: kinds of statements of which one would do, and the kinds of things that it is about."""

STEPS = 4
"""Links from a suspect within which lies what the proof against him or her may lack (assumption)."""

AT_A_TIME = 5
"""So many suspects, the strongest, a prosecutor has in view at a time (assumption)."""

_HANDLED = frozenset({Says.CARRIED, Says.CONSIGNED, Says.MOVED})
"""What says which goods somebody had to do with."""

_LASTS = frozenset({Says.HOLDS, Says.OWNS, Says.DIRECTS, Says.SUBSCRIBES, Says.KEEPS, Says.SERVES})
"""Statements of what lasts, which a register tells; others are of acts, which records over a time tell."""


def lacking(desk: Turn) -> list[Command]:
    """Ask for what proofs that are begun still lack: what most of the suspects have in common first."""
    if not desk.sits(Office.PROSECUTOR) or not has_time_for_a_letter(desk):
        return []
    people = desk.reading.to_ask_about(LEAD, EntityKind.PERSON, sort=desk.parameters.sorts)
    suspects = [each.key for each in islice((each for each in people if _is_worked_on(desk, each)), AT_A_TIME)]
    gaps: dict[Gap, list[str]] = {}
    for suspect in suspects:
        for gap in dict.fromkeys(gap for pattern in desk.prospects.unmet(suspect) for gap in _gaps(pattern)):
            gaps.setdefault(gap, []).append(suspect)
    written: list[Command] = []
    for gap, lacking_it in sorted(gaps.items(), key=lambda found: (_is_word(found[0]), -len(found[1]))):
        if written or not has_time_for_a_letter(desk):
            break
        written += next((asked for suspect in lacking_it if (asked := _ask(desk, gap, suspect))), [])
    return written


def _is_worked_on(desk: Turn, person: Entity) -> bool:
    """Whether somebody can be brought before a court here, is not yet, and the proof is begun and not complete."""
    is_charged = any(charge.person == person.key for charge in desk.shown.charges)
    return is_within_reach(desk, person) and not is_charged and bool(desk.prospects.unmet(person.key))


def _gaps(pattern: Pattern) -> Iterator[Gap]:
    """What has to be asked for so that a pattern is met: what it says, and of goods first which there are."""
    kinds = MEMBERS[pattern.subject] | MEMBERS[pattern.object]
    yield frozenset(pattern.kinds), kinds
    if EntityKind.CONTAINER in kinds:
        yield _HANDLED, frozenset({EntityKind.COMPANY})


def _is_word(gap: Gap) -> bool:
    """Whether only what somebody says would tell it, whatever it is asked about."""
    wanted, kinds = gap
    return not any(not is_told(kind, wanted) for about in kinds for kind in requests_for(wanted, about))


def _ask(desk: Turn, gap: Gap, suspect: str) -> list[Command]:
    """The first letter that may close a gap; nothing when nobody abroad is left to be asked.

    A record is about one of the two ends; of the suspect speaks whom papers link with him or her, who is not asked.
    """
    wanted, kinds = gap
    around = _around(desk, suspect)
    if _is_coming(desk, wanted, frozenset(entity.key for entity in around)):
        return []
    knows = {end for link in desk.reading.links_of(suspect) for end in (link.a, link.b)} - {suspect}
    for entity in around:
        requested = asked_abroad(desk, entity)
        sought = _request_about(desk, entity, requested, wanted, kinds, knows=knows) if requested else None
        asked = ask_for(desk, sought, entity) if sought is not None else []
        if asked:
            return asked
    return []


def _request_about(
    desk: Turn,
    entity: Entity,
    requested: str,
    wanted: frozenset[Says],
    kinds: frozenset[EntityKind],
    *,
    knows: set[str],
) -> Sought | None:
    """The gentlest request about something that may bring what is wanted and is open to two countries; None if none."""
    for kind in requests_for(wanted, entity.kind):
        if is_told(kind, wanted):
            fits = entity.key in knows and holder(desk, entity) == requested
        else:
            fits = entity.kind in kinds and not _is_bystander(desk, entity)
        if not fits or not is_open_to(kind, desk.pair(requested)):
            continue
        sought = Sought(kind.id)
        return sought if desk.may_ask(sought, entity.key) and not is_asked_by_account(desk, sought, entity) else None
    return None


def _is_bystander(desk: Turn, entity: Entity) -> bool:
    """Whether it is a person at whom nothing points: a victim or witness, about whom no records are asked for."""
    return entity.kind is EntityKind.PERSON and desk.reading.heat(entity.key) < LEAD


def _is_coming(desk: Turn, wanted: frozenset[Says], around: frozenset[str]) -> bool:
    """Whether a letter is under way that may bring such a statement about what stands near, as well as any would."""
    return any(
        target.key in around and request.sought in _as_good(wanted, target.kind)
        for request in desk.letter_list.under_way
        for target in request.targets
    )


@cache
def _as_good(wanted: frozenset[Says], about: EntityKind) -> frozenset[str]:
    """Ids of the requests that bring records, where any does, else of those that bring somebody's word."""
    kinds = requests_for(wanted, about)
    return frozenset(kind.id for kind in kinds if is_told(kind, wanted) is is_told(kinds[0], wanted))


def is_open_to(kind: Kind, pair: CountryPair) -> bool:
    """Whether two countries have an instrument that provides for a kind of assistance."""
    return is_provided(pair, kind)


@cache
def requests_for(wanted: frozenset[Says], about: EntityKind) -> tuple[Kind, ...]:
    """Formal requests about a kind of entity that bring papers which can say any of these, the gentlest first.

    A record goes before a person's word; what a register tells is asked of a register, and acts of a record over a
    time; what needs no order goes before what needs one; else the law's order decides. What runs under cover, and what
    lays hands on things, is decided on elsewhere.

    Args:
        wanted: Kinds of statements.
        about: What is asked about.
    """
    found = [kind for kind in load_kinds().values() if kind.route is Route.MLA and about in kind.targets]
    fitting = [kind for kind in found if _saying(kind, wanted) and not _lays_hands(kind)]
    return tuple(sorted(fitting, key=lambda kind: (*_unlike(kind, wanted), kind.is_coercive)))


def _lays_hands(kind: Kind) -> bool:
    return (
        kind.is_live or kind.is_covert or (kind.is_coercive and any(BY_KIND[paper].is_secured for paper in kind.papers))
    )


def is_told(kind: Kind, wanted: frozenset[Says]) -> bool:
    """Whether all papers that it brings and that can say any of these are somebody's word."""
    return all(BY_KIND[paper].is_spoken for paper in _saying(kind, wanted))


def _saying(kind: Kind, wanted: frozenset[Says]) -> list[DocumentKind]:
    return [paper for paper in kind.papers if not wanted.isdisjoint(BY_KIND[paper].says)]


def _unlike(kind: Kind, wanted: frozenset[Says]) -> tuple[bool, bool]:
    lasts = wanted <= _LASTS
    covers = any(BY_KIND[paper].covers_time for paper in _saying(kind, wanted))
    return is_told(kind, wanted), covers is lasts


@found_once
def _around(desk: Turn, suspect: str) -> tuple[Entity, ...]:
    """What the file links with a suspect, the nearest first and of these what calls most for a question; then goods."""
    reached = {suspect: None}
    last = [suspect]
    for _ in range(STEPS):
        links = [link for key in last for link in desk.reading.links_of(key)]
        ends = dict.fromkeys(end for link in links for end in (link.a, link.b) if end and end not in reached)
        last = sorted(ends, key=lambda key: -desk.reading.calls_for(key))
        reached |= dict.fromkeys(last)
    goods = [each.key for each in desk.reading.to_ask_about(0, EntityKind.CONTAINER)]
    entities = desk.reading.entities
    return tuple(entities[key] for key in dict.fromkeys((*reached, *goods)) if key in entities)
