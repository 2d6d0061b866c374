"""The planted world: two countries, a few people, two boxes, four accounts, and a need of every kind."""

from __future__ import annotations

import shutil
from pathlib import Path

from simulation.scenario.load import SCENARIOS

STORY = Path(__file__).with_name("planted")
SKELETON = SCENARIOS.parent / "simulation" / "scenario" / "data" / "skeleton"


def planted(folder: Path) -> Path:
    """A copy of the planted world that a test may change; the numbers of its rules are those of a new scenario."""
    directory = shutil.copytree(STORY, folder / "planted")
    numbers = (SKELETON / "network.toml").read_text(encoding="utf-8").partition("\n[laundering]")[2]
    with (directory / "network.toml").open("a", encoding="utf-8") as network:
        network.write(f"\n[laundering]{numbers}")
    return directory


def replaced(directory: Path, file: str, old: str, new: str) -> None:
    """Replace the first occurrence of a piece of text, which has to be there."""
    path = directory / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{file} does not hold {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
