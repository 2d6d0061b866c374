"""The board's pages: graph, table, an entity, and the claims that a team makes on it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import urlencode

from flask import Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from simulation.casework.file.board import LINK_KINDS
from simulation.casework.file.links import link_key
from simulation.exercise.board.commands import ClaimEntity, ClaimLink, MergeEntities, RemoveClaim
from simulation.kernel.entities import Entity, EntityKind
from webapp.desk.blueprint import blueprint
from webapp.desk.board.entity import EntityCard, Same, entity_card, same_as, side_by_side
from webapp.desk.board.graph import caption, edge_id, graph
from webapp.desk.board.money_trail import trail_address, trail_chosen
from webapp.desk.board.money_trail_rows import MoneyTrail
from webapp.desk.board.names import BoardNames
from webapp.desk.board.rows import LinkCard, LinkRow, PathStep, link_card, link_rows, nothing_yet, summary_text, way
from webapp.desk.current_view import acting, attempt, entity_chosen, entity_or_404, origins, papers_chosen, reader
from webapp.desk.documents.search import Wanted, told
from webapp.desk.readable import Reader
from webapp.desk.story_rows import StoryRow, told_here
from webapp.pages.forms import Option, command_id, optional_int_field, seen_field, text_field
from webapp.pages.page import (
    TeamPage,
    Values,
    named,
    new_command_id,
    panel_response,
    panel_version,
    plain_page,
    team_page,
)
from webapp.pages.team_rows import Note, add_note, board_places, notes, place_all, place_entity
from webapp.text.formatting import Calendar
from webapp.text.say import say_code
from webapp.visit.refusals import Refusal
from webapp.visit.visitor import current_member

LARGEST = 20_000
MOST_PLACES = 40_000
PLACE = re.compile(r"(?<!\S)([0-9]{1,7}):(-?[0-9]{1,6}):(-?[0-9]{1,6})(?!\S)")


@dataclass(frozen=True, slots=True)
class BoardPart:
    """What stands on the board, as a picture and as a table."""

    show: str
    evidence: bool
    q: str
    found: list[Option]
    rows: tuple[LinkRow, ...]
    singles: tuple[Option, ...]
    same: tuple[Same, ...]
    merge_id: str
    board_version: int
    graph: Mapping[str, list[dict[str, object]]]
    chosen: str
    trail: MoneyTrail | None
    trail_url: str
    summary: str
    kinds: tuple[tuple[str, str], ...]
    empty_text: str
    src: str
    version: str
    place_url: str


def _board_values(reading: Reader) -> BoardPart:
    names = BoardNames(reading)
    show = "table" if request.args.get("show") == "table" else "graph"
    evidence = request.args.get("links") == "evidence"
    trail = trail_chosen(reading)
    wanted = Wanted.read(request.args.get("q", "")[:60])
    rows = link_rows(reading, evidence_only=evidence)
    if wanted:
        rows = tuple(row for row in rows if wanted.is_in(told((row.from_text, row.to_text))))
    found = [
        Option(str(number), entity.label, caption(entity, reading))
        for number, _name, entity in reading.by_name()
        if wanted and wanted.is_in(told((entity.label,)))
    ]
    return BoardPart(
        show=show,
        evidence=evidence,
        q=request.args.get("q", "")[:60],
        found=found,
        rows=rows,
        singles=_singles(names),
        same=same_as(names),
        merge_id=new_command_id("merge/board"),
        board_version=reading.view.board.version,
        graph=graph(reading, board_places(), evidence_only=evidence, trail=trail.hops if trail else None),
        chosen=_chosen_on_graph(names),
        trail=trail,
        trail_url=trail_address(),
        summary=summary_text(reading),
        kinds=_kinds(names),
        empty_text=nothing_yet(),
        src=_part_address(show, evidence=evidence),
        version=panel_version("board"),
        place_url=url_for("desk.place_on_board"),
    )


def _chosen_on_graph(names: BoardNames) -> str:
    """The id of the node or link that the address names, "" when it names none."""
    link, entity = request.args.get("link", "")[:60], entity_asked_for(names.reader)
    if link:
        return edge_id(link)
    return str(names.number(entity.key)) if entity is not None else ""


def _part_address(show: str, *, evidence: bool) -> str:
    """The address of the part of the page that follows what happens, with what is chosen on the page."""
    kept = {
        name: request.args[name][:60] for name in ("follow", "hops", "least", "entity", "link") if name in request.args
    }
    if evidence:
        kept["links"] = "evidence"
    return f"{url_for('desk.board_part')}?{urlencode({'show': show, **kept})}"


def _kinds(names: BoardNames) -> tuple[tuple[str, str], ...]:
    """The kinds of things on the board, for its legend."""
    there = {names.all_of(key)[0].kind for key in names.up}
    return tuple((kind.value, names.reader.entity_kind(kind)) for kind in EntityKind if kind in there)


def _singles(names: BoardNames) -> tuple[Option, ...]:
    """What stands on the board, for the table; those that are one in one line."""
    return tuple(Option(str(names.number(key)), names.label(key), names.all_of(key)[0].kind.value) for key in names.up)


def entity_asked_for(reading: Reader) -> Entity | None:
    """The entity that the address names, None when it names none of the file."""
    return reading.entity_called(request.args.get("entity", ""))


@dataclass(frozen=True, slots=True)
class BoardPage(TeamPage):
    """The board, with the card of what was chosen on it."""

    template: ClassVar[str] = "desk/board.html"
    key: ClassVar[str] = "board"

    board: BoardPart
    link: LinkPart | None
    entity: EntityPart | NoEntity


@blueprint.get("/board", endpoint="board")
def board() -> ResponseReturnValue:
    reading = reader()
    entity = entity_asked_for(reading)
    return team_page(
        BoardPage(
            board=_board_values(reading),
            link=_link_values(reading, request.args.get("link", "")),
            entity=_entity_values(reading, entity) if entity is not None else NoEntity(),
        )
    )


@blueprint.get("/board/part", endpoint="board_part")
def board_part() -> ResponseReturnValue:
    return panel_response("board", "desk/parts/board.html", lambda: {"board": _board_values(reader())})


@dataclass(frozen=True, slots=True)
class LinkPart:
    """The card of a link with the forms that stand on it."""

    card: LinkCard
    board_version: int
    remove_id: str


def _link_values(reading: Reader, address: str) -> LinkPart | None:
    """A link's card with the forms that stand on it; None when the file has no such link."""
    found = link_card(address[:60], reading)
    if found is None:
        return None
    return LinkPart(
        card=found,
        board_version=reading.view.board.version,
        remove_id=new_command_id(f"remove/{address[:60]}"),
    )


