"""The page on the scenario format is the schema's own."""

from pathlib import Path

from simulation.exercise.registry import SHIPPED
from simulation.scenario.format_page import format_page

PAGE = Path(__file__).resolve().parents[2] / "docs" / "scenario-format.md"


def test_the_page_is_in_step_with_the_schema() -> None:
    told = "the page is out of step; write it anew: rogatory scenario describe > docs/scenario-format.md"
    assert PAGE.read_text(encoding="utf-8") == format_page(SHIPPED.allowed_names), told


def test_every_key_has_a_meaning() -> None:
    for line in format_page(SHIPPED.allowed_names).splitlines():
        if line.startswith("| `") and line.count("|") == 5:
            assert not line.endswith("|  |"), line


def test_no_type_is_shown_in_the_words_of_the_program() -> None:
    page = format_page(SHIPPED.allowed_names)
    for word in ("typing.", "<class", "Annotated", "NoneType"):
        assert word not in page
