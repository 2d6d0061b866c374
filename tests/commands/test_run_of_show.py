"""The plans by the minute are those of the presets, and their minutes add up."""

import re
from pathlib import Path

import pytest

from simulation.exercise.registry import load_scenario
from simulation.scenario.load import directory_of
from simulation.scenario.schema.play import Preset

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "run-of-show.md").read_text(encoding="utf-8")
PRESETS = {preset.key: preset for preset in load_scenario(directory_of("blue-current")).play.presets}
OFFICE = re.compile(r"^\| (\d+)-(\d+) \| move (\d+), office hours (\d+) min", re.MULTILINE)
JUMP = re.compile(r"^\| \d+-\d+ \| (?:last )?jump of (\d+) days", re.MULTILINE)
ROW = re.compile(r"^\| (\d+)-(\d+) \|", re.MULTILINE)


def plan(key: str) -> str:
    return TEXT.partition(f"<!-- plan: {key} -->")[2].partition("\n## ")[0]


@pytest.mark.parametrize("key", ["half_day_14", "two_day_28"])
class TestPlan:
    def test_moves_and_minutes(self, key: str) -> None:
        preset: Preset = PRESETS[key]
        moves = [tuple(map(int, found)) for found in OFFICE.findall(plan(key))]
        assert [number for _start, _end, number, _minutes in moves] == list(range(1, len(preset.jumps) + 1))
        for start, end, _number, minutes in moves:
            assert end - start == minutes == preset.office_minutes

    def test_jumps(self, key: str) -> None:
        assert tuple(map(int, JUMP.findall(plan(key)))) == PRESETS[key].jumps

    def test_the_sentence_above(self, key: str) -> None:
        preset = PRESETS[key]
        days = ", ".join(map(str, preset.jumps))
        pace = f"{len(preset.jumps)} moves, office hours of {preset.office_minutes} minutes, jumps of {days} days."
        assert f"Preset `{key}`: {pace}" in TEXT.replace("\n", " ")
        assert f"{preset.people} people" in TEXT

    def test_no_minute_is_missing(self, key: str) -> None:
        end = 0
        for start, until in (tuple(map(int, found)) for found in ROW.findall(plan(key))):
            assert start in {end, 0}
            assert until > start
            end = until
