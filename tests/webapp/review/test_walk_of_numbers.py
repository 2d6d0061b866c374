"""All numbers of a played exercise and its epilogue, walked: pages, slides, papers, tables and commands say the same.

One run and one price are played here; what a page tells of them, a file and a command line have to tell as well.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass

import docx
import openpyxl
import pytest

from simulation.players.policies import players
from simulation.review.bundles import Cost, costs, plan, play_run
from simulation.review.prices.prices import Price, Pricer
from simulation.review.strength import Strength
from tests.webapp.review.finished import movable
from tests.webapp.review.seen import FIGURE, Seen, finished_and_seen, numbers, printed
from webapp.cli import main
from webapp.papers.paper import from_json
from webapp.review.current_review import ticket
from webapp.review.record_store import keep_price, keep_runs, sequence_of_play

pytestmark = pytest.mark.acceptance("plays an exercise of each scenario, a run and a price")

PAGES = (
    *("", "?show=all", "delay", "decisions", "epilogue", "epilogue?wall=1", "case", "teams", "replay", "papers"),
    *("debrief", *(f"debrief/wall?slide={slide}" for slide in range(1, 6))),
)
NEVER_NEGATIVE = re.compile(r"(?:−|-)\d")


@dataclass(frozen=True, slots=True)
class Walked:
    """A finished exercise with a run and a price."""

    seen: Seen
    costs: tuple[Cost, ...]
    price: Price
    told: dict[str, object]
    """What `rogatory delay` says."""

    def page(self, name: str) -> str:
        if name.startswith("debrief/wall?slide="):
            turned: dict[str, str | list[str]] = {"slide": name[-1], "step": "99"}
            assert self.seen.ines.post(f"/x/{self.seen.exercise}/review/debrief/turn", turned).status_code == 303
            return self.seen.page("debrief/wall")
        return self.seen.page(name)

    @property
    def decision(self) -> str:
        """The page of the priced decision."""
        assert self.price.decision is not None
        return f"decisions/{ticket(self.price.decision.key)}"

    def file(self, form: str) -> bytes:
        return self.seen.ines.get(f"/x/{self.seen.exercise}/review/paper/after-action.{form}").get_data()


@pytest.fixture(scope="module", params=["blue-current", "glass-harbour"])
def walked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walked]:
    folder = tmp_path_factory.mktemp("walked")
    with finished_and_seen(folder, request.param) as seen, pytest.MonkeyPatch.context() as patch:
        patch.setenv("ROGATORY_DATA", str(folder))
        patch.delenv("DATABASE_URL", raising=False)
        record, database = seen.reading.record, seen.house.database
        with database.reading() as session:
            sequence = sequence_of_play(session, seen.exercise)
        runs = [play_run(record, players(), key) for key in plan(record, 1)]
        keep_runs(database, seen.exercise, sequence, 1, runs)
        chosen = next(movable(seen.reading))
        with Pricer(record, 0) as pricer:
            price = pricer.price(chosen, runs=range(101, 103), after=2)
        keep_price(database, seen.exercise, sequence, price)
        written = io.StringIO()
        with redirect_stdout(written):
            assert main.run(["delay", seen.exercise, "--runs", "1", "--workers", "0", "--json"]) == 0
        yield Walked(seen, costs(record, runs), price, json.loads(written.getvalue()))


def test_a_figure_of_the_outcome_is_the_same_wherever_it_stands(walked: Walked) -> None:
    """Every page, every slide: one value a figure and moment, that of the outcome; nothing that is held is negative."""
    found: dict[tuple[str, str], set[str]] = {}
    for name in (*PAGES, walked.decision):
        for key, when, text in FIGURE.findall(walked.page(name)):
            found.setdefault((key, when), set()).add(text.strip())
    assert {when for _, when in found} == {"play", "after", "delay", "delay_after", "price", "price_after"}
    for (key, when), texts in found.items():
        assert len(texts) == 1, (key, when, texts)
        (text,) = texts
        if when in {"play", "after"}:
            expected = printed(key, walked.seen.outcome[when][key], walked.seen.scale)
            assert (text if isinstance(expected, str) else next(iter(numbers(text)), None)) == expected, (key, when)
        if when not in {"price", "price_after"}:
            assert not NEVER_NEGATIVE.search(text), (key, when, text)


def told(found: Strength) -> tuple[object, ...]:
    return (found.clarity.value, found.median, found.less, found.more, found.same)


def from_row(row: dict[str, str]) -> tuple[object, ...]:
    return (row["says"], *(float(row[name]) for name in ("median", "less (runs)", "more (runs)", "same (runs)")))


def from_json_of(found: object) -> tuple[object, ...]:
    assert isinstance(found, dict)
    return tuple(found[name] for name in ("says", "median", "less", "more", "same"))


def command(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    capsys.readouterr()
    assert main.run(list(words)) == 0
    body = json.loads(capsys.readouterr().out)
    assert isinstance(body, dict)
    return body


def the[Row](rows: object, key: str, value: str) -> dict[str, Row]:
    assert isinstance(rows, list)
    (found,) = (row for row in rows if row[key] == value)
    assert isinstance(found, dict)
    return found


def test_what_delay_cost_is_the_same_on_page_slide_paper_table_and_command_line(walked: Walked) -> None:
    seen = walked.seen
    rows = seen.table("delay")
    body = walked.told
    page = {key: text for key, when, text in FIGURE.findall(seen.page("delay")) if when == "delay"}
    later = {key: text for key, when, text in FIGURE.findall(seen.page("delay")) if when == "delay_after"}
    for cost in walked.costs:
        key = cost.figure.key
        there: dict[str, dict[str, object]] = the(body["figures"], "figure", key)
        assert cost.after is not None
        moments = (
            ("end_of_play", cost.as_played, cost.nothing_asked, cost.all, there, page),
            (
                *("after_epilogue", cost.after.as_played, cost.after.nothing_asked, cost.after.all),
                *(there["after_epilogue"], later),
            ),
        )
        for horizon, as_played, nothing, every, printed_there, shown in moments:
            at = [row for row in rows if row["figure"] == key and row["horizon"] == horizon]
            assert {float(row["as_played"]) for row in at} == {as_played.median}
            assert printed_there["as_played_median"] == as_played.median
            for name, value in (("nothing_asked", nothing), ("all_shortened", every)):
                (row,) = (each for each in at if each["compared"] == name)
                assert from_row(row) == told(value) == from_json_of(printed_there[name]), (key, horizon, name)
            scale = {"g": 1000, "minor units": seen.scale}.get(cost.figure.unit, 1)
            size = numbers(shown[key])[0] * (1000 if re.search(r"\d t$", shown[key]) else 1)
            size *= 1_000_000 if "million" in shown[key] else 1
            assert size == pytest.approx(as_played.median / scale, rel=0.06, abs=0.06), (key, horizon)


def test_the_clock_is_the_same_on_page_and_command_line(walked: Walked) -> None:
    clock = walked.told["clock"]
    assert isinstance(clock, dict)
    cells = r"((?:<td[^>]*>[^<]*</td>){4})</tr>"
    names = "requesting|requested|channel|court|third party"
    shown = re.findall(rf"<tr><td>({names})</td>{cells}", walked.seen.page("delay"))
    assert len(shown) == len(clock["holders"]) == 5
    for (_, row), there in zip(shown, clock["holders"], strict=True):
        kinds = ("decision", "system", "protected", "pace")
        days = [float(each.replace(",", "")) for each in re.findall(r">([\d.,]+)<", row)]
        assert days == pytest.approx([there[f"{kind}_days"] for kind in kinds], abs=0.051)


def test_a_price_is_the_same_on_page_paper_table_and_command_line(
    walked: Walked, capsys: pytest.CaptureFixture[str]
) -> None:
    seen, price = walked.seen, walked.price
    assert price.decision is not None
    words = ("--decision", price.decision.key, "--runs", "2", "--workers", "0", "--json")
    body = command(capsys, "what-if", seen.exercise, *words)
    assert isinstance(body["prices"], list)
    (there,) = body["prices"]
    rows = seen.table("prices")
    shown = {(key, when): text for key, when, text in FIGURE.findall(seen.page(walked.decision))}
    later = price.after
    assert later is not None
    assert there["runs_after"] == len(later.runs) == 2
    assert there["earlier_days"] == round(price.held.seconds / 86_400, 2)
    for horizon, at, name, when in (
        ("end_of_play", price, "figures", "price"),
        ("after_epilogue", later, "after_epilogue", "price_after"),
    ):
        for figure in (cost.figure for cost in walked.costs):
            value = at.strength(figure)
            row = next(each for each in rows if each["figure"] == figure.key and each["horizon"] == horizon)
            assert from_row(row) == told(value) == from_json_of(there[name][figure.key]), (figure.key, horizon)
            scale = {"g": 1000, "minor units": seen.scale}.get(figure.unit, 1)
            text = shown[figure.key, when]
            counted = re.search(r"all (\d+) runs|of (\d+)(?: runs)?$", text)
            assert counted is not None
            assert int(counted[1] or counted[2]) == len(at.runs)
            size = numbers(text)[0] * (1000 if re.search(r"\d t;", text) else 1)
            size *= 1_000_000 if "million" in text else 1
            assert abs(size) == pytest.approx(abs(value.median) / scale, rel=0.06, abs=0.5), (figure.key, text)


def test_papers_in_every_form_and_from_every_place_hold_the_same_cells(
    walked: Walked, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the browser downloads and what the command writes; read back by other libraries, cell by cell."""
    folder, seen = tmp_path_factory.mktemp("papers"), walked.seen
    paper = from_json(walked.file("json"))
    assert {"delay_by_holder", "delay_figures", "delay_figures_after"} <= {table.name for table in paper.tables()}
    for form in ("json", "xlsx", "docx"):
        written = folder / f"paper.{form}"
        assert main.run(["report", seen.exercise, "-o", str(written)]) == 0
        assert written.read_bytes() == walked.file(form), form
    capsys.readouterr()
    book = openpyxl.load_workbook(io.BytesIO(walked.file("xlsx")), data_only=True)
    cells = {str(value) for sheet in book for row in sheet.values for value in row if value is not None}
    numbers_there = {value for sheet in book for row in sheet.values for value in row if isinstance(value, int | float)}
    text = docx.Document(io.BytesIO(walked.file("docx")))
    printed_there = {cell.text for table in text.tables for row in table.rows for cell in row.cells}
    for table in paper.tables():
        for row in table.rows:
            for cell in row.cells:
                assert cell.text in printed_there, (table.name, cell)
                there = (cell.value or 0) / row.printed_per
                assert cell.text in cells or there in numbers_there, (table.name, cell)


