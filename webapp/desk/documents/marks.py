"""Documents as marks behind a link, and the team's own file made from what its view holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from simulation.casework.file.case_file import CaseFile
from webapp.desk.readable import Reader


@dataclass(frozen=True, slots=True)
class PaperMark:
    """A paper behind a link."""

    number: str
    url: str


def paper_marks(documents: Sequence[str], reader: Reader) -> tuple[PaperMark, ...]:
    """Papers by number."""
    labels = [label for label in map(reader.documents.label_of, documents) if label]
    return tuple(PaperMark(label, url_for("desk.document_page", number=label)) for label in labels)


def own_file(reading: Reader) -> CaseFile:
    """The team's file, made from what its view holds."""
    file = CaseFile(reading.view.country)
    for filed in reading.view.documents:
        file.add(filed.document, filed.received, filed.source)
    return file
