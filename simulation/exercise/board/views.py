"""A team's board as its pages show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class LinkView(NamedTuple):
    """A link of the board or of the file: solid when a document that is evidence supports it, dashed for a lead."""

    key: str
    a: str
    b: str
    kind: str
    documents: tuple[str, ...]
    is_evidence: bool
    on_board: bool
    is_claim: bool


@dataclass(frozen=True, slots=True)
class BoardView:
    """The team's board.

    Attributes:
        entities: Keys of entities on the board with the claim's key: (entity, claim).
        links: Links between entities of the file; `on_board` when both ends are on it.
        merged: Pairs said to be one.
        version: For `seen`.
    """

    entities: tuple[tuple[str, str], ...]
    links: tuple[LinkView, ...]
    merged: tuple[tuple[str, str], ...]
    version: int
