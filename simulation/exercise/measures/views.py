"""What a team sees of a measure at home."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.kernel.terms import Office


@dataclass(frozen=True, slots=True)
class MeasureView:
    """A measure at home.

    `result` is `authorising` before a judge, `queued` while it waits for officers or a team, "" while it runs, else
    what came of it; `reasons` are in the words of who ordered it; `begun` is when its work began, None if it never did;
    `may_be_stopped` by an office that may order it; `version` is for `seen`.
    """

    key: str
    kind: str
    target: str
    office: Office
    ordered: int
    since: int
    is_running: bool
    result: str
    documents: tuple[str, ...]
    reasons: str = ""
    begun: int | None = None
    may_be_stopped: bool = False
    version: int = 1
