"""The papers of a review: their value, its schema, and the forms in which they are handed out."""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from jsonschema import Draft202012Validator
from openpyxl import load_workbook
from pydantic import TypeAdapter
from pypdf import PdfReader

from simulation.kernel.agenda import DAY
from simulation.review.clock import whole_clock
from simulation.review.lessons import lessons
from simulation.review.measured import MeasuredKind, measured
from simulation.review.record_reading import RecordReading
from tests.webapp.house import House, Person, build, trainer
from tests.webapp.review.finished import finished_example, reading_of
from webapp import papers
from webapp.cli.commands import export, report
from webapp.papers.forms import FORMS, file_of
from webapp.papers.paper import Block, Paper, Table, from_json, json_text, schema_text
from webapp.review.after_action import played_lines
from webapp.review.charts.print_sheet import INKS
from webapp.store.registered import registry

pytestmark = pytest.mark.acceptance("plays an exercise")

LATEST = 10_000 * DAY
"""A moment after all that anybody did."""

HOSTILE = '=1+1 <b>&"]}#$\\_* ' + "Ω漢字العربية" + "x" * 40
"""A title as somebody might type it: a formula, markup, other scripts, a long word."""


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, Person, str]]:
    house = build(tmp_path_factory.mktemp("papers"), languages=("en",))
    exercise = finished_example(house.database, scenario="blue-current", seed=5, title=HOSTILE)
    yield house, trainer(house), exercise
    house.close()


@pytest.fixture(scope="module")
def reading(shown: tuple[House, Person, str]) -> RecordReading:
    house, _, exercise = shown
    return reading_of(house, exercise)[0]


@pytest.fixture(scope="module")
def paper(shown: tuple[House, Person, str]) -> Paper:
    _, ines, exercise = shown
    return from_json(ines.get(f"/x/{exercise}/review/paper/after-action.json").get_data())


def table(paper: Paper, name: str) -> Table:
    return next(each for each in paper.tables() if each.name == name)


def test_the_schema_that_ships_is_that_of_the_value() -> None:
    shipped = Path(papers.__path__[0], "paper.schema.json").read_text(encoding="utf-8")
    assert shipped == schema_text()


def test_the_json_follows_its_schema_and_reads_back(paper: Paper) -> None:
    body = json.loads(json_text(paper))
    judge = Draft202012Validator(json.loads(schema_text()))
    judge.validate(body)
    assert from_json(json_text(paper)) == paper
    body["sections"][0]["blocks"][0]["type"] = "picture"
    assert not judge.is_valid(body)


@pytest.mark.parametrize("form", sorted(FORMS))
def test_the_same_exercise_gives_the_same_bytes(paper: Paper, form: str) -> None:
    assert file_of(paper, form) == file_of(from_json(json_text(paper)), form)


def test_hostile_words_are_told_as_they_are(paper: Paper) -> None:
    assert paper.exercise == HOSTILE
    assert HOSTILE in {fact.text for fact in paper.facts}


