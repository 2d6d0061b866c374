"""An entity's card, on a page of its own and beside the board, with the forms that stand on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from simulation.casework.file.board import LINK_KINDS
from simulation.kernel.entities import Entity
from webapp.desk.blueprint import blueprint
from webapp.desk.board.entity import EntityCard, entity_card, side_by_side
from webapp.desk.board.rows import PathStep, way
from webapp.desk.current_view import entity_or_404, origins, reader
from webapp.desk.moved_on import MovedOn, made_now
from webapp.desk.readable import Reader
from webapp.desk.story_rows import StoryRow, told_here
from webapp.pages.forms import Option, text_field
from webapp.pages.page import TeamPage, Values, named, new_command_id, plain_page, team_page, thing
from webapp.pages.team_rows import Note, add_note, notes
from webapp.text.formatting import Calendar
from webapp.text.say import say_code
from webapp.text.sorting import place
from webapp.visit.refusals import Refusal


@dataclass(frozen=True, slots=True)
class NoEntity(Values):
    """No card beside the board."""

    card: None = None


@dataclass(frozen=True, slots=True)
class EntityPart(Values):
    """The card of an entity with the forms that stand on it."""

    card: EntityCard
    beside: EntityCard | None
    particulars: tuple[tuple[str, str, str], ...]
    same_numbers: set[int]
    over: bool
    board_version: int
    others: tuple[Option, ...]
    alike: tuple[Option, ...]
    link_kinds: tuple[Option, ...]
    papers: tuple[Option, ...]
    origins: tuple[str, ...]
    claim_id: str
    link_id: str
    merge_id: str
    remove_id: str
    notes: tuple[Note, ...]
    calendar: Calendar
    path: tuple[PathStep, ...] | None
    to: str


def entity_values(reading: Reader, entity: Entity) -> EntityPart:
    number = reading.entities.number_of(entity.key) or 0
    others = [line for line in reading.entities.by_name() if line[2].key != entity.key]
    text = request.args.get("to", "")
    goal = reading.entities.called(text)
    card, beside = entity_card(entity, reading), _other(reading, entity)
    return EntityPart(
        card=card,
        beside=beside,
        particulars=side_by_side(
            ((each.label, each.text) for each in card.details),
            ((each.label, each.text) for each in beside.details),
        )
        if beside is not None
        else (),
        same_numbers={n for each in card.same for n in (each.number, each.other)},
        over=reading.view.clock.is_over,
        board_version=reading.view.board.version,
        others=tuple(Option(str(place), name) for place, name, each in others),
        alike=tuple(Option(str(place), name) for place, name, each in others if each.kind is entity.kind),
        link_kinds=tuple(
            sorted((Option(kind, say_code(f"link.{kind}")) for kind in LINK_KINDS), key=lambda each: place(each.label))
        ),
        papers=tuple(
            Option(filed.label, f"{filed.label} {reading.documents.title_of(filed)}")
            for filed in reading.view.documents
        ),
        origins=origins(),
        claim_id=new_command_id(f"claim/{number}"),
        link_id=new_command_id(f"link/{number}"),
        merge_id=new_command_id(f"merge/{number}"),
        remove_id=new_command_id(f"remove/{number}"),
        notes=notes(f"entity:{entity.key}"),
        calendar=reading.calendar,
        path=way(entity.key, goal.key, reading) if goal is not None else None,
        to=text,
    )


def _other(reading: Reader, entity: Entity) -> EntityCard | None:
    """The card that the address asks to see beside an entity's own."""
    other = reading.entities.called(request.args.get("beside", ""))
    return entity_card(other, reading) if other is not None and other.kind is entity.kind else None


@blueprint.get("/entities/<int:number>", endpoint="entity_page")
def entity_page(number: int) -> ResponseReturnValue:
    reading = reader()
    return entity_answer(reading, entity_or_404(reading, number))


@blueprint.get("/entities/<int:number>/part", endpoint="entity_part")
def entity_part(number: int) -> ResponseReturnValue:
    """The entity beside the graph."""
    reading = reader()
    values = entity_values(reading, entity_or_404(reading, number))
    return plain_page("desk/parts/entity.html", 200, **named(values))


@dataclass(frozen=True, slots=True)
class EntityPage(TeamPage):
    """What the file has of an entity."""

    template: ClassVar[str] = "desk/entity.html"
    key: ClassVar[str] = "board"

    entity: EntityPart
    told: tuple[StoryRow, ...]
    refusal: Refusal | None
    thing: str
    moved: MovedOn


def entity_answer(reading: Reader, entity: Entity, status: int = 200, refusal: Refusal | None = None) -> Response:
    values = entity_values(reading, entity)
    page = EntityPage(
        values,
        told_here(entity.key, reading),
        refusal,
        thing("entity", entity.key),
        made_now("entity", str(values.card.number), reading),
    )
    return team_page(page, status)


@blueprint.post("/entities/<int:number>/notes", endpoint="note_entity")
def note_entity(number: int) -> ResponseReturnValue:
    reading = reader()
    entity = entity_or_404(reading, number)
    add_note(f"entity:{entity.key}", text_field("text", label=_("Note"), limit=2000, required=True))
    return redirect(url_for("desk.entity_page", number=number, _anchor="notes"), 303)
