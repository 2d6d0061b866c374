"""The board as files: what its page shows, by numbers, in forms that other programs read."""

import csv
import io
from xml.etree import ElementTree as ET

import pytest

from tests.desk.journeys import desk, hidden, view
from tests.webapp.conftest import Cast
from tests.webapp.house import House
from webapp.desk.board.files import ATTRIBUTES, NAMESPACE
from webapp.text.say import say_code

SPACE = {"g": NAMESPACE}


@pytest.fixture(autouse=True)
def board(house: House, cast: Cast) -> None:
    """Two entities that the papers link stand on Alba's board."""
    shown = view(house, cast, cast.alba)
    numbers = {entity.key: number for number, entity in enumerate(shown.entities, start=1)}
    link = next(link for link in shown.board.links if link.is_evidence)
    for key in (link.a, link.b):
        if not any(key == entity for entity, _claim in view(house, cast, cast.alba).board.entities):
            page = cast.alba.get(desk(cast, f"entities/{numbers[key]}")).text
            kept = hidden(page, f"entities/{numbers[key]}/claim")
            assert cast.alba.post(desk(cast, f"entities/{numbers[key]}/claim"), kept).status_code == 303


def test_the_board_is_written_as_graphml(house: House, cast: Cast) -> None:
    answer = cast.alba.get(desk(cast, "board/board.graphml"))
    assert answer.mimetype == "application/graphml+xml"
    assert "attachment" in answer.headers["Content-Disposition"]
    root = ET.fromstring(answer.text)  # noqa: S314 - our own answer
    shown = view(house, cast, cast.alba)
    labels = {
        node.findtext("g:data[@key='node-label']", namespaces=SPACE) for node in root.iterfind(".//g:node", SPACE)
    }
    on_board = {key for key, _claim in shown.board.entities}
    assert labels == {entity.label for entity in shown.entities if entity.key in on_board}
    ids = {node.get("id") for node in root.iterfind(".//g:node", SPACE)}
    edges = root.findall(".//g:edge", SPACE)
    assert len(edges) == sum(link.on_board for link in shown.board.links) > 0
    assert {edge.get(end) for edge in edges for end in ("source", "target")} <= ids
    declared = {key.get("id") for key in root.iterfind("g:key", SPACE)}
    assert declared == {f"{target}-{name}" for target, names in ATTRIBUTES.items() for name in names}
    assert {data.get("key") for data in root.iterfind(".//g:data", SPACE)} <= declared
    assert {data.text for data in root.iterfind(".//g:data", SPACE)}.isdisjoint({None, "", "None"})
    graph = root.find("g:graph", SPACE)
    assert graph is not None
    assert graph.get("edgedefault") == "directed"
    ends = {number: entity.key for number, entity in enumerate(shown.entities, start=1)}
    links = {(link.a, link.kind, link.b): link for link in shown.board.links if link.on_board}
    words = {say_code(f"link.{kind}"): kind for _a, kind, _b in links}
    for edge in edges:
        a, b = (ends[int(str(edge.get(end))[1:])] for end in ("source", "target"))
        told = {str(data.get("key")).removeprefix("edge-"): data.text for data in edge.iterfind("g:data", SPACE)}
        link = links[a, words[str(told["kind"])], b]
        assert told["standing"] == ("evidence" if link.is_evidence else "lead")
    papers = {edge.findtext("g:data[@key='edge-documents']", namespaces=SPACE) for edge in edges}
    numbers = {filed.label for filed in shown.documents}
    assert all(text and set(text.split()) <= numbers for text in papers)
    assert not [key for key in on_board if key in answer.text]


def test_the_links_are_written_for_a_spreadsheet(house: House, cast: Cast) -> None:
    answer = cast.alba.get(desk(cast, "board/links.csv"))
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    shown = view(house, cast, cast.alba)
    assert len(rows) == sum(link.on_board for link in shown.board.links)
    labels = {entity.label for entity in shown.entities}
    assert {row["From"].removeprefix("'") for row in rows} <= labels
    assert {row["Evidence or lead"] for row in rows} <= {"evidence", "lead"}
    assert all(row["First day"] <= row["Last day"] for row in rows)
