"""One door to act: all that can be done about a thing, by what it brings, with time, cost and what it reveals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from flask import request
from flask.typing import ResponseReturnValue

from simulation.casework.file.measure_orders import recovers_until
from simulation.kernel.entities import Entity, EntityKind
from webapp.desk.blueprint import blueprint
from webapp.desk.current_view import entity_or_404, reader
from webapp.desk.measures.form import MeasureOffer, measure_offers
from webapp.desk.measures.ordering import MeasureOrder, measure_order
from webapp.desk.moved_on import MovedOn, made_now
from webapp.desk.procedures.possible_acts import (
    GROUPS,
    Brings,
    PossibleAct,
    charge_act,
    keeping_acts,
    letter_acts,
    measure_act,
    own_file_acts,
    question_act,
)
from webapp.desk.readable import Reader, entity_kind, is_target
from webapp.desk.requests.short_way import short_kinds
from webapp.pages.page import TeamPage, team_page
from webapp.text.say import say_code


@dataclass(frozen=True, slots=True)
class ActGroup:
    """Acts that bring the same; `more` are those that are seldom wanted."""

    key: str
    title: str
    hint: str
    acts: tuple[PossibleAct, ...]
    more: tuple[PossibleAct, ...]


@dataclass(frozen=True, slots=True)
class ActsPage(TeamPage):
    """All that can be done about a thing."""

    template: ClassVar[str] = "desk/acts.html"
    key: ClassVar[str] = "board"

    number: int
    name: str
    kind_text: str
    is_person: bool
    country_name: str
    can_ask: bool
    groups: tuple[ActGroup, ...]
    order: MeasureOrder | None
    is_over: bool
    moved: MovedOn


@blueprint.get("/entities/<int:number>/acts", endpoint="acts")
def acts(number: int) -> ResponseReturnValue:
    """All that can be done about a thing of the file."""
    reading = reader()
    entity = entity_or_404(reading, number)
    return team_page(
        ActsPage(
            number=number,
            name=reading.entities.told_apart(entity),
            kind_text=entity_kind(entity.kind),
            is_person=entity.kind is EntityKind.PERSON,
            country_name=reading.country(entity.country),
            can_ask=bool(short_kinds(entity)),
            groups=act_groups(entity, number, reading),
            order=measure_order(reading, entity, number, request.args.get("order", "")),
            is_over=reading.view.clock.is_over,
            moved=made_now("entity", str(number), reading),
        )
    )


def act_groups(entity: Entity, number: int, reading: Reader) -> tuple[ActGroup, ...]:
    """The acts by what they bring; a group without any is left out."""
    found: dict[Brings, list[tuple[bool, PossibleAct]]] = {each: [] for each in Brings}
    if is_target(entity) and not reading.view.clock.is_over:
        for kind in short_kinds(entity):
            found[GROUPS.get(kind.id, Brings.LEAD)].append((False, question_act(kind, entity, number, reading)))
        for offer in measure_offers(reading, entity):
            if offer.rule.asks_wish and not _is_recovering(entity, reading):
                continue
            found[_group_of(offer)].append((False, measure_act(offer, number, reading)))
        for is_rare, brings, act in letter_acts(entity, number, reading):
            found[brings].append((is_rare, act))
        found[Brings.COURT] += ((False, each) for each in charge_act(entity, number, reading))
    found[Brings.LEAD] += ((False, each) for each in own_file_acts(entity, number))
    found[Brings.FILE] += ((False, each) for each in keeping_acts(number, reading))
    return tuple(
        ActGroup(
            key.value,
            say_code(f"act_group.{key}"),
            say_code(f"act_hint.{key}"),
            tuple(sorted((act for is_rare, act in rows if not is_rare), key=lambda act: bool(act.refused))),
            tuple(act for is_rare, act in rows if is_rare),
        )
        for key, rows in found.items()
        if rows
    )


def _is_recovering(person: Entity, reading: Reader) -> bool:
    """Whether the time to recover runs for a person, so that it makes sense to ask what he or she wants."""
    days = reading.scenario.country(reading.view.country).reflection_days
    until = recovers_until(
        (filed.document for filed in reading.view.documents if filed.document.names(person.key)), person.key, days
    )
    return until is not None and reading.now < until


def _group_of(offer: MeasureOffer) -> Brings:
    return GROUPS.get(offer.rule.kind, Brings.LEAD if offer.rule.leads_only else Brings.PROOF)
