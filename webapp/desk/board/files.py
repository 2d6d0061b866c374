"""The board as a file for other graph programs, and its links for a spreadsheet.

Only what the board's own page shows: numbers of this team for identifiers, never a key of the simulation.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from xml.etree.ElementTree import Element, ElementTree, SubElement

from flask import Response
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp.desk.blueprint import blueprint
from webapp.desk.board.graph import graph
from webapp.desk.board.rows import LinkRow, link_rows
from webapp.desk.current_view import reader
from webapp.desk.readable import Reader
from webapp.desk.sheets import sheet
from webapp.pages.team_rows import board_places

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"

ATTRIBUTES = {
    "node": {
        "label": "string", "also": "string", "kind": "string", "evidence": "boolean", "x": "int", "y": "int",
    },
    "edge": {
        "label": "string", "kind": "string", "standing": "string", "evidence": "boolean", "claim": "boolean",
        "first": "string", "last": "string", "count": "int", "amount": "string", "documents": "string",
    },
}  # fmt: skip
"""What a node and an edge carry: name and GraphML type."""


@blueprint.get("/board/board.graphml", endpoint="board_graphml")
def board_graphml() -> ResponseReturnValue:
    """The board as GraphML, which yEd, Gephi and Cytoscape read; the layout comes along where somebody made one."""
    answer = Response(graphml(reader(), board_places()), mimetype="application/graphml+xml")
    answer.headers["Content-Disposition"] = 'attachment; filename="board.graphml"'
    return answer


@blueprint.get("/board/links.csv", endpoint="board_links")
def board_links() -> ResponseReturnValue:
    """The links of the board as a table."""
    heading = (_("From"), _("Link"), _("To"), _("Evidence or lead"), _("First day"), _("Last day"), _("Documents"))
    return sheet("board-links", [heading, *(_cells(row) for row in link_rows(reader()))])


def _cells(row: LinkRow) -> tuple[str, ...]:
    support = _("evidence") if row.is_evidence else _("lead")
    papers = ", ".join(mark.number for mark in row.documents)
    return (row.from_text, row.link_text, row.to_text, support, row.first, row.last, papers)


def graphml(reading: Reader, places: Mapping[str, tuple[int, int]]) -> bytes:
    """A GraphML document of what the board shows.

    Args:
        reading: The team's view.
        places: Where the team put entities, by key.
    """
    shown = graph(reading, places, evidence_only=False)
    root = Element("graphml", xmlns=NAMESPACE)
    for target, attributes in ATTRIBUTES.items():
        for name, kind in attributes.items():
            SubElement(root, "key", {"id": f"{target}-{name}", "for": target, "attr.name": name, "attr.type": kind})
    body = SubElement(root, "graph", id="board", edgedefault="directed")
    for node in shown["nodes"]:
        _with_data(SubElement(body, "node", id=f"n{node['id']}"), "node", node)
    for edge in shown["edges"]:
        ends = {"id": str(edge["id"]), "source": f"n{edge['source']}", "target": f"n{edge['target']}"}
        if not edge["directed"]:
            ends["directed"] = "false"
        _with_data(SubElement(body, "edge", ends), "edge", edge)
    written = BytesIO()
    ElementTree(root).write(written, encoding="utf-8", xml_declaration=True)
    return written.getvalue()


def _with_data(element: Element, target: str, values: dict[str, object]) -> None:
    for name, kind in ATTRIBUTES[target].items():
        value = values[name]
        if value is None or value == "":
            continue
        text = str(value).lower() if kind == "boolean" else str(value)
        SubElement(element, "data", key=f"{target}-{name}").text = text
