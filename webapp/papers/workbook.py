"""A paper as XLSX: a sheet with its cover, and one for each of its tables; words are words, never formulas."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import xlsxwriter
from flask_babel import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from webapp.papers.paper import Cell, Paper, Table
from webapp.papers.plain_words import writable

LONGEST_NAME = 31
"""Letters of a sheet's name (Excel)."""

LONGEST_CELL = 32_767
"""Letters of a cell (Excel)."""

NOBODY_PLAYED = datetime(1980, 1, 1, tzinfo=UTC)
LETTERS = 14
"""Width of a column of share 1, in letters."""


def workbook(paper: Paper) -> bytes:
    """The paper; the same paper gives the same bytes."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        when = datetime.fromisoformat(paper.dated).replace(tzinfo=UTC) if paper.dated else NOBODY_PLAYED
        book.set_properties(
            {
                "title": writable(f"{paper.title}: {paper.name}")[:255],
                "subject": writable(paper.exercise)[:255],
                "author": "Rogatory",
                "created": when.replace(tzinfo=None),
            }
        )
        strong = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        plain = book.add_format({"text_wrap": True, "valign": "top"})
        _cover(book.add_worksheet(_sheet_name("paper")), paper, strong, plain)
        for table in paper.tables():
            _table(book.add_worksheet(_sheet_name(table.name)), table, strong, plain)
    return buffer.getvalue()


def _sheet_name(name: str) -> str:
    return name[:LONGEST_NAME]


def _cover(sheet: Worksheet, paper: Paper, strong: Format, plain: Format) -> None:
    sheet.set_column(0, 0, 2 * LETTERS)
    sheet.set_column(1, 1, 6 * LETTERS)
    lines = [
        (paper.name, paper.title),
        *((fact.label, fact.text) for fact in paper.facts),
        *(((_("Finding"), paper.finding.text), ("", paper.finding.detail)) if paper.finding is not None else ()),
        *((section.title, section.horizon) for section in paper.sections),
        ("", paper.notice),
        *((_("Source"), source) for source in paper.sources),
    ]
    for place, (label, text) in enumerate(lines):
        _words(sheet, place, 0, label, strong if place == 0 else plain)
        _words(sheet, place, 1, text, strong if place == 0 else plain)


def _table(sheet: Worksheet, table: Table, strong: Format, plain: Format) -> None:
    """Heads in the first line, so that programs find them; the title and the note stand in the sheet's comment."""
    has_units = any(row.unit for row in table.rows)
    heads = [*(column.label for column in table.columns), *((_("Unit"),) if has_units else ())]
    for place, head in enumerate(heads):
        _words(sheet, 0, place, head, strong)
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, LETTERS * min(column.share, 4))
    sheet.freeze_panes(1, 0)
    sheet.set_header("&L" + writable(table.title).replace("&", "&&")[:200])
    for line, row in enumerate(table.rows, 1):
        for place, cell in enumerate(row.cells):
            _cell(sheet, line, place, cell, plain, row.printed_per)
        if row.unit:
            _words(sheet, line, len(row.cells), row.printed_unit or row.unit, plain)


def _cell(sheet: Worksheet, line: int, place: int, cell: Cell, plain: Format, per: int) -> None:
    """A number in the unit in which pages print it, so that sheet and page are read side by side."""
    if cell.value is None:
        _words(sheet, line, place, cell.text, plain)
    elif isinstance(cell.value, bool):
        sheet.write_boolean(line, place, cell.value, plain)
    else:
        sheet.write_number(line, place, cell.value if per == 1 else cell.value / per, plain)


def _words(sheet: Worksheet, line: int, place: int, text: str, form: Format) -> None:
    sheet.write_string(line, place, writable(text)[:LONGEST_CELL], form)
