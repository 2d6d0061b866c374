"""Pictures of a declaration, made from it; `docs/requests.md` and `docs/procedures.md` show them and tests compare."""

from __future__ import annotations

from collections.abc import Iterable

from simulation.kernel.terms import Holder, TimeKind
from simulation.matters.declaration import Rules, Status
from simulation.matters.matter import Act, Matter


def diagram[M: Matter, A: Act](rules: Rules[M, A], anywhere: str = "") -> str:
    """The transitions as a Mermaid state diagram; acts that change no status are left out.

    Args:
        rules: The rules.
        anywhere: An action that leads from every open status to the same end, told in a note instead of drawn.
    """
    begins = rules.begins
    lines = ["stateDiagram-v2", f"    [*] --> {begins.target} : {begins.action} ({begins.side})"]
    lines += [
        f"    {each.origin} --> {each.target} : {each.action} ({each.side})"
        for each in rules.transitions
        if each.changes_status and each.action != anywhere
    ]
    if anywhere:
        side = next(each.side for each in rules.transitions if each.action == anywhere)
        lines.append(f"    note right of {begins.target} : {anywhere} ({side}) from any open status")
    lines += [f"    {code} --> [*]" for code, status in rules.statuses.items() if status.is_closed]
    return "\n".join(lines) + "\n"


def statuses(declared: Iterable[Status]) -> str:
    """Statuses in Markdown: whose time, of which kind, how many days, and why."""
    lines = ["| status | holder | kind | days | source or reason | confidence |", "|---|---|---|---|---|---|"]
    for status in declared:
        days = str(status.days) if status.days is not None else ""
        sure = status.confidence if status.basis else ""
        whose = f"{words(status.holder)} | {words(status.time_kind)}"
        lines.append(f"| `{status.code}` | {whose} | {days} | {status.basis} | {sure} |")
    return "\n".join(lines) + "\n"


def words(value: Holder | TimeKind | None) -> str:
    """A holder or kind of time as a cell of a table; "nobody" for none."""
    return "nobody" if value is None else value.value.replace("_", " ")
