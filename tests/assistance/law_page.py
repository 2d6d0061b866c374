"""Writes docs/law-review.md anew. Usage, after a change of the law data: `python -m tests.assistance.law_page`."""

from __future__ import annotations

from pathlib import Path

from simulation.casework.proof.finality import appeal_rows
from simulation.casework.proof.sentencing import sentence_rows
from simulation.casework.proof.usability import usability_rules
from simulation.exercise.procedures.extradition.table import RULES as EXTRADITION
from simulation.exercise.procedures.joint_team.table import RULES as JOINT_TEAM
from simulation.exercise.procedures.preservation.table import RULES as PRESERVATION
from simulation.exercise.procedures.restraint.table import RULES as RESTRAINT
from simulation.law.book.law_book import load_law_book
from simulation.law.book.review_page import law_review
from simulation.law.book.rule_entries import LawEntry
from simulation.law.time.trust import load_trust

BY = {
    "requesting": "the requesting side",
    "requested": "the requested side",
    "system": "the program",
}
"""Who takes a step, in words."""

PAGE = Path(__file__).resolve().parents[2] / "docs" / "law-review.md"


def more() -> tuple[LawEntry, ...]:
    """Rows of law that stand in other tables: the forum's rules of use, and the steps of procedures."""
    rules = tuple(
        LawEntry(
            "usability",
            rule.id,
            rule.defect.replace("_", " "),
            f"{rule.tradition}: {rule.effect}{f', made good by {rule.step}' if rule.step else ''}",
            rule.source,
            rule.confidence,
        )
        for rule in usability_rules()
    )
    sentences = tuple(
        LawEntry("sentences", row.id, row.text, f"{row.share[0]} of {row.share[1]}", row.source, row.confidence)
        for row in sentence_rows()
    )
    appeals = tuple(
        LawEntry("appeals", row.id, row.text, f"{row.days} days" if row.days else "", row.source, row.confidence)
        for row in appeal_rows().values()
    )
    steps = tuple(
        LawEntry(
            "procedures",
            f"{table.code}/{row.action}",
            row.action.replace("_", " "),
            f"{_quoted(row.origin or 'beginning')} to {_quoted(row.target)}, by {BY[row.side]}",
            row.basis,
            row.confidence,
        )
        for table in (EXTRADITION, JOINT_TEAM, RESTRAINT, PRESERVATION)
        for row in (table.begins, *table.transitions)
    )
    return (*rules, *sentences, *appeals, *steps, *desks(), *trusts())


def _quoted(status: str) -> str:
    return f"“{status.replace('_', ' ')}”"


def desks() -> tuple[LawEntry, ...]:
    """How many matters desks have in hand, and how busy outside cases keep them."""
    times = load_law_book().times
    hands = tuple(
        LawEntry(
            "desks",
            row.id,
            row.text,
            f"{row.matters_each} a person" if row.staff else f"{row.servers} at a time",
            row.source,
            row.confidence,
        )
        for row in times.desks
    )
    loads = tuple(
        LawEntry(
            "desks",
            f"load/{row.archetype}",
            "busy with outside cases",
            f"own offices {row.utilisation} %, third parties {row.third_party_utilisation} %; "
            f"{row.service} % of a stage's time is service",
            row.source,
            row.confidence,
        )
        for row in times.loads
    )
    return (*hands, *loads)


def trusts() -> tuple[LawEntry, ...]:
    """What makes one authority rely more or less on another."""
    return tuple(
        LawEntry(
            "trust", row.id, row.text, f"{row.change:+d} of 1,000, by the {row.by} side", row.source, row.confidence
        )
        for row in load_trust().values()
    )


if __name__ == "__main__":
    PAGE.write_text(law_review(load_law_book(), more()), encoding="utf-8")
