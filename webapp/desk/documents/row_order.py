"""The rows of a paper as the reader wants them: those that hold some words, in the order of a column.

The paper itself stays as issued: rows keep their line numbers, and what is hidden keeps its marks.
"""

from __future__ import annotations

from dataclasses import dataclass

from simulation.casework.documents.document import CellKind, Document
from webapp.desk.documents.search import Text, Wanted
from webapp.desk.documents.sheet import PrintedPaper, PrintedRow
from webapp.text.sorting import place

LONGEST = 60

SHORT = 25
"""Rows of a long table that are shown at first where papers are short (assumption: what one reads in a few minutes)."""


@dataclass(frozen=True, slots=True)
class Order:
    """How to show a table.

    Attributes:
        words: Only rows that hold every one of these words.
        column: Place of the column by which rows are sorted, None for the order of the paper.
        backwards: From the greatest to the smallest.
        is_short: Only as many rows as are read in a few minutes, the latest ones unless they are sorted.
    """

    words: str = ""
    column: int | None = None
    backwards: bool = False
    is_short: bool = False

    @classmethod
    def read(cls, words: str, sort: str, columns: int, *, is_short: bool = False) -> Order:
        """From an address: `sort` is a column's number, with a minus for backwards; nonsense is no order.

        Whoever looks for words gets every row that holds them.
        """
        text = sort.removeprefix("-")
        known = text.isdecimal() and len(text) < 4 and 0 < int(text) <= columns
        looked_for = words[:LONGEST].strip()
        column = int(text) - 1 if known else None
        return cls(looked_for, column, known and sort.startswith("-"), is_short and not looked_for)

    def following(self, column: int) -> str:
        """What a click on a column's heading asks for: this order, or the other way round."""
        turns = self.column == column and not self.backwards
        return f"{'-' if turns else ''}{column + 1}"

    def direction(self, column: int) -> str:
        """For `aria-sort`: ascending, descending, or nothing."""
        if self.column != column:
            return ""
        return "descending" if self.backwards else "ascending"


def arranged(paper: PrintedPaper, document: Document, order: Order, text: Text) -> tuple[PrintedRow, ...]:
    """The rows to show; sorting keeps the order of the paper among equals, and puts empty cells last."""
    held = frozenset(text.found(Wanted.read(order.words)))
    rows = [row for row in paper.rows if row.value in held]
    column = order.column
    if column is None:
        return _shortened(rows, latest=True) if order.is_short else tuple(rows)
    filled = [row for row in rows if _is_filled(row, document, column)]
    empty = [row for row in rows if not _is_filled(row, document, column)]
    filled.sort(key=lambda row: _rank(row, document, column), reverse=order.backwards)
    return _shortened([*filled, *empty], latest=False) if order.is_short else (*filled, *empty)


def _shortened(rows: list[PrintedRow], *, latest: bool) -> tuple[PrintedRow, ...]:
    """The first or the latest rows of the main table, and what stands beside it whole."""
    main = [row for row in rows if not row.section] or rows
    kept = {row.value for row in (main[-SHORT:] if latest else main[:SHORT])}
    return tuple(row for row in rows if row.value in kept or (row.section and main is not rows))


def _is_filled(row: PrintedRow, document: Document, column: int) -> bool:
    return document.rows[row.value - 1].cells[column].kind is not CellKind.EMPTY


def _rank(row: PrintedRow, document: Document, column: int) -> tuple[int, int, tuple[int, ...]]:
    """Numbers and times by their value before words by their letters."""
    cell = document.rows[row.value - 1].cells[column]
    value = cell.value
    if isinstance(value, int):
        return (0, value, ())
    if cell.kind is CellKind.DAY:
        return (1, 0, tuple(map(ord, value)))
    return (1, 0, place(row.cells[column].text))
