"""docs/architecture.md is in step with the contracts, and names modules that are there."""

import re

from tests.architecture.rooms_page import PAGE, page
from tests.architecture.tree import PACKAGES, ROOT

NAMED = re.compile(rf"`((?:{'|'.join((*PACKAGES, 'tests', 'benchmarks'))})(?:[./][\w/.-]+)?)`")


def missing(text: str) -> list[str]:
    """The packages, modules and folders that a page names and that are not there."""
    names = {name: ROOT / (name if "/" in name else name.replace(".", "/")) for name in NAMED.findall(text)}
    return [name for name, path in names.items() if not path.exists() and not path.with_suffix(".py").exists()]


def test_who_imports_whom_is_in_step_with_the_contracts() -> None:
    message = "docs/architecture.md is out of step; write it anew: python -m tests.architecture.rooms_page"
    assert PAGE.read_text(encoding="utf-8") == page(PAGE.read_text(encoding="utf-8")), message


def test_every_module_that_it_names_is_there() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert len(NAMED.findall(text)) > 50
    assert missing(text) == []


def test_a_missing_one_is_seen() -> None:
    text = "`simulation.exercise.engines`, `webapp.store`, `tests/nowhere`, `simulation/kernel/draws.py`"
    assert missing(text) == ["simulation.exercise.engines", "tests/nowhere"]
