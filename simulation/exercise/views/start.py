"""The first page of a seat: whom the case is about, what to read first, what to do now, and whom to talk to.

All of it is taken from the team's own view. A scenario may name people, papers and partners for a seat
(`simulation.scenario.schema.play.Start`); what it does not name is chosen here by stated rules.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from simulation.exercise.core.command import Seat
from simulation.exercise.views.colleague_stories import REGISTRY
from simulation.exercise.views.team_view import TeamView, WorkItem
from simulation.exercise.views.work_list import waiting
from simulation.kernel.entities import Entity, EntityKind
from simulation.kernel.terms import Office
from simulation.scenario.schema.play import OpeningDocument, Start

PEOPLE = 6
"""People on the page at most: as many as somebody keeps apart at a first reading (assumption)."""

PAPERS = 3
"""Papers in reading order."""

PARTNERS = 2
"""Countries abroad that are named to talk to: those with which most is in flight."""


@dataclass(frozen=True, slots=True)
class Introduced:
    """Somebody of the case.

    Attributes:
        person: The person's key.
        is_at_risk: The file shows a risk and no protection.
        by_evidence: A paper that stands as evidence names the person; False where leads alone do.
        is_namesake: Chosen only because somebody else on the page has the same family name.
        documents: Keys of the papers that name the person, in order of the file.
    """

    person: str
    is_at_risk: bool
    by_evidence: bool
    is_namesake: bool
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FirstPage:
    """What a seat reads first; `first` is what waits for it before all else, None when nothing does."""

    people: tuple[Introduced, ...]
    papers: tuple[str, ...]
    first: WorkItem | None
    partners: tuple[Seat, ...]


def first_page(
    view: TeamView,
    offices: Sequence[Office],
    opening: Sequence[OpeningDocument],
    played: Collection[str],
    starts: Sequence[Start] = (),
) -> FirstPage:
    """The first page of a seat.

    Args:
        view: What its team may see.
        offices: The offices of the seat.
        opening: The papers with which the scenario opens files, in its order.
        played: Countries at whose seats somebody can sit.
        starts: What the scenario says of first pages.
    """
    named = start_of(view.country, offices, starts)
    people = _named(view, named.people) if named is not None else ()
    papers = tuple(key for key in named.papers if view.document(key)) if named is not None else ()
    return FirstPage(
        people or _people(view),
        papers or _papers(view, offices, opening),
        _first(view, offices, named.first if named is not None else None),
        tuple(Seat(each.country, each.office) for each in named.talk)
        if named is not None and named.talk
        else _partners(view, offices, played),
    )


def start_of(country: str, offices: Sequence[Office], starts: Sequence[Start]) -> Start | None:
    """What the scenario says of the first page of a seat; of several offices the first in the file counts."""
    return next((each for each in starts if each.country == country and each.office in offices), None)


def _first(view: TeamView, offices: Sequence[Office], named: str | None) -> WorkItem | None:
    """What waits before all else: what the scenario names, then people; recurring work of the registry never."""
    recurring = {inject.key for inject in view.injects if inject.sender == REGISTRY}
    found = [item for item in waiting(view.work, offices or None) if item.about not in recurring]
    return next((item for item in found if item.about == named), found[0] if found else None)


def _named(view: TeamView, keys: Sequence[str]) -> tuple[Introduced, ...]:
    known = {entity.key for entity in view.entities}
    return tuple(_introduced(view, key, is_namesake=False) for key in keys if key in known)


def _people(view: TeamView) -> tuple[Introduced, ...]:
    """Who is at risk, then whom the file says most about; the last place is for a namesake of one of them."""
    said: Counter[str] = Counter()
    for filed in view.documents:
        for each in filed.document.assertions:
            said.update({each.subject, each.object})
    exposed = [person for person, _since, until in view.at_risk if until is None]
    persons = {entity.key: entity for entity in view.entities if entity.kind is EntityKind.PERSON}
    most = sorted((key for key in persons if said[key]), key=lambda key: (-said[key], key))
    ranked = [key for key in dict.fromkeys((*exposed, *most)) if key in persons]
    chosen = ranked[:PEOPLE]
    family = {_family(persons[key]) for key in chosen}
    alike = next((key for key in sorted(persons) if key not in chosen and _family(persons[key]) in family), None)
    found = [_introduced(view, key, is_namesake=False) for key in (chosen[: PEOPLE - 1] if alike else chosen)]
    return (*found, *((_introduced(view, alike, is_namesake=True),) if alike else ()))


def _family(person: Entity) -> str:
    return person.label.rpartition(" ")[2]


def _introduced(view: TeamView, person: str, *, is_namesake: bool) -> Introduced:
    naming = [filed.document for filed in view.documents if filed.document.mention(person) is not None]
    return Introduced(
        person,
        any(key == person and until is None for key, _since, until in view.at_risk),
        any(paper.use.stands for paper in naming),
        is_namesake,
        tuple(paper.key for paper in naming),
    )


def _papers(view: TeamView, offices: Sequence[Office], opening: Sequence[OpeningDocument]) -> tuple[str, ...]:
    """The own office's papers in the scenario's order, then those of the rest of the team."""
    ours = [each for each in opening if each.country == view.country and view.document(each.key) is not None]
    first = [each.key for each in ours if each.office in offices]
    return tuple(dict.fromkeys((*first, *(each.key for each in ours))))[:PAPERS]


def _partners(view: TeamView, offices: Sequence[Office], played: Collection[str]) -> tuple[Seat, ...]:
    """The same office where most is in flight, of countries at whose seats somebody can sit."""
    often = Counter(request.other for request in view.requests if request.other in set(played) - {view.country})
    ranked = sorted(often, key=lambda country: (-often[country], country))[:PARTNERS]
    return tuple(Seat(country, office) for country in ranked for office in list(offices)[:1])