def test_a_file_of_the_exercise_tells_the_same_outcome(
    walked: Walked, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    seen = walked.seen
    file = tmp_path_factory.mktemp("file") / "exercise.rogatory"
    assert main.run(["export", seen.exercise, "-o", str(file)]) == 0
    capsys.readouterr()
    assert main.run(["report", str(file)]) == 0
    paper = from_json(capsys.readouterr().out.encode())
    rows = [row for table in paper.tables() for row in table.rows if row.key]
    assert rows
    for row in rows:
        for when, cell in zip(("play", "after"), row.cells[1:], strict=True):
            assert cell.value == seen.outcome[when][row.key], (row.key, when)


def tables_of_flows(page: str) -> list[list[list[str]]]:
    """The rows of the tables behind the charts of flows, in their order."""
    figures = [
        each
        for each in re.findall(r"<figure.*?</figure>", page, re.DOTALL)
        if "compared with the exercise as played:" in each
    ]
    bodies = [re.findall(r"<tr>(.*?)</tr>", each.partition("<tbody>")[2], re.DOTALL) for each in figures]
    return [[re.findall(r"<td[^>]*>([^<]*)</td>", row) for row in body] for body in bodies]


def test_the_flows_through_time_are_those_of_their_table(walked: Walked) -> None:
    rows, shown = walked.seen.table("flows_apart"), tables_of_flows(walked.seen.page("delay"))
    figures = list(dict.fromkeys(row["figure"] for row in rows))
    assert figures[-1] == "money_laundered_minor"
    for key, days in zip(figures, shown, strict=True):
        found = [row for row in rows if row["figure"] == key]
        scale = 1000 if key.endswith("_g") else walked.seen.scale
        assert [numbers(row[0])[0] for row in days] == [float(row["day"]) for row in found]
        for row, told_of in zip(found, days, strict=True):
            assert row["runs"] == "1"
            size = abs(numbers(told_of[1])[0]) * (1_000_000 if "million" in told_of[1] else 1)
            size *= 1000 if told_of[1].endswith(" t") else 1
            assert size == pytest.approx(abs(float(row["median"])) / scale, rel=0.06, abs=0.5), (key, row["day"])


def test_the_command_lists_decisions_by_the_titles_of_the_page(
    walked: Walked, capsys: pytest.CaptureFixture[str]
) -> None:
    page = walked.seen.page("decisions")
    capsys.readouterr()
    assert main.run(["what-if", walked.seen.exercise, "--list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(walked.seen.reading.decisions)
    for line in lines:
        key, title = line.partition("; ")[0].split("  ", 1)
        assert f">{title}<" in page, key
        assert "; , " not in line, "no seat is no word"
