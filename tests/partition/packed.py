"""What is written in files that are packed: a paper as PDF, a document or table of an office program, an archive."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import PurePosixPath

import pypdf

PACKED = ("application/pdf", "application/zip", "application/vnd.openxmlformats")
"""How the types of such files begin."""

WORD = re.compile(r"<[^>]*>")
END = re.compile(r"</(?:w:p|a:p|si|c|row)>|<(?:w:br|w:tab)\b[^>]*/>")
"""Where a text ends in a document, a drawing and a table; within it a word may stand in several runs."""

ZIP, PDF = b"PK\x03\x04", b"%PDF"


def lines_of(body: bytes, name: str = "") -> Iterator[str]:
    """Every line that somebody could read in a file, packed or not, and the names of what is packed in it.

    Args:
        body: The file.
        name: Its name, where it stands in another one.
    """
    if body.startswith(PDF):
        yield from _of_pdf(body)
    elif body.startswith(ZIP):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            for each in archive.namelist():
                yield each
                yield from lines_of(archive.read(each), each)
    elif PurePosixPath(name).suffix in {".xml", ".rels"}:
        yield from (unescape(WORD.sub("", part)) for part in END.split(body.decode()))
        yield from re.findall(r'="([^"]+)"', body.decode())
    else:
        yield from body.decode("utf-8", "replace").splitlines()


def _of_pdf(body: bytes) -> Iterator[str]:
    """A page as one line, because a sentence goes on in the next one; then what the file says of itself."""
    reader = pypdf.PdfReader(io.BytesIO(body))
    for page in reader.pages:
        yield page.extract_text().replace("\n", " ")
    yield from (str(value) for value in (reader.metadata or {}).values())
