"""The example of the page for authors is true: it loads, passes the check, and its sentence is the command's."""

import re
from pathlib import Path

import pytest

from simulation.exercise.registry import load_scenario
from simulation.needs.examination import examine_needs
from simulation.needs.findings import NeedQuestion
from simulation.scenario.schema.name_pools import freeze
from tests.architecture.tree import ROOT
from tests.needs.planted import STORY, planted, replaced
from webapp.cli.commands.scenario import run

PAGE = (ROOT / "docs" / "needs.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    """The one block of the page in a language."""
    (found,) = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    return str(found)


def test_the_row_is_one_of_the_planted_world() -> None:
    assert block("toml") in (STORY / "needs.toml").read_text(encoding="utf-8")


def test_the_example_passes_by_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    directory = planted(tmp_path)
    (directory / "needs.toml").write_text(block("toml"), encoding="utf-8")
    replaced(directory, "texts/en.toml", "[chain]", "[glossary]")
    replaced(directory, "texts/en.toml", "[waiting]", '[chain]\nwhere_it_lies = "Where it lies"\n\n[glossary.more]')
    examined = examine_needs(freeze(load_scenario(directory), 1))
    assert {each.question for each in examined.findings} <= {NeedQuestion.COVERAGE}
    assert run(["needs", str(directory)]) == 0
    assert capsys.readouterr().out == f"Where it lies\n  {block('text')}"


def test_every_question_of_the_check_stands_on_the_page() -> None:
    table = PAGE.partition("| question |")[2].partition("\n\n")[0]
    assert table.count("\n| ") == len(NeedQuestion)
