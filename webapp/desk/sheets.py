"""Tables of a team's file for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import Response


def sheet(name: str, lines: Iterable[Sequence[str]]) -> Response:
    """A table as a CSV file to be kept; the byte order mark lets spreadsheets see that it is UTF-8.

    Args:
        name: The file's name without its ending.
        lines: Heading and rows as text.
    """
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerows([harmless(text) for text in line] for line in lines)
    answer = Response("\ufeff" + written.getvalue(), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def harmless(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} and not _is_number(text) else text


def _is_number(text: str) -> bool:
    return text.removeprefix("-").replace(".", "", 1).isdecimal()


@dataclass(frozen=True, slots=True)
class Tab:
    """An item of a switch."""

    url: str
    label: str
    current: bool
    count: int | None = None
