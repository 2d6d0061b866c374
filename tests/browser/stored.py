"""What the server has stored, read from its database with nothing of the program but the names of its tables."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

DAY = 86_400


@dataclass(frozen=True, slots=True)
class Stored:
    """The database of a server."""

    folder: Path

    def events(self, kind: str) -> list[dict[str, object]]:
        """The events of a kind that no undo took back, in the order in which they happened."""
        with closing(sqlite3.connect(self.folder / "rogatory.sqlite")) as database:
            rows = database.execute(
                "SELECT payload FROM events WHERE kind = ? AND superseded_by IS NULL ORDER BY sequence", (kind,)
            ).fetchall()
        return [json.loads(payload) for (payload,) in rows]

    def request_opened_by(self, requesting: str, requested: str) -> str:
        """Key of the only request that this country opened to that one at its desk."""
        (found,) = (
            event
            for event in self.events("RequestOpened")
            if (event["requesting"], event["requested"], event["inherited"]) == (requesting, requested, False)
        )
        return str(found["request"])

    def seconds_held(self, request: str) -> dict[tuple[str, str], int]:
        """Seconds for which each holder held a request with each kind of time running, by its stored moves alone."""
        opened = next(event for event in self.events("RequestOpened") if event["request"] == request)
        since, read, holder, kind = number(opened["at"]), number(opened["at"]), "requesting", "decision"
        held: dict[tuple[str, str], int] = {}
        for move in self.events("RequestMoved"):
            if move["request"] != request:
                continue
            at = number(move["at"])
            if holder:
                held[holder, kind] = held.get((holder, kind), 0) + max(0, at - max(since, read))
                held[holder, "pace"] = held.get((holder, "pace"), 0) + max(0, min(at, read) - since)
            since, holder, kind = at, str(move["holder"]), str(move["kind"])
            if move["status"] != move["before"]:
                read = number(move["read_from"]) if move["read_from"] is not None else at
        assert not holder, "the request is still open"
        return held


def number(value: object) -> int:
    """A whole number of a stored line."""
    assert isinstance(value, int)
    return value
