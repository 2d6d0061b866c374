"""Pictures of the tables, made from them; `docs/requests.md` and `docs/procedures.md` show them and tests compare."""

from __future__ import annotations

from simulation.exercise.procedures.letter.statuses import STATUSES, Action, Status
from simulation.exercise.procedures.letter.table import TRANSITIONS, rows_from
from simulation.kernel.entities import Holder, TimeKind
from simulation.matters.machine import Table
from simulation.scenario.schema.play import Route


def diagram(route: Route) -> str:
    """The table of one route as a Mermaid state diagram; acts that change no status are left out."""
    lines = ["stateDiagram-v2", f"    [*] --> {Status.DRAFTING}"]
    rows = [row for row in TRANSITIONS if row.route is route and row.changes_status]
    lines += [
        f"    {row.origin} --> {row.target} : {row.action} ({row.side})"
        for row in rows
        if row.action is not Action.WITHDRAW
    ]
    lines.append(f"    note right of {Status.DRAFTING} : withdraw (requesting) from any open status")
    seen = dict.fromkeys(status for row in rows for status in (row.origin, row.target))
    lines += [f"    {status} --> [*]" for status in seen if not rows_from(route, status)]
    return "\n".join(lines) + "\n"


def holders() -> str:
    """The table of statuses with their holder and kind, in Markdown."""
    lines = ["| status | holder | kind |", "|---|---|---|"]
    lines += [f"| `{row.status}` | {_words(row.holder)} | {_words(row.kind)} |" for row in STATUSES.values()]
    return "\n".join(lines) + "\n"


def table_diagram(table: Table) -> str:
    """A procedure's table as a Mermaid state diagram; acts that change no status are left out."""
    lines = ["stateDiagram-v2", f"    [*] --> {table.first} : {table.begins.action} ({table.begins.side})"]
    lines += [
        f"    {row.origin} --> {row.target} : {row.action} ({row.side})" for row in table.rows if row.changes_status
    ]
    lines += [f"    {status} --> [*]" for status, stay in table.stays.items() if stay.is_final]
    return "\n".join(lines) + "\n"


def table_stays(table: Table) -> str:
    """The statuses of a procedure in Markdown: whose time, of which kind, how many days, and why."""
    lines = ["| status | holder | kind | days | source or reason | confidence |", "|---|---|---|---|---|---|"]
    for stay in table.stays.values():
        days = str(stay.days) if stay.days is not None else ""
        sure = stay.confidence if stay.basis else ""
        lines.append(
            f"| `{stay.status}` | {_words(stay.holder)} | {_words(stay.kind)} | {days} | {stay.basis} | {sure} |"
        )
    return "\n".join(lines) + "\n"


def _words(value: Holder | TimeKind | None) -> str:
    return "nobody" if value is None else value.value.replace("_", " ")
