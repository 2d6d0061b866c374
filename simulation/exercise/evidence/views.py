"""A paper as it lies in a team's file."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.casework.documents.document import Document
from simulation.casework.file.case_file import FileEntry


@dataclass(frozen=True, slots=True)
class FiledDocument:
    """A paper of the team's file: number for people, when it came, from which request or measure, and the paper."""

    label: str
    received: int
    source: str
    document: Document


def filed_document(filing: FileEntry) -> FiledDocument:
    """A paper as its file shows it."""
    return FiledDocument(filing.label, filing.received, filing.source, filing.document)
