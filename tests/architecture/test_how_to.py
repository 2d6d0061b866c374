"""The pages of how-to name every place that additions touch: those of `tests/scratch`, and some that ship."""

from __future__ import annotations

import ast
import re
import tomllib
from dataclasses import fields
from functools import cache
from pathlib import Path

import pytest

from simulation.exercise.registry import Registry
from tests.architecture.tree import ROOT, imported, parsed, project_files

HOW_TO = ROOT / "docs" / "how-to"
SCRATCH = Path("tests/scratch")
PAGES = {
    "fees/assistance.py": "type-of-assistance.md",
    "fees/document.py": "kind-of-document.md",
    "fees/ground.py": "ground.md",
    "fees/measure.py": "measure.md",
    "visit/procedure.py": "procedure.md",
    "visit/policy.py": "procedure.md",
    "customs/procedure.py": "procedure.md",
    "customs/office.py": "office.md",
    "customs/scenario.py": "office.md",
}
"""The page that tells how each addition is made."""

ALL_PAGES = sorted(page.name for page in HOW_TO.glob("*.md"))


@cache
def page(name: str) -> str:
    """The text of a page."""
    return (HOW_TO / name).read_text(encoding="utf-8")


def declares_with(module: ast.Module) -> set[str]:
    """The classes of the simulation that a module makes its declarations of, by their full names."""
    declared = [node for node in module.body if not isinstance(node, ast.FunctionDef)]
    made = {
        node.func.id
        for each in declared
        for node in ast.walk(each)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id[0].isupper()
    }
    names = {name for each in declared for name in imported(each) if name.startswith("simulation.")}
    return {name for name in names if name.rpartition(".")[2] in made}


def files_of(module: ast.Module) -> set[str]:
    """The files of a scenario that a module changes."""
    texts = {node.value for node in ast.walk(module) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return {text for text in texts if re.fullmatch(r"[\w/]+\.toml", text)}


def missing(addition: str, text: str) -> list[str]:
    """What an addition is declared with, and a page does not name: where its classes and its files lie."""
    module = parsed(SCRATCH / addition)
    places = {f"{name.rpartition('.')[0].replace('.', '/')}.py" for name in declares_with(module)}
    return sorted(place for place in places | files_of(module) if place not in text)


def test_every_addition_has_its_page() -> None:
    made = {
        path.relative_to(SCRATCH).as_posix()
        for path in project_files()
        if path.suffix == ".py" and path.parts[:2] == SCRATCH.parts and len(path.parts) == 4
    }
    assert {each for each in made if not each.endswith("__init__.py")} == set(PAGES)


@pytest.mark.parametrize("addition", PAGES)
def test_a_page_names_where_an_addition_touches(addition: str) -> None:
    assert missing(addition, page(PAGES[addition])) == []


@pytest.mark.parametrize("addition", PAGES)
def test_a_page_names_its_example(addition: str) -> None:
    package = (SCRATCH / addition).parent.as_posix()
    assert re.search(rf"`{package}(/\w+\.py)?`", page(PAGES[addition]))


@pytest.mark.parametrize("package", sorted({each.partition("/")[0] for each in PAGES}))
def test_pages_name_the_words_of_an_addition(package: str) -> None:
    words = tomllib.loads((ROOT / SCRATCH / package / "words.toml").read_text(encoding="utf-8"))
    text = "".join(page(name) for addition, name in PAGES.items() if addition.startswith(package))
    assert [group for group in words if f"`{group}.<" not in text] == []


@pytest.mark.parametrize("listed", [each.name for each in fields(Registry)])
def test_every_list_of_the_registry_has_a_page(listed: str) -> None:
    assert [name for name in ALL_PAGES if f"{listed}=" in page(name)]


NEIGHBOURS = {
    "type-of-assistance.md": ("connection_records", "asset_return", "travel_records", "subscriber_data"),
    "kind-of-document.md": ("connection_log", "forensic_report", "search_inventory", "seizure_record", "purchase_log"),
    "measure.md": ("border_alert", "covert_purchase", "release_goods"),
    "ground.md": ("G14",),
    "network-rule.md": ("CorridorDropped", "GoodsLost"),
    "inject-trigger.md": ("RequestPostponed", "RequestWithdrawn"),
    "score.md": ("members_charged", "persons_identified", "money_laundered_minor"),
}
"""Additions that ship and that have no rule of their own in another place, by their codes."""


@cache
def sources() -> dict[Path, str]:
    """Modules, tables and templates of the simulation and the web."""
    return {
        path: (ROOT / path).read_text(encoding="utf-8")
        for path in project_files()
        if path.parts[0] in {"simulation", "webapp"} and path.suffix in {".py", ".toml", ".html"}
    }


def touched_by(code: str) -> set[Path]:
    """The files that name a code that ships."""
    name = re.compile(rf"\b({code}|{code.upper()})\b")
    return {path for path, text in sources().items() if name.search(text)}


@pytest.mark.parametrize(("name", "code"), [(name, code) for name, codes in NEIGHBOURS.items() for code in codes])
def test_a_page_names_where_a_neighbour_stands(name: str, code: str) -> None:
    text = page(name)
    folders = {Path(found).parent for found in re.findall(r"`([\w./-]+)` and its neighbours", text)}
    places = {path for path in touched_by(code) if path.parent not in folders}
    assert places
    assert sorted(path.as_posix() for path in places if path.as_posix() not in text) == []


def strayed(row: str) -> list[str]:
    """Names that a row gives and that stand in none of the files that it gives."""
    files = [ROOT / name for name in re.findall(r"`([\w.-]+/[\w./-]+\.\w+)`", row)]
    names = re.findall(r"`(_?[A-Z]\w+|[a-z]\w*_\w+)`", row)
    texts = [file.read_text(encoding="utf-8") for file in files if file.exists()]
    return [name for name in names if texts and not any(re.search(rf"\b{name}\b", text) for text in texts)]


@pytest.mark.parametrize("name", ALL_PAGES)
def test_what_a_row_names_stands_in_its_files(name: str) -> None:
    assert [each for row in page(name).splitlines() if row.startswith("| ") for each in strayed(row)] == []


def test_a_name_that_is_gone_is_seen() -> None:
    assert strayed("| its record | `NOWHERE` in `simulation/kernel/offices.py` |") == ["NOWHERE"]


def test_what_a_page_leaves_out_is_seen() -> None:
    text = page("type-of-assistance.md").replace("simulation/law/time/stage_times.py", "")
    assert missing("fees/assistance.py", text) == ["simulation/law/time/stage_times.py"]
