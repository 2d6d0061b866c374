"""The event list as a workbook: out, changed in a spreadsheet library, in again: exactly the changes, or nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from html import unescape
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from werkzeug.test import TestResponse

from simulation.exercise.injects.views import InjectLine
from simulation.kernel.errors import RuleViolation
from tests.control.conftest import Room
from tests.webapp.house import House
from webapp.control.event_list.changes import Change, Standing, compared
from webapp.control.event_list.workbook import Head, read, written
from webapp.pages.forms import clean

HEADS = (Head("Code", 10, is_open=False), Head("Day", 5, is_open=True), Head("Words", 30, is_open=True))
TEXTS = st.text(max_size=60).map(clean)


@given(st.lists(st.tuples(TEXTS, st.integers(0, 2000), TEXTS), max_size=12), TEXTS)
def test_what_is_written_is_read(rows: list[tuple[str, int, str]], about: str) -> None:
    body = written(HEADS, [*rows, ("last", 1, "=1+1")], "blue-current", [about], "Event list")
    found = read(body)
    assert found.scenario == "blue-current"
    assert [(cells["Code"], cells["Day"], cells["Words"]) for _row, cells in found.rows] == [
        *((code, str(day), words) for code, day, words in rows),
        ("last", "1", "=1+1"),
    ]


STANDING = {
    "inject/call": Standing(
        has_fired=False,
        cells={"day": "5", "to": "KES", "title": "A call", "words": "Hello.", "answer_days": "0", "note": ""},
    ),
    "inject/past": Standing(
        has_fired=True,
        cells={"day": "1", "to": "all", "title": "Old", "words": "Gone.", "answer_days": "2", "note": "x"},
    ),
}


@given(
    st.dictionaries(
        st.sampled_from(sorted(STANDING)),
        st.fixed_dictionaries(
            {}, optional={"title": TEXTS.filter(bool), "note": TEXTS, "day": st.integers(1, 2000).map(str)}
        ),
    )
)
def test_a_list_changes_exactly_the_cells_that_differ(edits: dict[str, dict[str, str]]) -> None:
    rows = [(at, {"code": code, **STANDING[code].cells, **edits.get(code, {})}) for at, code in enumerate(STANDING, 2)]
    found = compared(rows, STANDING, ("KES", "SOV"))
    differing = {
        code: {name: text for name, text in cells.items() if text != STANDING[code].cells[name]}
        for code, cells in edits.items()
    }
    late = set(differing.get("inject/past", {})) - {"note"}
    assert bool(found.problems) == bool(late)
    assert {each.code: dict(each.after) for each in found.changes} == {
        code: cells for code, cells in differing.items() if cells and not (late and code == "inject/past")
    }
    assert found.absent == 0


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"code": "inject/else", "title": "x"}, "event_list.unknown"),
        ({"code": "inject/past", "title": "x"}, "event_list.fired"),
        ({"code": "inject/call", "title": ""}, "event_list.no_words"),
        ({"code": "inject/call", "title": "x" * 161}, "event_list.too_long"),
        ({"code": "inject/call", "to": "XXX"}, "event_list.no_country"),
        ({"code": "inject/call", "day": "soon"}, "event_list.no_number"),
        ({"code": "inject/call", "day": "0"}, "event_list.no_number"),
        ({"code": "inject/call", "answer_days": "²"}, "event_list.no_number"),
        ({"code": "", "title": "New", "words": ""}, "event_list.no_words"),
    ],
)
def test_what_is_wrong_is_told_with_its_row(cells: dict[str, str], code: str) -> None:
    found = compared([(7, cells)], STANDING, ("KES", "SOV"))
    assert [(row, phrase.code) for row, phrase in found.problems] == [(7, code)]
    assert found.changes == ()


def test_one_code_twice_is_wrong() -> None:
    found = compared([(2, {"code": "inject/call"}), (3, {"code": "inject/call"})], STANDING, ())
    assert [(row, phrase.code) for row, phrase in found.problems] == [(3, "event_list.twice")]


def test_a_row_without_a_code_is_new() -> None:
    found = compared([(2, {"code": "", "title": "A storm", "words": "Trees fall.", "day": "40"})], STANDING, ("KES",))
    (new,) = found.changes
    assert new == Change(
        "",
        2,
        {},
        {"title": "A storm", "words": "Trees fall.", "to": "all", "day": "40", "answer_days": "0", "note": ""},
    )
    assert found.absent == 2


def zipped(parts: Mapping[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return out.getvalue()


def formula() -> bytes:
    book, out = Workbook(), BytesIO()
    book.worksheets[0].append(["Code", "Day"])
    book.worksheets[0].append(["inject/call", "=1+4"])
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"Code;Day\ninject/call;5\n", "event_list.odd"),
        (b"PK\x03\x04 and no more", "event_list.odd"),
        (zipped({"xl/workbook.xml": b"<x/>"}), "event_list.odd"),
        (zipped({"xl/workbook.xml": bytes(30_000_000)}), "event_list.bomb"),
        (zipped({f"part{number}": b"" for number in range(300)}), "event_list.bomb"),
        (written(HEADS, (), "blue-current", (), "Event list"), "event_list.empty"),
        (written(HEADS, [("a", 1, "b")] * 1001, "blue-current", (), "Event list"), "event_list.long"),
        (formula(), "event_list.formula"),
    ],
    ids=["csv", "broken", "This workbook cannot be read", "bomb", "many parts", "empty", "long", "formula"],
)
def test_a_bad_file_has_a_clear_word(body: bytes, code: str) -> None:
    with pytest.raises(RuleViolation) as refused:
        read(body)
    assert refused.value.code == code


# --- through the pages ------------------------------------------------------------------------------------------------


def lines(house: House, room: Room) -> dict[str, InjectLine]:
    return {line.key: line for line in house.store.published(room.cast.exercise).control.injects}


def taken_out(room: Room) -> bytes:
    answer = room.cast.ines.get(room.address("/events/list.xlsx"))
    assert answer.status_code == 200
    return answer.get_data()


def changed(body: bytes, change: Callable[[Worksheet, dict[str, int]], None]) -> bytes:
    book, out = load_workbook(BytesIO(body)), BytesIO()
    sheet = book.worksheets[0]
    change(sheet, {str(cell.value): cell.column or 0 for cell in sheet[1]})
    book.save(out)
    return out.getvalue()


def row_of(sheet: Worksheet, key: str) -> int:
    return next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 1).value == key)


def brought(room: Room, body: bytes) -> TestResponse:
    ines = room.cast.ines
    fields = {"csrf_token": ines.token(), "file": (BytesIO(body), "list.xlsx")}
    return ines.client.post(room.address("/events/bring"), data=fields, content_type="multipart/form-data")


def make(room: Room, page: TestResponse) -> TestResponse:
    text = page.text
    start = text.index('name="changes" value="') + len('name="changes" value="')
    told = unescape(text[start : text.index('"', start)])
    return room.post("/events/bring/all", command_id=room.command(text, "/events/bring/all"), changes=told)


def test_out_and_in_again_changes_nothing(room: Room) -> None:
    page = brought(room, taken_out(room))
    assert page.status_code == 200
    assert "Nothing would change: the list agrees with the exercise." in page.text
    assert 'name="changes"' not in page.text


def test_exactly_the_changes_are_made(house: House, room: Room) -> None:
    before = lines(house, room)
    armed = next(line for line in before.values() if line.state == "armed")
    fired = next(line for line in before.values() if line.state == "fired")

    def change(sheet: Worksheet, at: dict[str, int]) -> None:
        row = row_of(sheet, armed.key)
        sheet.cell(row, at["Title"], "Other words")
        sheet.cell(row, at["Day"], 77)
        sheet.cell(row_of(sheet, fired.key), at["Notes"], "Ask why in the debrief.")
        sheet.cell(row_of(sheet, fired.key), at["Expected of the teams"], "Nothing of this is taken in.")
        new = sheet.max_row + 1
        sheet.cell(new, at["Title"], "A storm")
        sheet.cell(new, at["What the seats read"], "Trees fall.\nThe road is shut.")
        sheet.cell(new, at["To"], "kes")

    page = brought(room, changed(taken_out(room), change))
    assert page.status_code == 200, page.text
    assert lines(house, room) == before, "a dry run changes nothing"
    assert make(room, page).status_code == 303
    after = lines(house, room)
    (new,) = (line for key, line in after.items() if key not in before)
    assert (new.title, new.text, new.countries) == ("A storm", "Trees fall.\nThe road is shut.", ("KES",))
    assert {key for key, line in before.items() if after[key] != line} == {armed.key}
    assert (after[armed.key].title, after[armed.key].day) == ("Other words", 77)
    assert (after[armed.key].text, after[armed.key].countries) == (armed.text, armed.countries)
    assert "Ask why in the debrief." in room.get("/events")
    again = brought(room, taken_out(room))
    assert "Nothing would change: the list agrees" in again.text


def test_with_one_wrong_row_nothing_is_taken_in(house: House, room: Room) -> None:
    before = lines(house, room)
    first, second = [line for line in before.values() if line.state == "armed"][:2]

    def change(sheet: Worksheet, at: dict[str, int]) -> None:
        sheet.cell(row_of(sheet, first.key), at["Title"], "Other words")
        sheet.cell(row_of(sheet, second.key), at["Day"], "soon")

    page = brought(room, changed(taken_out(room), change))
    assert "“Day” needs a whole number from 1 to 2000" in page.text
    assert 'name="changes"' not in page.text
    assert lines(house, room) == before


def test_a_list_of_another_scenario_is_refused(room: Room) -> None:
    body = written(HEADS, [("inject/call", 3, "x")], "glass-harbour", (), "Event list")
    answer = brought(room, body)
    assert answer.status_code == 422
    assert "This list belongs to another scenario (glass-harbour)." in answer.text


def test_a_list_without_its_columns_is_refused(room: Room) -> None:
    body = written((Head("Nummer", 5, is_open=True),), [("3",)], "", (), "Event list")
    assert "Columns are missing." in brought(room, body).text


def test_a_column_that_is_missing_stays_as_it_is(house: House, room: Room) -> None:
    armed = next(line for line in lines(house, room).values() if line.state == "armed")
    heads = (Head("Code", 10, is_open=False), Head("Title", 30, is_open=True))
    page = brought(room, written(heads, [(armed.key, "Other words")], "", (), "Event list"))
    assert "Columns missing from the list: Day, To" in page.text
    assert "events of the exercise are not in the workbook and stay as they are." in page.text
    assert make(room, page).status_code == 303
    assert lines(house, room)[armed.key].title == "Other words"
    assert lines(house, room)[armed.key].day == armed.day


def test_what_somebody_else_changed_meanwhile_is_not_written_over(house: House, room: Room) -> None:
    armed = next(line for line in lines(house, room).values() if line.state == "armed")
    heads = (Head("Code", 10, is_open=False), Head("Title", 30, is_open=True))
    page = brought(room, written(heads, [(armed.key, "Mine")], "", (), "Event list"))
    other = brought(room, written(heads, [(armed.key, "Theirs")], "", (), "Event list"))
    assert make(room, other).status_code == 303
    refused = make(room, page)
    assert refused.status_code == 422
    assert "has changed since your file was checked" in refused.text
    assert lines(house, room)[armed.key].title == "Theirs"


@pytest.mark.parametrize("told", ["", "[]", "{}", "[1]", '[{"code": "x"}]', "[" * 5000])
def test_changes_that_no_dry_run_showed_are_refused(house: House, room: Room, told: str) -> None:
    before = lines(house, room)
    assert room.post("/events/bring/all", command_id="a0made0up0id0000", changes=told).status_code == 422
    assert lines(house, room) == before


def test_only_open_columns_can_be_sent_back(house: House, room: Room) -> None:
    told = json.dumps([{"code": "", "row": 2, "before": {}, "after": {"state": "fired"}}])
    assert room.post("/events/bring/all", command_id="a0made0up0id0000", changes=told).status_code == 422


def test_the_guide_names_the_columns_that_may_be_changed(room: Room) -> None:
    guide = (Path(__file__).parents[2] / "docs" / "trainer-guide.md").read_text(encoding="utf-8")
    page = unescape(room.get("/events/bring"))
    listed = page.partition("These columns may be changed: ")[2].partition(".</p>")[0].split(", ")
    assert len(listed) == 6
    assert [label for label in listed if f"*{label}*" not in guide] == []
