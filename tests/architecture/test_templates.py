"""Templates can be read: their lines are short, and only spaces stand at the beginning of them."""

from collections.abc import Iterable
from pathlib import Path
from statistics import quantiles

from tests.architecture.tree import ROOT, project_files

LONGEST = 120
USUAL = 90
"""Nine lines of ten are not longer than this."""


def templates() -> list[Path]:
    """Every template of the interface."""
    return [path for path in project_files() if path.suffix == ".html" and "templates" in path.parts]


def lines() -> Iterable[tuple[str, str]]:
    """Every line of every template, with its place."""
    for path in templates():
        for number, line in enumerate((ROOT / path).read_text(encoding="utf-8").splitlines(), 1):
            yield f"{path}:{number}", line


def test_no_line_of_a_template_is_long() -> None:
    assert len(templates()) > 100
    assert {place: len(line) for place, line in lines() if len(line) > LONGEST} == {}


def test_lines_of_templates_are_usually_short() -> None:
    assert quantiles((len(line) for _, line in lines()), n=10)[-1] <= USUAL


def test_templates_are_indented_by_spaces() -> None:
    assert [place for place, line in lines() if "\t" in line or line != line.rstrip()] == []
