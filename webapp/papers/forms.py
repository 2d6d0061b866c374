"""The forms in which a paper is handed out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from webapp.papers.paper import Paper, json_text


@dataclass(frozen=True, slots=True)
class Form:
    """A form.

    Attributes:
        media_type: What it is on the wire.
        make: The paper as bytes; the same paper gives the same bytes.
    """

    media_type: str
    make: Callable[[Paper], bytes]


def _json(paper: Paper) -> bytes:
    return json_text(paper).encode()


# The writers of files load their libraries when the first paper is wanted: a server starts without them.


def _pdf(paper: Paper) -> bytes:
    from webapp.papers.pdf import pdf  # noqa: PLC0415

    return pdf(paper)


def _docx(paper: Paper) -> bytes:
    from webapp.papers.word_file import word_file  # noqa: PLC0415

    return word_file(paper)


def _xlsx(paper: Paper) -> bytes:
    from webapp.papers.workbook import workbook  # noqa: PLC0415

    return workbook(paper)


OFFICE = "application/vnd.openxmlformats-officedocument."
FORMS: Mapping[str, Form] = {
    "pdf": Form("application/pdf", _pdf),
    "docx": Form(f"{OFFICE}wordprocessingml.document", _docx),
    "xlsx": Form(f"{OFFICE}spreadsheetml.sheet", _xlsx),
    "json": Form("application/json", _json),
}
"""By the ending of a file's name."""


def file_of(paper: Paper, form: str) -> bytes:
    """The paper in a form of `FORMS`."""
    return FORMS[form].make(paper)
