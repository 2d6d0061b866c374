"""Copies of blue-current that a test may break."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from simulation.exercise.registry import load_scenario
from simulation.kernel.errors import Problem, ScenarioError
from simulation.scenario.load import directory_of

type Spoiler = Callable[[Path], None]


def copy_of_blue_current(folder: Path) -> Path:
    """The shipped scenario in a folder of the test's own, without the reference results: tests change their source."""
    made = folder / "blue-current"
    return shutil.copytree(directory_of("blue-current"), made, ignore=shutil.ignore_patterns("par.json"))


def problems_after(folder: Path, spoil: Spoiler) -> tuple[Problem, ...]:
    """What the loader tells of a spoiled copy; empty when it still loads."""
    directory = copy_of_blue_current(folder)
    spoil(directory)
    try:
        load_scenario(directory)
    except ScenarioError as error:
        return error.problems
    return ()


def replaced(file: str, old: str, new: str) -> Spoiler:
    """Replaces the first occurrence of a piece of text, which has to be there."""

    def spoil(directory: Path) -> None:
        path = directory / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} does not hold {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return spoil


def without_needs(directory: Path) -> None:
    """Leaves out what countries can only get by asking, with its words."""
    (directory / "needs.toml").unlink()
    for path in sorted((directory / "texts").glob("*.toml")):
        first, *tables = path.read_text(encoding="utf-8").split("\n[")
        kept = [table for table in tables if not table.startswith(("chain]", "waiting]"))]
        assert len(kept) < len(tables)
        path.write_text("\n[".join([first, *kept]), encoding="utf-8")


def appended(file: str, text: str) -> Spoiler:
    """Adds text at the end of a file."""

    def spoil(directory: Path) -> None:
        with (directory / file).open("a", encoding="utf-8") as stream:
            stream.write("\n" + text)

    return spoil


def without_table(file: str, header: str, key: str) -> Spoiler:
    """Leaves out the table of an array of tables that holds a key."""

    def spoil(directory: Path) -> None:
        path = directory / file
        first, *tables = path.read_text(encoding="utf-8").split(f"\n[[{header}]]\n")
        kept = [table for table in tables if key not in table]
        assert len(kept) == len(tables) - 1, f"{file}: [[{header}]] {key}"
        path.write_text(f"\n[[{header}]]\n".join([first, *kept]), encoding="utf-8")

    return spoil
