"""What a team sees of a measure at home."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.kernel.terms import Office


@dataclass(frozen=True, slots=True)
class MeasureView:
    """A measure at home.

    `result` is `authorising` before a judge, `queued` while it waits for officers or a team, "" while it runs, else
    what came of it; `reasons` are in the words of who ordered it; `begun` is when its work began, None if it never did;
    `may_be_stopped` by an office that may order it; `version` is for `seen`; `is_covert` says that those concerned
    must not know of it.
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
    is_covert: bool = False


@dataclass(frozen=True, slots=True)
class ReportView:
    """A suspicious transaction report in the FIU's stream, and what was decided on it.

    `decision` is "" while it is open, `due_day` the last day for it, `decided` when it was taken, `about` the account.
    """

    key: str
    document: str
    received: int
    decision: str
    to: str
    due_day: int
    decided: int | None = None
    about: str = ""