@blueprint.get("/board/links/<link>", endpoint="link_part")
def link_part(link: str) -> ResponseReturnValue:
    """The link beside the graph."""
    values = _link_values(reader(), link)
    if values is None:
        abort(404)
    return plain_page("desk/parts/link.html", link=values)


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


def _entity_values(reading: Reader, entity: Entity) -> EntityPart:
    number = reading.number_of(entity.key) or 0
    others = [line for line in reading.by_name() if line[2].key != entity.key]
    text = request.args.get("to", "")
    goal = reading.entity_called(text)
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
        link_kinds=tuple(Option(kind, say_code(f"link.{kind}")) for kind in sorted(LINK_KINDS)),
        papers=tuple(
            Option(filed.label, f"{filed.label} {reading.title_of(filed)}") for filed in reading.view.documents
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
    other = reading.entity_called(request.args.get("beside", ""))
    return entity_card(other, reading) if other is not None and other.kind is entity.kind else None


@blueprint.get("/entities/<int:number>", endpoint="entity_page")
def entity_page(number: int) -> ResponseReturnValue:
    reading = reader()
    return _entity_page(reading, entity_or_404(reading, number))


@blueprint.get("/entities/<int:number>/part", endpoint="entity_part")
def entity_part(number: int) -> ResponseReturnValue:
    """The entity beside the graph."""
    reading = reader()
    values = _entity_values(reading, entity_or_404(reading, number))
    return plain_page("desk/parts/entity.html", 200, **named(values))


@dataclass(frozen=True, slots=True)
class EntityPage(TeamPage):
    """What the file has of an entity."""

    template: ClassVar[str] = "desk/entity.html"
    key: ClassVar[str] = "board"

    entity: EntityPart
    told: tuple[StoryRow, ...]
    refusal: Refusal | None


def _entity_page(reading: Reader, entity: Entity, status: int = 200, refusal: Refusal | None = None) -> Response:
    return team_page(EntityPage(_entity_values(reading, entity), told_here(entity.key, reading), refusal), status)


def _after(entity: Entity, reading: Reader, refused: Refusal | None) -> ResponseReturnValue:
    if refused is not None:
        return _entity_page(reader(), entity, refused.status, refused)
    return redirect(url_for("desk.board", entity=reading.number_of(entity.key), _anchor="board-side"), 303)


@blueprint.post("/entities/<int:number>/claim", endpoint="claim_entity")
def claim_entity(number: int) -> ResponseReturnValue:
    """Puts an entity on the board; the papers from which the person came support it."""
    reading = reader()
    entity = entity_or_404(reading, number)
    papers = papers_chosen(reading)
    naming = tuple(
        filed.document.key
        for filed in reading.view.documents
        if filed.document.key in papers and filed.document.names(entity.key)
    )
    refused = attempt(
        lambda: ClaimEntity(
            id=command_id(),
            by=acting(),
            member=current_member().id,
            rests_on=naming,
            entity=entity.key,
            documents=naming,
        )
    )
    return _after(entity, reading, refused)


@blueprint.post("/entities/<int:number>/link", endpoint="claim_link")
def claim_link(number: int) -> ResponseReturnValue:
    """Draws a link, in ink with a paper that is evidence, else in pencil."""
    reading = reader()
    entity = entity_or_404(reading, number)
    papers = papers_chosen(reading)
    refused = attempt(
        lambda: ClaimLink(
            id=command_id(),
            by=acting(),
            member=current_member().id,
            seen=seen_field(),
            rests_on=papers,
            a=entity.key,
            b=entity_chosen(reading, "other"),
            kind=request.form.get("kind", "")[:20],
            documents=papers,
        )
    )
    return _after(entity, reading, refused)


@blueprint.post("/entities/<int:number>/merge", endpoint="merge_entities")
def merge_entities(number: int) -> ResponseReturnValue:
    """Says that two are one and the same, or takes it back."""
    reading = reader()
    entity = entity_or_404(reading, number)
    refused = attempt(
        lambda: MergeEntities(
            id=command_id(),
            by=acting(),
            member=current_member().id,
            seen=seen_field(),
            a=entity.key,
            b=entity_chosen(reading, "other"),
            merged=request.form.get("split") != "yes",
        )
    )
    return _after(entity, reading, refused)


@blueprint.post("/entities/<int:number>/remove", endpoint="remove_claim")
def remove_claim(number: int) -> ResponseReturnValue:
    """Takes an entity, or a link that the team drew, off the board, with those that are the same."""
    reading = reader()
    names = BoardNames(reading)
    entity = entity_or_404(reading, number)
    kind, _colon, ends = request.form.get("link", "").partition(":")
    first, _colon, second = ends.partition(":")
    claim = f"entity/{names.one(entity.key)}"
    if kind:
        a, b = (names.one(each.key) if each else "" for each in map(reading.entity_called, (first, second)))
        claim = f"link/{link_key(kind, a, b)}"
    refused = attempt(
        lambda: RemoveClaim(id=command_id(), by=acting(), member=current_member().id, seen=seen_field(), claim=claim)
    )
    return _after(entity, reading, refused)


@blueprint.post("/entities/<int:number>/notes", endpoint="note_entity")
def note_entity(number: int) -> ResponseReturnValue:
    reading = reader()
    entity = entity_or_404(reading, number)
    add_note(f"entity:{entity.key}", text_field("text", label=_("Note"), limit=2000, required=True))
    return redirect(url_for("desk.entity_page", number=number, _anchor="notes"), 303)


@blueprint.post("/board/place", endpoint="place_on_board")
def place_on_board() -> ResponseReturnValue:
    """Where somebody of the team moved an entity to, or where the browser laid out what had no place yet (`tidy`: or
    everything anew, because somebody asked for it).

    Layout only, never read by the engine.
    """
    reading = reader()
    laid_out = _laid_out(reading, request.form.get("places", "")[:MOST_PLACES])
    if laid_out:
        place_all(laid_out, over=request.form.get("tidy") == "yes")
        return "", 204
    key = entity_chosen(reading, "entity")
    x = optional_int_field("x", lowest=-LARGEST, highest=LARGEST)
    y = optional_int_field("y", lowest=-LARGEST, highest=LARGEST)
    if key and x is not None and y is not None:
        place_entity(key, x, y)
    return "", 204


def _laid_out(reading: Reader, text: str) -> dict[str, tuple[int, int]]:
    """Places like `12:340:-25`, one an entity; anything else is left out."""
    found = {}
    for number, x, y in PLACE.findall(text):
        entity = reading.entity_numbered(int(number))
        if entity is not None and max(abs(int(x)), abs(int(y))) <= LARGEST:
            found[entity.key] = (int(x), int(y))
    return found
