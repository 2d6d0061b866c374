"""Pictures of a declaration, made from it; `docs/procedures.md` shows them and a test compares."""

from __future__ import annotations

from simulation.kernel.terms import Holder, TimeKind
from simulation.matters.declaration import Table


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
            f"| `{stay.status}` | {words(stay.holder)} | {words(stay.kind)} | {days} | {stay.basis} | {sure} |"
        )
    return "\n".join(lines) + "\n"


def words(value: Holder | TimeKind | None) -> str:
    """A holder or kind of time as a cell of a table; "nobody" for none."""
    return "nobody" if value is None else value.value.replace("_", " ")
