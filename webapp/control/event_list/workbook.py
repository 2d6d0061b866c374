"""The event list as a workbook (XLSX): written with its columns, and read back as text from outside.

Nothing is known here of events.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from itertools import zip_longest

import xlsxwriter
from openpyxl.workbook.workbook import Workbook

from simulation.kernel.errors import RuleViolation
from webapp.control.workbooks import workbook
from webapp.pages.forms import clean

MOST_ROWS = 1000
"""Rows that are read: many times more than an event list has, so that a longer one is told as such."""

MOST_COLUMNS = 60
LONGEST_CELL = 32_767
"""Letters of a cell (Excel)."""

NO_CLOCK = datetime(1980, 1, 1)  # noqa: DTZ001
"""When a workbook says that it was made: always then, so that the same list gives the same file."""

MARK = "rogatory event list"
"""Stands in the second sheet, before the name of the scenario."""


@dataclass(frozen=True, slots=True)
class Head:
    """A column: what it is called, how wide it is in letters, and whether what is written there is taken in."""

    label: str
    width: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class Read:
    """A workbook that was read.

    Attributes:
        scenario: The scenario that its second sheet names, "" for none.
        rows: Cells by the label of their column, with the number of the row in the sheet; empty rows are left out.
        labels: The labels of its columns.
    """

    scenario: str
    rows: tuple[tuple[int, Mapping[str, str]], ...]
    labels: frozenset[str]


def written(
    heads: Sequence[Head], rows: Sequence[Sequence[str | int]], scenario: str, about: Sequence[str], name: str
) -> bytes:
    """A workbook with the list on its first sheet and what has to be known of it on its second; the same for the same.

    Args:
        heads: The columns.
        rows: Cells in the order of the columns.
        scenario: Key of the scenario.
        about: Lines for the second sheet.
        name: Name of the first sheet.
    """
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": NO_CLOCK})
        words = book.add_format({"text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet(name[:31])
        for at, head in enumerate(heads):
            colour = "#E3EEE9" if head.is_open else "#EFEDE7"
            sheet.write_string(0, at, head.label, book.add_format({"bold": True, "bg_color": colour}))
            sheet.set_column(at, at, head.width)
        for down, row in enumerate(rows, 1):
            for at, value in enumerate(row):
                if isinstance(value, str):  # words that begin like a formula stay words
                    sheet.write_string(down, at, clean(value)[:LONGEST_CELL], words)
                else:
                    sheet.write_number(down, at, value, words)
        sheet.freeze_panes(1, 3)
        told = book.add_worksheet("About")
        told.set_column(0, 0, 100)
        for down, line in enumerate(([MARK, scenario], *([line] for line in about))):
            for at, text in enumerate(line):
                told.write_string(down, at, text)
    return out.getvalue()


def read(body: bytes) -> Read:
    """The cells of a workbook, as text.

    Raises:
        RuleViolation: It is no workbook (`event_list.odd`), unpacks to too much (`event_list.bomb`), has too many
            rows (`event_list.long`), nothing (`event_list.empty`), or a formula (`event_list.formula`).
    """
    with workbook(body, "event_list") as book:
        return _cells(book)


def _cells(book: Workbook) -> Read:
    sheet = book.worksheets[0]
    sheet.reset_dimensions()
    lines: list[tuple[str, ...]] = []
    for number, row in enumerate(sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS), 1):
        if any(cell.data_type == "f" for cell in row):
            raise RuleViolation("event_list.formula", row=number)
        lines.append(tuple(_text(cell.value) for cell in row))
    scenario = ""
    for other in book.worksheets[1:]:
        other.reset_dimensions()
        for mark, *named in other.iter_rows(max_row=1, max_col=2, values_only=True):
            scenario = _text(named[0]) if mark == MARK and named else scenario
    if len(lines) > MOST_ROWS + 1:
        raise RuleViolation("event_list.long", rows=MOST_ROWS)
    labels = lines[0] if lines else ()
    rows = tuple(
        (number, {label: value for label, value in zip_longest(labels, cells[: len(labels)], fillvalue="") if label})
        for number, cells in enumerate(lines[1:], 2)
        if any(cells)
    )
    if not rows:
        raise RuleViolation("event_list.empty")
    return Read(scenario, rows, frozenset(label for label in labels if label))


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return clean(str(value))
