"""Takes what the nets compare with anew, and says what changed.

Usage: python -m tests.stored.take [--same-rules] [exercises] [names] [events] [pages]

Without names all four, in this order. What was taken under the rules of today is left as it is, for it should not have
changed; `--same-rules` says that the change is meant, as when a page is reworded.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from simulation.exercise.core.settings import RULES_VERSION
from tests.stored import events, files, making, names, pages

SAME_RULES = "--same-rules"


def exercises(folder: Path) -> Iterator[tuple[Path, str]]:
    """Each exercise, made anew."""
    for recipe in making.RECIPES:
        place = folder / recipe.name
        place.mkdir()
        path = files.EXERCISES / f"rules-{RULES_VERSION}" / f"{recipe.name}{files.ENDING}"
        yield path, making.make(recipe, place)


def names_on_paper(folder: Path) -> Iterator[tuple[Path, str]]:
    """The list of names and addresses."""
    house = pages.a_house(folder)
    yield files.NAMES, names.now(house.app)
    house.close()


def years(folder: Path) -> Iterator[tuple[Path, str]]:
    """The events of each scenario's year."""
    del folder
    for scenario in events.SCENARIOS:
        yield events.file(scenario), events.now(scenario)


def all_pages(folder: Path) -> Iterator[tuple[Path, str]]:
    """The pages of each exercise."""
    for name in pages.LOOKS:
        place = folder / name
        place.mkdir()
        yield pages.file(name), pages.taken(name, place)


NETS: dict[str, Callable[[Path], Iterator[tuple[Path, str]]]] = {
    "exercises": exercises,
    "names": names_on_paper,
    "events": years,
    "pages": all_pages,
}


def before(path: Path) -> str | None:
    """What is stored there."""
    if not path.exists():
        return None
    return files.read(path) if path.suffix == ".xz" else path.read_text(encoding="utf-8")


def main(arguments: list[str]) -> int:
    """See the module's usage."""
    may_change = SAME_RULES in arguments or not files.RULES.exists() or files.taken_under() != RULES_VERSION
    chosen = [each for each in arguments if each != SAME_RULES] or list(NETS)
    if set(chosen) - set(NETS):
        sys.stderr.write(f"{__doc__}\n")
        return 2
    files.keep_rules()
    refused = 0
    for net in chosen:
        with tempfile.TemporaryDirectory() as folder:
            for path, text in NETS[net](Path(folder)):
                refused += _kept(path, text, may_change=may_change)
    return 1 if refused else 0


def _kept(path: Path, text: str, *, may_change: bool) -> bool:
    """Stores what was taken; True when it is another one and may not be."""
    was, where = before(path), path.relative_to(files.HERE)
    if was == text:
        sys.stdout.write(f"{where}: the same\n")
        return False
    if was is not None and not may_change:
        sys.stdout.write(f"{where}: differs, and RULES_VERSION is what it was; {SAME_RULES} takes it anew\n")
        return True
    if was is None:
        sys.stdout.write(f"{where}: new\n")
    else:
        lines = (
            pages.difference(was, text)
            if files.PAGES in path.parents
            else files.difference(was, text, where.as_posix())
            if files.EXERCISES not in path.parents
            else []
        )
        sys.stdout.write(f"{where}: changed\n{files.shown(lines)}\n")
    if path.suffix == ".xz":
        files.keep(path, text)
    else:
        path.write_text(text, encoding="utf-8")
    return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
