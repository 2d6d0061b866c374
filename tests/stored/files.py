"""What is stored: where it lies, how it is packed, and under which rules it was taken."""

from __future__ import annotations

import json
import lzma
import tomllib
from difflib import unified_diff
from pathlib import Path

from simulation.exercise.core.settings import RULES_VERSION

HERE = Path(__file__).parent
EXERCISES = HERE / "exercises"
PAGES = HERE / "pages"
EVENTS = HERE / "events"
NAMES = HERE / "names.txt"
RULES = HERE / "rules.toml"
ENDING = ".rogatory.xz"
LINES = 40
"""Lines of a difference that are shown at once."""


def taken_under() -> int:
    """Rules under which pages, names and events were taken."""
    found = tomllib.loads(RULES.read_text(encoding="utf-8"))["rules_version"]
    assert isinstance(found, int)
    return found


def keep_rules() -> None:
    """Note the rules of today."""
    RULES.write_text(f"rules_version = {RULES_VERSION}\n", encoding="utf-8")


def exercise(name: str) -> Path:
    """The stored exercise of this name, of the rules under which pages were taken."""
    return EXERCISES / f"rules-{taken_under()}" / f"{name}{ENDING}"


def exercises() -> list[Path]:
    """Every stored exercise, of all versions of the rules, those of the newest last."""
    found = EXERCISES.glob(f"rules-*/*{ENDING}")
    return sorted(found, key=lambda path: (int(path.parent.name.removeprefix("rules-")), path.name))


def name_of(path: Path) -> str:
    """What tests call it: `rules-4/blue-matters`."""
    return f"{path.parent.name}/{path.name.removesuffix(ENDING)}"


def read(path: Path) -> str:
    """A packed text."""
    return lzma.decompress(path.read_bytes()).decode()


def keep(path: Path, text: str) -> None:
    """Pack a text; the same text gives the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(lzma.compress(text.encode(), preset=9))


def unpacked(path: Path, folder: Path, rules: int | None = None) -> Path:
    """An exercise as the commands take it; with `rules` as if it had been played under those."""
    text = read(path)
    if rules is not None:
        text = json.dumps({**json.loads(text), "rules_version": rules})
    made = folder / path.name.removesuffix(".xz")
    made.write_text(text, encoding="utf-8")
    return made


def difference(before: str, now: str, name: str) -> list[str]:
    """What changed in a text, as lines."""
    return list(unified_diff(before.splitlines(), now.splitlines(), f"{name} stored", f"{name} now", lineterm="", n=1))


def shown(lines: list[str]) -> str:
    """The first lines of a difference."""
    more = [] if len(lines) <= LINES else [f"… and {len(lines) - LINES} lines more"]
    return "\n".join([*(line[:400] for line in lines[:LINES]), *more])
