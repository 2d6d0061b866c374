"""The page for practitioners shows every row of the law data, and none as checked by somebody who has not read it."""

from simulation.law.book.law_book import load_law_book
from simulation.law.book.review_page import law_review
from tests.assistance.law_page import PAGE, more

LAW = load_law_book()


def test_the_page_is_in_step_with_the_data() -> None:
    message = "docs/law-review.md is out of step; write it anew: python -m tests.assistance.law_page"
    assert PAGE.read_text(encoding="utf-8") == law_review(LAW, more()), message


def test_every_row_is_there_and_unchecked() -> None:
    lines = [
        line for line in law_review(LAW, more()).splitlines() if line.startswith("| ") and not line.startswith("| id ")
    ]
    assert len(lines) == len(LAW.entries()) + len(more())
    assert all(line.endswith(" |  |") for line in lines)