def test_sections_name_their_horizon(paper: Paper, reading: RecordReading) -> None:
    end = f"day {reading.span.end // DAY + 1}"
    horizons = {section.key: section.horizon for section in paper.sections}
    assert all(end in horizons[key] for key in ("objectives", "clock", "outcome"))
    assert str(reading.span.horizon // DAY + 1) in horizons["epilogue"]


def test_days_by_holder_are_those_of_the_whole_clock(paper: Paper, reading: RecordReading) -> None:
    days = {each.holder: each for each in whole_clock(reading.lines).holders}
    rows = table(paper, "days_by_holder").rows
    told = [tuple(cell.value for cell in row.cells[1:]) for row in rows]
    used = [each for each in days.values() if each.decision + each.system + each.protected + each.pace]
    assert told == [
        tuple(round(v, 2) for v in (each.decision, each.system, each.decision + each.system, each.protected, each.pace))
        for each in used
    ]


def test_every_request_of_the_review_stands_in_the_paper(paper: Paper, reading: RecordReading) -> None:
    rows = table(paper, "requests").rows
    told = [(row.cells[0].text, row.cells[4].value) for row in rows]
    assert told == [(line.label, round(line.days, 2)) for line in played_lines(reading)]


def test_the_plan_leaves_to_people_what_is_theirs(paper: Paper) -> None:
    rows = table(paper, "plan").rows
    assert rows
    for row in rows:
        number, finding, change, office, owner, by, known = (cell.text for cell in row.cells)
        assert number
        assert (change, office, known) == ("", "", "")
        assert (owner, by) == (("open", "open") if finding else ("", ""))
    assert {row.cells[1].text for row in table(paper, "objectives").rows} == {"not assessed"}


def test_objectives_count_the_requests_that_the_headline_counts(paper: Paper, reading: RecordReading) -> None:
    waited = reading.waiting_of_teams
    counted = [row.cells[2].text for row in table(paper, "objectives").rows]
    told = f"formal requests that the teams began: {waited.begun}; sent: {waited.sent}; answered: {waited.answered}"
    assert any(told in each for each in counted)
    assert not any("Requests begun and sent in play" in each for each in counted)


def test_an_objective_tells_what_was_counted_of_its_tasks(paper: Paper, reading: RecordReading) -> None:
    counted = {row.cells[0].text: row.cells[2].text for row in table(paper, "objectives").rows}
    found = measured(reading.record.events, reading.span.horizon, reading.scenario, registry().law)
    letters = [each for each in found if each.kind is MeasuredKind.COMPLETE]
    told = counted["Send requests that can be executed as they are"]
    assert f"{sum(each.is_over for each in letters)} of {len(letters)} complete when first sent" in told
    lawful = next(told for name, told in counted.items() if name.startswith("Refuse, set conditions"))
    refusals = [
        each for each in lessons(reading.record.events, reading.span.end, {}) if each.code.startswith("refused_")
    ]
    played = {country.code for country in reading.scenario.played}
    made = sum(each.country in played for each in refusals)
    consulted = [each for each in found if each.kind is MeasuredKind.CONSULTED]
    met = f"refusals after consultation: {sum(each.is_over for each in consulted)} of {len(consulted)}, " * bool(
        consulted
    )
    said = "no typical mistake" if not made else f"{made} finding{'s' * (made > 1)} on legality"
    assert f"Consult before refusing or postponing: {met}{said}" in lawful
    assert re.search(r"a suspect: Uninvolved persons affected: \d", lawful), "whose figure it is, is said"


def test_one_person_was_and_people_were_protected(paper: Paper) -> None:
    told = [row.cells[2].text for row in table(paper, "tasks").rows]
    assert any("known to be at risk" in each for each in told)
    assert not any(re.search(r"of 1 people|of (?!1\b)\d+ person ", each) for each in told)


def test_charts_stand_alone_and_say_what_they_show(paper: Paper) -> None:
    assert {figure.name for figure in paper.figures()} == {"requests_by_holder", "goods", "money"}
    for figure in paper.figures():
        assert figure.alt
        assert figure.table.rows
        assert "class=" not in figure.svg


def test_colours_of_print_are_those_of_the_light_page() -> None:
    tokens = (Path(papers.__path__[0]).parent / "static" / "css" / "tokens.css").read_text(encoding="utf-8")
    light = dict(re.findall(r"--([\w-]+): light-dark\((#\w+),", tokens))
    names = {
        "ground": "surface",
        "third_party": "third",
        "pace": "line",
        "text": "ink",
        "text-2": "ink-2",
        "text-3": "ink-3",
    }
    assert {name: light[names.get(name, name)] for name in INKS} == INKS


def test_the_command_line_writes_what_the_page_gives(
    shown: tuple[House, Person, str], paper: Paper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house, _, exercise = shown
    monkeypatch.setenv("ROGATORY_DATA", str(house.config.data))
    out = tmp_path / "paper.json"
    assert report.run([exercise, "-o", str(out)]) == 0
    assert from_json(out.read_bytes()) == paper


def test_a_file_gives_the_paper_of_its_exercise(
    shown: tuple[House, Person, str], paper: Paper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house, _, exercise = shown
    monkeypatch.setenv("ROGATORY_DATA", str(house.config.data))
    file, out = tmp_path / "x.rogatory", tmp_path / "paper.json"
    assert export.run([exercise, "-o", str(file), "--with-names"]) == 0
    assert report.run([str(file), "--format", "json", "-o", str(out)]) == 0
    found = from_json(out.read_bytes())
    assert replace(found, exercise="", facts=()) == replace(paper, exercise="", facts=())
    assert found.exercise == HOSTILE


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["none-such"], "there is no exercise"),
        (["none-such", "-o", "paper.odt"], "--format"),
        (["none-such", "--kind", "poem"], "poem"),
        (["EXERCISE", "--kind", "team"], "SOV, ISA, VAL, KES"),
        (["EXERCISE", "--kind", "team", "--team", "XXX"], "no team XXX"),
        (["EXERCISE", "--kind", "hot-wash", "--team", "VAL", "--move", "77"], "no move 77"),
    ],
)
def test_bad_use_is_told_in_a_line(
    shown: tuple[House, Person, str],
    arguments: list[str],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("ROGATORY_DATA", str(shown[0].config.data))
    assert report.run([shown[2] if each == "EXERCISE" else each for each in arguments]) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert said in told


def test_no_other_paper_and_no_other_form_has_an_address(shown: tuple[House, Person, str]) -> None:
    _, ines, exercise = shown
    assert ines.get(f"/x/{exercise}/review/paper/poem.json").status_code == 404
    assert ines.get(f"/x/{exercise}/review/paper/after-action.exe").status_code == 404


def parts(node: Any, found: list[dict[str, object]]) -> list[dict[str, object]]:  # noqa: ANN401  # as pypdf has it
    """Every element of a PDF's structure, in order."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for each in node:
            parts(each, found)
    elif isinstance(node, dict):
        if "/S" in node:
            found.append(node)
        parts(node.get("/K", []), found)
    return found


def test_the_pdf_is_tagged(paper: Paper) -> None:
    """Read back by pypdf: language, title, headings, tables with heads, and an alternative text for each chart."""
    file = PdfReader(io.BytesIO(file_of(paper, "pdf")))
    root: Any = file.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert file.metadata is not None
    assert file.metadata.title == f"{paper.title}: {paper.name}"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()
    elements = parts(root["/StructTreeRoot"]["/K"], [])
    tags = Counter(str(each["/S"]) for each in elements)
    tables = [each for each in paper.tables() if each.rows]
    assert tags["/H1"] == 1
    assert tags["/H2"] == len(paper.sections) + 2
    assert tags["/Table"] == len(tables)
    assert tags["/TH"] == sum(len(each.columns) for each in tables)
    alts = [str(each["/Alt"]) for each in elements if "/Alt" in each]
    assert [figure.alt for figure in paper.figures()] == [alt.replace("\u200b", "") for alt in alts]


def test_the_pdf_says_what_the_paper_says(paper: Paper) -> None:
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(file_of(paper, "pdf"))).pages]
    text = re.sub(r"[\s\u200b]+", "", "".join(pages))
    for section in paper.sections:
        assert re.sub(r"\s+", "", section.title) in text
    for row in (row for each in paper.tables() for row in each.rows if row.key):
        assert re.sub(r"\s+", "", "".join(cell.text for cell in row.cells)) in text, row.key
    assert f"page{len(pages)}of{len(pages)}" in text


def test_the_word_file_has_every_table_and_chart(paper: Paper) -> None:
    document = Document(io.BytesIO(file_of(paper, "docx")))
    headings = [each.text for each in document.paragraphs if each.style is not None and each.style.name == "Heading 1"]
    assert headings[: len(paper.sections)] == [section.title for section in paper.sections]
    facts, *found = document.tables
    assert [row.cells[1].text for row in facts.rows] == [fact.text for fact in paper.facts]
    figures = {figure.name for figure in paper.figures()}
    wanted = [each for each in paper.tables() if each.rows and each.name not in figures]
    wanted += [figure.table for figure in paper.figures()]
    assert len(found) == len(wanted)
    for made, table in zip(found, wanted, strict=True):
        texts = [[cell.text for cell in row.cells] for row in made.rows]
        assert texts == [[c.label for c in table.columns], *([c.text for c in row.cells] for row in table.rows)]
    alts = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert alts == [figure.alt for figure in paper.figures()]


def test_the_workbook_has_the_numbers_and_no_formula(paper: Paper) -> None:
    book = load_workbook(io.BytesIO(file_of(paper, "xlsx")))
    assert book.sheetnames == ["paper", *(each.name[:31] for each in paper.tables())]
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    assert HOSTILE in {cell.value for row in book["paper"].iter_rows() for cell in row}
    for table in paper.tables():
        rows = list(book[table.name[:31]].iter_rows(min_row=2, values_only=True))
        assert len(rows) == len(table.rows)
        for row, told in zip(table.rows, rows, strict=True):
            for cell, value in zip(row.cells, told, strict=False):
                there = cell.value if cell.value is None or row.printed_per == 1 else cell.value / row.printed_per
                assert (value or "") == ((there if there is not None else cell.text) or ""), table.name


def test_the_workbook_has_amounts_as_the_pages_print_them(paper: Paper, reading: RecordReading) -> None:
    """In whole units of the currency and in kilograms, and the columns of charts as numbers."""
    book = load_workbook(io.BytesIO(file_of(paper, "xlsx")))
    code = reading.scenario.currency.code
    for name, unit in (("outcome_money", code), ("outcome_goods", "kg")):
        for row, told in zip(table(paper, name).rows, book[name].iter_rows(min_row=2, values_only=True), strict=True):
            assert told[-1] == unit, (name, row.key)
            assert isinstance(told[1], int | float)
            printed_there = float(re.sub(r"[^\d.]", "", row.cells[1].text))
            assert round(told[1]) == pytest.approx(printed_there, abs=1), (name, row.key)
    for name in ("money", "goods"):
        for told in book[name].iter_rows(min_row=2, values_only=True):
            assert all(isinstance(value, int | float) for value in told), name
    days = [told[3] for told in book["requests_by_holder"].iter_rows(min_row=2, values_only=True)]
    assert all(isinstance(value, int | float) for value in days)


AWFUL = '\x00\x0b\ud800 =HYPERLINK("x") #eval("1") ]] $x$ \\ <w:t> ' + "ж" * 300 + " עברית ไทย हिन्दी 漢字 \U0001f600"


@pytest.mark.parametrize("form", ["pdf", "docx", "xlsx"])
def test_no_words_break_a_form(paper: Paper, form: str) -> None:
    """In every place in which words can stand."""

    def awful(value: object) -> object:
        if isinstance(value, dict):
            kept = {"kind", "language", "dated", "format", "type", "svg", "name", "colour", "file"}
            return {key: each if key in kept else awful(each) for key, each in value.items()}
        if isinstance(value, list):
            return [awful(each) for each in value]
        return AWFUL if isinstance(value, str) else value

    body = TypeAdapter(Paper).validate_python(awful(TypeAdapter(Paper).dump_python(paper, mode="python")))
    small = replace(body, sections=tuple(replace(each, blocks=each.blocks[:2]) for each in body.sections))
    small = replace(
        small, sections=tuple(replace(each, blocks=tuple(map(short, each.blocks))) for each in small.sections)
    )
    assert file_of(small, form)


def short(block: Block) -> Block:
    """A table with its first rows only."""
    return replace(block, rows=block.rows[:2]) if isinstance(block, Table) else block


def test_the_page_of_papers_gives_each_in_every_form(shown: tuple[House, Person, str], reading: RecordReading) -> None:
    _, ines, exercise = shown
    page = ines.get(f"/x/{exercise}/review/papers").text
    found = re.findall(rf'href="(/x/{exercise}/review/paper/[^"]+)"', page)
    assert {each.rpartition(".")[2] for each in found} == set(FORMS)
    assert len(found) == len(FORMS) * (1 + 2 * len(reading.files))
    of_one_team = [each for each in found if "/VAL/" in each or each.count("/") == 5]
    assert len(of_one_team) == len(FORMS) * 3
    for each in of_one_team:
        answer = ines.get(each)
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.mimetype == FORMS[each.rpartition(".")[2]].media_type


def test_office_hours_that_nobody_used_after_the_last_jump_are_no_move(reading: RecordReading) -> None:
    opened = reading.span.moves[:3]
    played = replace(reading, span=replace(reading.span, moves=opened, end=opened[-1] + 30 * DAY))
    assert played.moves_played == 3
    ended = replace(reading, span=replace(reading.span, moves=(*opened, LATEST), end=LATEST))
    assert ended.moves_played == 3
