"""Workbooks made for tests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO

from openpyxl import Workbook


def workbook(rows: Iterable[Sequence[object]]) -> bytes:
    """An XLSX file with these rows."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()
