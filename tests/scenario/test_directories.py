"""What a directory of a scenario may be: none, a packed file, with a mark, in another language, changed meanwhile."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from simulation.exercise.registry import SHIPPED, load_scenario
from simulation.kernel.errors import ScenarioError
from simulation.scenario.load import MOST_KEPT, load
from tests.scenario.copies import copy_of_blue_current, replaced


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


def test_the_same_contents_are_the_same_scenario_wherever_they_lie(tmp_path: Path) -> None:
    one, two = (copy_of_blue_current(tmp_path / name) for name in ("one", "two"))
    assert load_scenario(one) is load_scenario(two)


def test_a_file_that_changed_is_read(tmp_path: Path) -> None:
    directory = copy_of_blue_current(tmp_path)
    before = load_scenario(directory)
    replaced("scenario.toml", f'version = "{before.version}"', 'version = "77.1"')(directory)
    assert load_scenario(directory).version == "77.1"
    replaced("scenario.toml", 'version = "77.1"', f'version = "{before.version}"')(directory)
    assert load_scenario(directory) == before


def test_words_of_another_language_are_read(tmp_path: Path) -> None:
    directory = copy_of_blue_current(tmp_path)
    assert "de" not in load_scenario(directory).texts
    (directory / "texts" / "de.toml").write_text('title = "Blau"\n', encoding="utf-8")
    assert load_scenario(directory).texts["de"]["title"] == "Blau"
    (directory / "texts" / "de.toml").rename(directory / "texts" / "nl.toml")
    assert set(load_scenario(directory).texts) >= {"en", "nl"}
    assert "de" not in load_scenario(directory).texts


def test_what_cannot_be_used_is_told_each_time(tmp_path: Path) -> None:
    directory = copy_of_blue_current(tmp_path)
    load_scenario(directory)
    replaced("play.toml", "people = 14", "people = 0")(directory)
    told = []
    for _time in range(2):
        with pytest.raises(ScenarioError) as raised:
            load_scenario(directory)
        told.append(raised.value.problems)
    assert told[0] == told[1]
    assert [problem.path for problem in told[0]] == ["play.toml: presets.0.people"]


def test_what_one_program_may_name_another_may_not(tmp_path: Path) -> None:
    directory = copy_of_blue_current(tmp_path)
    load_scenario(directory)
    with pytest.raises(ScenarioError):
        load(directory, replace(SHIPPED.allowed_names, instruments=()))


def test_few_are_kept(tmp_path: Path) -> None:
    directory = copy_of_blue_current(tmp_path)
    first = load_scenario(directory)
    words = directory / "texts" / "de.toml"
    for number in range(MOST_KEPT):
        words.write_text(f'title = "{number}"\n', encoding="utf-8")
        load_scenario(directory)
    words.unlink()
    again = load_scenario(directory)
    assert again is not first
    assert again == first
