"""Writes docs/procedures.md from the tables: `python -m tests.assistance.procedures_page`."""

from pathlib import Path

from simulation.exercise.registry import SHIPPED
from simulation.matters.diagrams import diagram, statuses

PAGE = Path(__file__).parents[2] / "docs" / "procedures.md"

HEAD = """# Procedures other than the letter of request

`python -m tests.assistance.procedures_page` writes this page from the tables; `docs/requests.md` shows the letter
itself. Each procedure has one table. It gives the statuses, the holder and kind of time of each status, who may do what
in this status, and the next status. Only `simulation.matters.machine.advance` changes the status of a procedure.
Confidence: T read in the primary source, S in a secondary source, M general knowledge, P our own proposal. The source
of each row is in the law book and in `docs/law-review.md`.
"""

TITLES = {
    "extradition": "Extradition",
    "joint_team": "Joint investigation team",
    "freezing": "Freezing and confiscation",
    "preservation": "Preservation, then content",
}


def page() -> str:
    """The whole page."""
    parts = [HEAD]
    for kind, procedure in SHIPPED.procedure_by_code.items():
        declared = statuses(procedure.rules.statuses.values())
        parts.append(f"## {TITLES[kind]}\n\n```mermaid\n{diagram(procedure.rules)}```\n\n{declared}")
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
