"""The board shows two that are one as one, opens a link, and follows the money; each without JavaScript."""

import html
import json
import re

import pytest

from simulation.casework.file.money_trail import accounts_held, follow, payments
from simulation.kernel.entities import EntityKind
from tests.desk.journeys import desk, hidden, view
from tests.webapp.conftest import Cast
from tests.webapp.house import House, Person

DATA = re.compile(r'<script type="application/json" id="board-data">(.*?)</script>', re.DOTALL)


def put_up(cast: Cast, *numbers: int) -> None:
    for number in numbers:
        page = cast.alba.get(desk(cast, f"entities/{number}")).text
        if f"entities/{number}/claim" in page:
            cast.alba.post(desk(cast, f"entities/{number}/claim"), hidden(page, f"entities/{number}/claim"))


def drawn(person: Person, cast: Cast, query: str = "") -> dict[str, list[dict[str, object]]]:
    found = DATA.search(person.get(desk(cast, f"board?show=graph{query}")).text)
    assert found is not None
    shown: dict[str, list[dict[str, object]]] = json.loads(found[1])
    return shown


@pytest.fixture
def pair(house: House, cast: Cast) -> tuple[int, int]:
    """Two accounts of Alba's file of which the second alone is linked, said to be one."""
    shown = view(house, cast, cast.alba)
    accounts = [n for n, entity in enumerate(shown.entities, start=1) if entity.kind is EntityKind.ACCOUNT]
    a, b = accounts[0], accounts[1]
    put_up(cast, *range(1, len(shown.entities) + 1))
    page = cast.alba.get(desk(cast, f"entities/{a}?beside={b}")).text
    answer = cast.alba.post(desk(cast, f"entities/{a}/merge"), hidden(page, f"entities/{a}/merge", "they are one"))
    assert answer.status_code == 303
    return a, b


def test_two_that_are_one_are_one_node_with_both_names_and_all_papers(
    house: House, cast: Cast, pair: tuple[int, int]
) -> None:
    shown = view(house, cast, cast.alba)
    one, other = (shown.entities[number - 1] for number in pair)
    board = drawn(cast.alba, cast)
    (node,) = [each for each in board["nodes"] if {each["label"], each["also"]} == {one.label, other.label}]
    assert len(board["nodes"]) == len(shown.board.entities) - 1
    ids = {each["id"] for each in board["nodes"]}
    assert {edge[end] for edge in board["edges"] for end in ("source", "target")} <= ids
    linked = {link.key for link in shown.board.links if {link.a, link.b} & {one.key, other.key}}
    assert sum(node["id"] in {edge["source"], edge["target"]} for edge in board["edges"]) == len(linked) > 0
    page = cast.alba.get(desk(cast, f"entities/{pair[0]}")).text
    papers = {
        filed.label for filed in shown.documents if filed.document.names(one.key) or filed.document.names(other.key)
    }
    assert papers <= set(re.findall(r"D-\d+", page))
    table = cast.alba.get(desk(cast, "board?show=table")).text
    assert f"{one.label}, also known as {other.label}" in table or f"{other.label}, also known as {one.label}" in table
    graphml = cast.alba.get(desk(cast, "board/board.graphml")).text
    assert f">{node['also']}<" in graphml
    split = hidden(table, "/merge", "Say that they are two entities")
    where = next(number for number in pair if str(number) != split["other"])
    assert cast.alba.post(desk(cast, f"entities/{where}/merge"), split).status_code == 303
    assert len(drawn(cast.alba, cast)["nodes"]) == len(shown.board.entities)


def test_two_suspects_who_are_one_are_one_in_the_case(house: House, cast: Cast) -> None:
    """Whoever was planned under both names stands once, with both, and either number chooses the one."""
    shown = view(house, cast, cast.alba)
    a, b = [n for n, entity in enumerate(shown.entities, start=1) if entity.kind is EntityKind.PERSON][:2]
    names = [shown.entities[number - 1].label for number in (a, b)]
    put_up(cast, a, b)
    for number in (a, b):
        page = case_of(cast)
        planned = {**hidden(page, "case/plan", "Put into the plan"), "person": str(number), "offence": "laundering"}
        assert cast.alba.post(desk(cast, "case/plan"), planned).status_code == 303
    assert len(view(house, cast, cast.alba).plans) == 2
    assert case_of(cast).count('class="r-card-body r-plan"') == 2
    page = cast.alba.get(desk(cast, f"entities/{a}?beside={b}")).text
    merged = hidden(page, f"entities/{a}/merge", "they are one")
    assert cast.alba.post(desk(cast, f"entities/{a}/merge"), merged).status_code == 303
    page = case_of(cast)
    assert page.count('class="r-card-body r-plan"') == 1
    both = re.compile(f"{names[0]}.*, also known as {names[1]}|{names[1]}.*, also known as {names[0]}")
    assert both.search(page)
    people = re.findall(r'<option value="(\d+)"', page.partition('name="person"')[2].partition("</select>")[0])
    assert len({str(a), str(b)} & set(people)) == 1
    chosen = [re.findall(r'<option value="(\d+)" selected', case_of(cast, f"?person={number}")) for number in (a, b)]
    assert chosen[0] == chosen[1] != []


