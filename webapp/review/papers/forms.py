"""The forms in which a paper is handed out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from webapp.review.papers.paper import Paper, json_text


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


FORMS: Mapping[str, Form] = {
    "json": Form("application/json", _json),
}
"""By the ending of a file's name."""


def file_of(paper: Paper, form: str) -> bytes:
    """The paper in a form of `FORMS`."""
    return FORMS[form].make(paper)
