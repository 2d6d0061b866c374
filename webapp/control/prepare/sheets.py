"""Rows of cells from what a trainer pastes or hands in: text, CSV, or an XLSX workbook; bounded, and as text only."""

from __future__ import annotations

import csv
import re
from io import StringIO
from itertools import islice

from simulation.kernel.errors import RuleViolation
from webapp.control.workbooks import workbook
from webapp.pages.forms import clean

type Table = tuple[tuple[str, ...], ...]
"""Rows of cells; no row ends with an empty cell, and one without any stays, so that rows keep their numbers."""

MOST_ROWS = 400
"""Rows that are looked at: more than any list of people, so that a longer one is told as such."""

MOST_COLUMNS = 30
LONGEST_CELL = 400
ENCODINGS = ("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1256")
"""Encodings that a trainer can name for an older file: Western, Central Europe, Cyrillic, Greek, Turkish, Arabic."""

XLSX_BEGINS = b"PK\x03\x04"
OLD_XLS_BEGINS = b"\xd0\xcf\x11\xe0"
NO_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1f]")
"""Bytes that no text has, in whichever of these encodings."""

FORMULA = "="
SEPARATORS = (";", "\t", ",", "|")


def table_of_text(text: str) -> Table:
    """The rows of pasted text or of a CSV file; the sign that parts the cells is found by counting.

    Raises:
        RuleViolation: There is nothing, or more than a list can be (`sheet.empty`, `sheet.long`, `sheet.odd`), or a
            formula stands in a cell (`sheet.formula`).
    """
    text = clean(text.replace("\x00", "\n"))
    counts = {sign: text.count(sign) for sign in SEPARATORS}
    # Between a comma in "Prosecution, district" and a semicolon, the semicolon parts the cells.
    sign = next((sign for sign in SEPARATORS if counts[sign] and sign != ","), ",")
    try:
        rows = list(islice(csv.reader(StringIO(text), delimiter=sign), MOST_ROWS + 1))
    except csv.Error as problem:
        raise RuleViolation("sheet.odd") from problem
    return _bounded(rows)


def table_of_file(body: bytes, encoding: str = "", *, name: str = "") -> tuple[Table, str]:
    """The rows of a file, and the encoding by which they were read; "" where the file itself says which.

    Args:
        body: The file.
        encoding: One of `ENCODINGS`, or "" to find it out.
        name: What the file is called: what is called a workbook is read as nothing else.

    Raises:
        RuleViolation: It is no CSV and no XLSX (`sheet.old`, `sheet.odd`), unpacks to too much (`sheet.bomb`), or see
            `table_of_text`.
    """
    if body.startswith(XLSX_BEGINS) or name.casefold().endswith(".xlsx"):
        return _table_of_workbook(body), ""
    if body.startswith(OLD_XLS_BEGINS):
        raise RuleViolation("sheet.old")
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return table_of_text(_decoded(body, "utf-16")), ""
    if NO_TEXT.search(body):
        raise RuleViolation("sheet.odd")
    try:
        return table_of_text(body.decode("utf-8-sig")), ""
    except UnicodeDecodeError:
        chosen = encoding if encoding in ENCODINGS else ENCODINGS[0]
        return table_of_text(_decoded(body, chosen)), chosen


def _decoded(body: bytes, encoding: str) -> str:
    try:
        return body.decode(encoding, errors="strict" if encoding == "utf-16" else "replace")
    except UnicodeDecodeError as problem:
        raise RuleViolation("sheet.odd") from problem


def _table_of_workbook(body: bytes) -> Table:
    with workbook(body, "sheet") as book:
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        cells = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True)
        rows = [["" if value is None else str(value) for value in row] for row in cells]
    return _bounded(rows)


def _bounded(rows: list[list[str]]) -> Table:
    found = []
    for number, row in enumerate(rows, start=1):
        cells = [" ".join(clean(cell).split()) for cell in row[:MOST_COLUMNS]]
        while cells and not cells[-1]:
            cells.pop()
        for cell in cells:
            if len(cell) > LONGEST_CELL:
                raise RuleViolation("sheet.cell", row=number, limit=LONGEST_CELL)
            if cell.startswith(FORMULA):
                raise RuleViolation("sheet.formula", row=number)
        found.append(tuple(cells))
    while found and not found[-1]:
        found.pop()
    if not found:
        raise RuleViolation("sheet.empty")
    if len(found) > MOST_ROWS:
        raise RuleViolation("sheet.long", rows=MOST_ROWS)
    return tuple(found)
