"""Writes docs/five-bases.md anew. Usage, after a change of the rules: `python -m tests.assistance.rules.bases_page`."""

from __future__ import annotations

from pathlib import Path

from simulation.law.book.assistance_types import kind_of
from simulation.law.book.bases_page import bases_page
from simulation.scenario.schema.play import Sought
from tests.assistance.jurisdictions import a_pair

PAGE = Path(__file__).resolve().parents[3] / "docs" / "five-bases.md"

ASKED = (
    (Sought.BANK_RECORDS, ("UNTOC", "ETS30", "BIL", "ASEAN", "EIO")),
    (Sought.FREEZE, ("UNTOC", "CETS198", "FRZ", "OAS", "reciprocity")),
    (Sought.SURRENDER, ("UNTOC", "ETS24", "EAW", "UN88", "reciprocity")),
)


def page() -> str:
    """The page as the rules stand."""
    return bases_page([(kind_of(sought), bases) for sought, bases in ASKED], a_pair())


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
