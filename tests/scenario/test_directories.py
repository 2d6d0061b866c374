"""What a directory of a scenario may be: none, a packed file, with a byte order mark, in another language."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulation.exercise.registry import load_scenario
from simulation.kernel.errors import ScenarioError
from tests.scenario.copies import copy_of_blue_current


def test_a_directory_that_is_no_scenario_and_one_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="not a scenario"):
        load_scenario(tmp_path)
    with pytest.raises(ScenarioError, match="no such directory"):
        load_scenario(tmp_path / "nowhere")


def test_a_packed_scenario_is_a_file_and_not_missing(tmp_path: Path) -> None:
    packed = tmp_path / "own.rogscn"
    packed.write_bytes(b"")
    with pytest.raises(ScenarioError, match="a file, not a directory; `rogatory scenario install FILE`"):
        load_scenario(packed)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    directory = copy_of_blue_current(tmp_path)
    path = directory / "treaties.toml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert len(load_scenario(directory).pairs) == 15


def test_another_language_may_leave_words_out(tmp_path: Path) -> None:
    directory = copy_of_blue_current(tmp_path)
    (directory / "texts" / "fr.toml").write_text('title = "Courant bleu"\n', encoding="utf-8")
    scenario = load_scenario(directory)
    assert scenario.text("title", "fr") == "Courant bleu"
    assert scenario.text("place.harlvoort", "fr") == "Harlvoort"
