"""Rows of a paper found and sorted; what is hidden keeps its marks."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from simulation.casework.documents.document import CellKind
from simulation.exercise.evidence.views import FiledDocument
from simulation.exercise.views.team_view import TeamView
from tests.builders.views import statement, team
from tests.desk.journeys import desk, hidden, view
from tests.webapp.conftest import Cast
from tests.webapp.house import House, nobody
from webapp.desk.documents.row_order import SHORT, Order, arranged
from webapp.desk.documents.search import text_of
from webapp.desk.documents.sheet import printed
from webapp.desk.readable import Reader

Reading = Callable[[TeamView], Reader]


def _three_rows() -> FiledDocument:
    filed = statement(1)
    (row,) = filed.document.rows
    day, name, amount = row.cells
    rows = tuple(
        row._replace(
            cells=(day._replace(value=int(day.value) + later * 86_400), name, amount._replace(kind=kind, value=value)),
        )
        for later, kind, value in ((2, CellKind.AMOUNT, 900), (0, CellKind.EMPTY, ""), (1, amount.kind, 100_000))
    )
    return replace(filed, document=replace(filed.document, rows=rows))


@pytest.mark.parametrize(
    ("sort", "lines"),
    [
        ("", [1, 2, 3]), ("1", [2, 3, 1]), ("-1", [1, 3, 2]), ("3", [1, 3, 2]), ("-3", [3, 1, 2]), ("2", [1, 2, 3]),
        ("4", [1, 2, 3]), ("0", [1, 2, 3]), ("x", [1, 2, 3]), ("--1", [1, 2, 3]),
    ],
)  # fmt: skip
def test_rows_are_sorted_by_value_and_empty_cells_come_last(reading: Reading, sort: str, lines: list[int]) -> None:
    filed = _three_rows()
    reader = reading(team())
    paper, text = printed(filed, reader), text_of(filed.document, reader)
    order = Order.read("", sort, len(paper.columns))
    assert [row.value for row in arranged(paper, filed.document, order, text)] == lines


def test_rows_are_found_by_every_word(reading: Reading) -> None:
    filed = _three_rows()
    reader = reading(team())
    paper, text = printed(filed, reader), text_of(filed.document, reader)
    assert [row.value for row in arranged(paper, filed.document, Order.read("thistlewray 9.00", "", 3), text)] == [1]
    assert not arranged(paper, filed.document, Order.read("thistlewray nobody", "1", 3), text)


def test_a_second_click_turns_the_order_round() -> None:
    assert Order().following(1) == "2"
    assert Order(column=1).following(1) == "-2"
    assert Order(column=1, backwards=True).following(1) == "2"
    assert [Order(column=1, backwards=True).direction(place) for place in (0, 1)] == ["", "descending"]


def test_saving_marks_of_some_rows_keeps_those_of_the_others(house: House, cast: Cast) -> None:
    papers = view(house, cast, cast.alba).documents
    filed = max(papers, key=lambda each: len(each.document.rows))
    where = desk(cast, f"documents/{filed.label}")
    last = len(filed.document.rows)
    assert last > 2
    page = cast.alba.get(where).text
    assert "Read by Alba" in page
    kept = hidden(page, "/marks")
    cast.alba.post(f"{where}/marks", {**kept, "line": [str(last)], "action": "marks"})
    nothing = cast.alba.get(f"{where}?find=zzz-nobody").text
    assert f"0 of {last} rows shown" in nothing
    assert re.search(rf'<input type="hidden" name="line" value="{last}">', nothing)
    cast.alba.post(f"{where}/marks", {**hidden(nothing, "/marks"), "line": [str(last)], "action": "marks"})
    assert "1 row marked" in cast.alba.get(where).text


def test_a_short_table_has_the_latest_rows_and_a_search_finds_all(reading: Reading) -> None:
    filed = statement(1)
    (row,) = filed.document.rows
    rows = tuple(row._replace(trace=f"row/{number}") for number in range(SHORT + 5))
    filed = replace(filed, document=replace(filed.document, rows=rows))
    reader = reading(team())
    paper, text = printed(filed, reader), text_of(filed.document, reader)

    def lines(words: str, sort: str, *, is_short: bool) -> list[int]:
        order = Order.read(words, sort, len(paper.columns), is_short=is_short)
        return [line.value for line in arranged(paper, filed.document, order, text)]

    assert lines("", "", is_short=True) == list(range(6, SHORT + 6))
    assert lines("", "1", is_short=True) == list(range(1, SHORT + 1))
    assert len(lines("thistlewray", "", is_short=True)) == len(lines("", "", is_short=False)) == SHORT + 5


def test_half_a_day_shows_long_tables_in_short_and_the_rest_on_request(house: House) -> None:
    exercise = house.new_exercise(seed=9, preset="half_day_14")
    person = nobody(house, "Alba", exercise)
    assert person.join("police+fiu", "VAL").status_code == 303
    filed = max(house.store.published(exercise).teams["VAL"].documents, key=lambda each: len(each.document.rows))
    rows = len(filed.document.rows)
    where = f"/x/{exercise}/desk/documents/{filed.label}"
    beside = sum(bool(row.section) for row in filed.document.rows)
    assert rows - beside > SHORT
    short, whole = person.get(where).text, person.get(f"{where}?rows=all").text
    assert f"Short exercise: {SHORT + beside} of {rows} rows" in short, (
        "what stands beside the table stands there whole"
    )
    assert short.count("data-mark-row") == SHORT + beside
    assert whole.count("data-mark-row") == rows
    assert "Short exercise" not in whole
    assert len(person.get(f"{where}/table.csv").text.splitlines()) == rows + 1
