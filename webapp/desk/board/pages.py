"""The board's page: as a story, as a graph that the team lays out, and as a table, with what was chosen beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import urlencode

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue

from simulation.kernel.entities import Entity, EntityKind
from webapp.desk.blueprint import blueprint
from webapp.desk.board.entity import Same, same_as
from webapp.desk.board.entity_pages import EntityPart, NoEntity, entity_values
from webapp.desk.board.graph import caption, edge_id, graph
from webapp.desk.board.money_trail import trail_address, trail_chosen
from webapp.desk.board.money_trail_rows import MoneyTrail
from webapp.desk.board.names import BoardNames
from webapp.desk.board.rows import BoardLinks, LinkCard, LinkRow, link_card, link_rows, nothing_yet, summary_text
from webapp.desk.board.story import Story, StoryTeller
from webapp.desk.current_view import reader
from webapp.desk.documents.search import Wanted, told
from webapp.desk.readable import Reader, entity_kind
from webapp.pages.forms import Option
from webapp.pages.page import (
    TeamPage,
    new_command_id,
    panel_response,
    panel_version,
    plain_page,
    team_page,
)
from webapp.pages.team_rows import board_places

SHOWS = ("story", "graph", "table")
"""Ways to look at the board: as a story in lanes, as a graph that the team lays out, as a table."""


@dataclass(frozen=True, slots=True)
class BoardPart:
    """What stands on the board, as a picture and as a table."""

    show: str
    evidence: bool
    everything: bool
    q: str
    story: Story | None
    choices: tuple[Option, ...]
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
    wanted_show = request.args.get("show", "graph" if "follow" in request.args else "")
    show = wanted_show if wanted_show in SHOWS else "story"
    evidence = request.args.get("links") == "evidence"
    trail = trail_chosen(reading)
    wanted = Wanted.read(request.args.get("q", "")[:60])
    rows = link_rows(reading, evidence_only=evidence)
    if wanted:
        rows = tuple(row for row in rows if wanted.is_in(told((row.from_text, row.to_text))))
    found = [
        Option(str(number), entity.label, caption(entity, reading))
        for number, _name, entity in reading.entities.by_name()
        if wanted and wanted.is_in(told((entity.label,)))
    ]
    return BoardPart(
        show=show,
        evidence=evidence,
        everything=request.args.get("all") == "yes",
        story=_story(names, evidence=evidence) if show == "story" and names.up else None,
        choices=tuple(Option(str(names.number(key)), names.label(key)) for key in names.up),
        q=request.args.get("q", "")[:60],
        found=found,
        rows=rows,
        singles=_singles(names),
        same=same_as(names),
        merge_id=new_command_id("merge/board"),
        board_version=reading.view.board.version,
        graph=graph(reading, board_places(), evidence_only=evidence, trail=trail.hops if trail else None)
        if show == "graph"
        else {"nodes": [], "edges": []},
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


def _story(names: BoardNames, *, evidence: bool) -> Story:
    """The story that the address asks for: from one to another, with all that stands on the board or what is near."""
    kept = {name: request.args[name][:10] for name in KEPT if name in request.args}
    start, goal = (names.reader.entities.called(request.args.get(name, "")) for name in ("start", "goal"))
    entity = entity_asked_for(names.reader)
    return StoryTeller(names, BoardLinks(names.reader, names), evidence, kept).tell(
        start.key if start is not None else "",
        goal.key if goal is not None else "",
        everything=request.args.get("all") == "yes",
        entity=names.one(entity.key) if entity is not None else "",
        link=request.args.get("link", "")[:60],
    )


KEPT = ("start", "goal", "all", "links")
"""What of the address of a story stays when something in it is chosen."""


def _chosen_on_graph(names: BoardNames) -> str:
    """The id of the node or link that the address names, "" when it names none."""
    link, entity = request.args.get("link", "")[:60], entity_asked_for(names.reader)
    if link:
        return edge_id(link)
    return str(names.number(entity.key)) if entity is not None else ""


def _part_address(show: str, *, evidence: bool) -> str:
    """The address of the part of the page that follows what happens, with what is chosen on the page."""
    kept = {
        name: request.args[name][:60]
        for name in ("follow", "hops", "least", "entity", "link", "start", "goal", "all")
        if name in request.args
    }
    if evidence:
        kept["links"] = "evidence"
    return f"{url_for('desk.board_part')}?{urlencode({'show': show, **kept})}"


def _kinds(names: BoardNames) -> tuple[tuple[str, str], ...]:
    """The kinds of things on the board, for its legend."""
    there = {names.all_of(key)[0].kind for key in names.up}
    return tuple((kind.value, entity_kind(kind)) for kind in EntityKind if kind in there)


def _singles(names: BoardNames) -> tuple[Option, ...]:
    """What stands on the board, for the table; those that are one in one line."""
    return tuple(Option(str(names.number(key)), names.label(key), names.all_of(key)[0].kind.value) for key in names.up)


def entity_asked_for(reading: Reader) -> Entity | None:
    """The entity that the address names, None when it names none of the file."""
    return reading.entities.called(request.args.get("entity", ""))


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
            entity=entity_values(reading, entity) if entity is not None else NoEntity(),
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
