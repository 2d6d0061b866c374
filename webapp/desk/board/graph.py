"""The team's board as nodes and links: for the browser, and for files of other graph programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from flask import url_for
from flask_babel import gettext as _

from simulation.casework.file.links import LINKED
from simulation.exercise.board.views import LinkView
from simulation.kernel.entities import Entity, EntityKind
from webapp.desk.board.names import BoardNames
from webapp.desk.board.rows import BoardLinks, link_address
from webapp.desk.readable import Reader, entity_kind, joined
from webapp.text.say import say_code


@dataclass(frozen=True, slots=True)
class GraphNode:
    """A node for the browser: everything by numbers, nothing by keys; those that are one are one node."""

    id: str
    label: str
    caption: str
    kind: str
    evidence: bool
    url: str
    x: int | None
    y: int | None
    also: str


@dataclass(frozen=True, slots=True)
class GraphEdge:
    """A link for the browser.

    Attributes:
        id: Unlike on other links, and the same as long as the link is there.
        source: Number of the subject.
        target: Number of the object.
        directed: The link reads from source to target; a claim without a kind reads both ways.
        label: What stands on the line.
        kind: Word of the link.
        evidence: Whether a paper that is evidence supports it.
        standing: The same as a word.
        claim: Whether the team drew it.
        documents: Numbers of its papers.
        first: ISO date of the first act, "" where no paper gives one.
        last: ISO date of the last.
        count: How many acts the papers show.
        amount: Money that went, "" for none.
        url: The link's card.
        hop: Which step of the money that is being followed, 0 for none.
    """

    id: str
    source: str
    target: str
    directed: bool
    label: str
    kind: str
    evidence: bool
    standing: str
    claim: bool
    documents: str
    first: str
    last: str
    count: int
    amount: str
    url: str
    hop: int


def graph(
    reader: Reader,
    places: Mapping[str, tuple[int, int]],
    *,
    evidence_only: bool,
    trail: Mapping[tuple[str, str], int] | None = None,
) -> dict[str, list[dict[str, object]]]:
    """The board for the browser.

    Args:
        reader: The team's view.
        places: Where the team put entities, by key.
        evidence_only: Leave pencil lines out.
        trail: Payments that are being followed: the two ends, and which step it is.
    """
    names, hops = BoardNames(reader), trail or {}
    links = BoardLinks(reader, names)
    shown = links.on_board(evidence_only=evidence_only)
    solid = {key for link in links.all_on_board if link.is_evidence for key in (link.a, link.b)} | {
        names.one(entity.key)
        for filed in reader.view.documents
        if filed.document.use.stands
        for entity in filed.document.mentions
    }
    nodes = [_node(key, names, places, evidence=key in solid) for key in names.up]
    edges = [_edge(link, links, hops.get((link.a, link.b), 0) if link.kind == "paid" else 0) for link in shown]
    return {"nodes": [asdict(node) for node in nodes], "edges": [asdict(edge) for edge in edges]}


def _node(key: str, names: BoardNames, places: Mapping[str, tuple[int, int]], *, evidence: bool) -> GraphNode:
    first, *others = names.all_of(key)
    number = names.reader.entities.number_of(first.key)
    also = "; ".join(dict.fromkeys(map(names.reader.entities.told_apart, others)))
    at = next((places[each.key] for each in (first, *others) if each.key in places), None)
    return GraphNode(
        id=str(number),
        label=first.label,
        caption=joined((_("also known as %(names)s", names=also) if also else "", caption(first, names.reader))),
        kind=first.kind.value,
        evidence=evidence,
        url=url_for("desk.entity_part", number=number),
        x=at[0] if at else None,
        y=at[1] if at else None,
        also=also,
    )


def _edge(link: LinkView, links: BoardLinks, hop: int) -> GraphEdge:
    source, target = links.names.number(link.a), links.names.number(link.b)
    first, last = links.dates(link)
    return GraphEdge(
        id=edge_id(link_address(link, links.names)),
        source=str(source),
        target=str(target),
        directed=link.kind != LINKED,
        label=links.text(link) if link.kind == "called" else links.full_text(link),
        kind=say_code(f"link.{link.kind}"),
        evidence=link.is_evidence,
        standing=_("evidence") if link.is_evidence else _("lead"),
        claim=link.is_claim,
        documents=" ".join(label for label in map(links.reader.documents.label_of, link.documents) if label),
        first=first,
        last=last,
        count=links.count(link),
        amount=links.amount(link),
        url=url_for("desk.link_part", link=link_address(link, links.names)),
        hop=hop,
    )


def edge_id(address: str) -> str:
    """The id of a link's line on the graph, from its address (see `link_address`)."""
    return f"l{address.replace(':', '-')}"


def caption(entity: Entity, reader: Reader) -> str:
    """Like `company, Kestria`; beside a namesake also what tells the two apart."""
    abroad = entity.country != reader.view.country and entity.kind in {EntityKind.COMPANY, EntityKind.PERSON}
    country = reader.country(entity.country) if abroad else ""
    return joined((entity_kind(entity.kind), country, reader.entities.mark_of(entity)))
