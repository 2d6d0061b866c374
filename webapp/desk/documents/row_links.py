"""What a row of a paper says of two entities, as a link for the board: a payment, a call, a delivery."""

from __future__ import annotations

from simulation.casework.documents.document import Document
from simulation.casework.file.links import LINKED, Ends


def links_of(document: Document, line: int) -> tuple[Ends, ...]:
    """Kind and ends of each link that a row shows, 1 for the first row.

    What the paper itself says of the act counts; a row of which it says nothing links the two that it is about.
    A row that names one alone, or a crowd, links nobody.
    """
    row = document.rows[line - 1]
    said = (each for each in document.assertions if row.trace and row.trace in each.traces)
    found = dict.fromkeys((str(each.kind), each.subject, each.object) for each in said if each.object)
    named = tuple(dict.fromkeys((document.about, *row.entities)))
    ends = tuple(key for key in named if document.mention(key) is not None)
    if not found and len(ends) == 2:
        return ((LINKED, *ends),)
    return tuple(each for each in found if each[1] != each[2])
