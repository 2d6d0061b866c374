"""Writes docs/law-review.md anew. Usage, after a change of the law data: `python -m tests.assistance.law_page`."""

from __future__ import annotations

from pathlib import Path

from simulation.assistance.law_review import law_review
from simulation.assistance.lawbook import load_law_book

PAGE = Path(__file__).resolve().parents[2] / "docs" / "law-review.md"

if __name__ == "__main__":
    PAGE.write_text(law_review(load_law_book()), encoding="utf-8")