def case_of(cast: Cast, query: str = "") -> str:
    return html.unescape(cast.alba.get(desk(cast, f"case{query}")).text)


def test_a_link_drawn_under_either_name_of_a_pair_is_taken_back(
    house: House, cast: Cast, pair: tuple[int, int]
) -> None:
    keys = {number: view(house, cast, cast.alba).entities[number - 1].key for number in pair}
    for number in pair:
        page = cast.alba.get(desk(cast, f"entities/{number}")).text
        end = next(n for n in range(1, 9) if n not in pair)
        form = hidden(page, f"entities/{number}/link") | {"kind": "linked", "other": str(end), "documents": ""}
        assert cast.alba.post(desk(cast, f"entities/{number}/link"), form).status_code == 303
        (link,) = [each for each in view(house, cast, cast.alba).board.links if each.kind == "linked"]
        assert link.a == min(keys.values())
        page = cast.alba.get(desk(cast, f"entities/{number}")).text
        form = hidden(page, f"entities/{number}/remove", "Remove this link")
        assert cast.alba.post(desk(cast, f"entities/{number}/remove"), form).status_code == 303
        assert "linked" not in {each.kind for each in view(house, cast, cast.alba).board.links}
    page = cast.alba.get(desk(cast, f"entities/{pair[0]}")).text
    form = hidden(page, f"entities/{pair[0]}/remove", "Take off the board")
    cast.alba.post(desk(cast, f"entities/{pair[0]}/remove"), form)
    assert not set(keys.values()) & {key for key, _claim in view(house, cast, cast.alba).board.entities}


def test_a_link_is_opened_with_its_papers(house: House, cast: Cast) -> None:
    shown = view(house, cast, cast.alba)
    numbers = {entity.key: number for number, entity in enumerate(shown.entities, start=1)}
    link = next(link for link in shown.board.links if link.is_evidence)
    address = f"{numbers[link.a]}:{link.kind}:{numbers[link.b]}"
    labels = {filed.label for filed in shown.documents if filed.document.key in link.documents}
    for path in (f"board?link={address}", f"board/links/{address}"):
        page = cast.alba.get(desk(cast, path)).text
        assert labels <= set(re.findall(r"D-\d+", page.split("Selected link")[1]))
    assert cast.alba.get(desk(cast, f"board/links/{numbers[link.b]}:{link.kind}:{numbers[link.a]}")).status_code == 404


def test_the_money_is_followed_from_the_teams_own_papers_and_drawn(house: House, cast: Cast) -> None:
    shown = view(house, cast, cast.alba)
    papers = [filed.document for filed in shown.documents]
    paid, held = payments(papers), accounts_held(papers)
    number, steps = max(
        ((n, follow(each.key, paid, held, hops=3)) for n, each in enumerate(shown.entities, start=1)),
        key=lambda pair: len(pair[1]),
    )
    assert steps
    page = cast.alba.get(desk(cast, f"entities/{number}/money?view=on")).text
    assert len(re.findall(r'class="r-hop r-hop-\d"', page)) == len(steps)
    ends = {key for step in steps for key in (step.a, step.b)}
    answer = cast.alba.post(
        desk(cast, f"entities/{number}/money"), hidden(page, f"entities/{number}/money", "command_id")
    )
    assert answer.status_code == 303
    assert ends <= {key for key, _claim in view(house, cast, cast.alba).board.entities}
    edges = drawn(cast.alba, cast, f"&follow={number}&hops=3")["edges"]
    assert sum(edge["hop"] != 0 for edge in edges) == len({(step.a, step.b) for step in steps})
    assert not any(edge["hop"] for edge in drawn(cast.alba, cast)["edges"])


def test_tidying_up_moves_what_was_placed(cast: Cast) -> None:
    put_up(cast, 1)
    cast.alba.post(desk(cast, "board/place"), {"entity": "1", "x": "120", "y": "-40"})
    assert cast.alba.post(desk(cast, "board/place"), {"places": "1:7:8", "tidy": "yes"}).status_code == 204
    assert [(node["x"], node["y"]) for node in drawn(cast.alba, cast)["nodes"] if node["id"] == "1"] == [(7, 8)]


def test_an_empty_board_says_how_a_name_gets_there(cast: Cast) -> None:
    page = cast.alba.get(desk(cast, "board")).text
    assert "Click a name in a document, then “Put on the board”." in page
    assert "Put on the board" in cast.alba.get(desk(cast, "entities/1")).text
