"""A workbook (XLSX) from outside: counted before anything is unpacked, no formula worked out, no link followed.

A workbook is a packed archive of XML; what a header says too little of is not read beyond what it says.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from zipfile import ZipFile

from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook

from simulation.kernel.errors import RuleViolation

MOST_UNPACKED = 20_000_000
"""Bytes to which a workbook may unpack; a list of 400 rows takes less than a hundredth of it."""

MOST_PARTS = 200
"""Files that a workbook may hold."""


@contextmanager
def workbook(body: bytes, subject: str) -> Iterator[Workbook]:
    """The workbook while it is read; formulas stay what was written.

    Args:
        body: The file.
        subject: What the refusals are called after.

    Raises:
        RuleViolation: It is no workbook (`SUBJECT.odd`), or unpacks to too much (`SUBJECT.bomb`). What the reader
            refuses goes through.
    """
    try:
        _bounded(body, subject)
        book = load_workbook(BytesIO(body), read_only=True, data_only=False, keep_links=False)
        try:
            yield book
        finally:
            book.close()
    except RuleViolation:
        raise
    except Exception as problem:  # the library tells of a broken workbook in many ways, and nothing is kept of it
        raise RuleViolation(f"{subject}.odd") from problem


def _bounded(body: bytes, subject: str) -> None:
    with ZipFile(BytesIO(body)) as archive:
        parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise RuleViolation(f"{subject}.bomb")
