"""Pictures of the letter's table, made from it; `docs/requests.md` shows them and a test compares."""

from __future__ import annotations

from simulation.exercise.procedures.letter.statuses import STATUSES, LetterAction, LetterStatus
from simulation.exercise.procedures.letter.table import TRANSITIONS, rows_from
from simulation.matters.diagrams import words
from simulation.scenario.schema.play import Route


def diagram(route: Route) -> str:
    """The table of one route as a Mermaid state diagram; acts that change no status are left out."""
    lines = ["stateDiagram-v2", f"    [*] --> {LetterStatus.DRAFTING}"]
    rows = [row for row in TRANSITIONS if row.route is route and row.changes_status]
    lines += [
        f"    {row.origin} --> {row.target} : {row.action} ({row.side})"
        for row in rows
        if row.action is not LetterAction.WITHDRAW
    ]
    lines.append(f"    note right of {LetterStatus.DRAFTING} : withdraw (requesting) from any open status")
    seen = dict.fromkeys(status for row in rows for status in (row.origin, row.target))
    lines += [f"    {status} --> [*]" for status in seen if not rows_from(route, status)]
    return "\n".join(lines) + "\n"


def holders() -> str:
    """The table of statuses with their holder and kind, in Markdown."""
    lines = ["| status | holder | kind |", "|---|---|---|"]
    lines += [f"| `{row.status}` | {words(row.holder)} | {words(row.kind)} |" for row in STATUSES.values()]
    return "\n".join(lines) + "\n"
