"""Modules stay small and well named; that imports are absolute and at the top is ruff's to say (TID252, PLC0415)."""

import ast
from collections import Counter
from pathlib import Path

from tests.architecture.tree import PACKAGES, ROOT, imported, modules, parsed, project_files, python_files

MOST_LINES = 600
"""Size follows the reason to change; a module of more than 400 lines is looked at, one of more than this is divided."""
MOST_IN_A_FOLDER = 20
LEAST_LINES = 40
"""A module with one definition and fewer lines than this joins its neighbour."""
MAY_BE_SMALL = {"commands", "events", "state", "views"}
"""Modules of a subject: where a stranger looks for them, however little is in one."""
SMALL_FOR_A_REASON = {
    Path("webapp/control/blueprint.py"): "stands below every page of the area, which the area imports",
    Path("webapp/judging/blueprint.py"): "likewise",
    Path("webapp/desk/blueprint.py"): "stands below every page of the area, which the area imports",
    Path("webapp/store/registered.py"): "stands below all that reads a journal or says a code",
    Path("webapp/text/marking.py"): "every module of the catalogue imports it, and it imports nothing",
}
NAMES_THAT_SAY_NOTHING = {"base", "common", "helper", "helpers", "misc", "util", "utils"}
LOADS_BY_NAME = Path("webapp/cli/main.py")


def test_modules_are_short() -> None:
    lines = {
        path.as_posix(): len((ROOT / path).read_text(encoding="utf-8").splitlines())
        for path in project_files()
        if path.suffix == ".py"
    }
    assert {name: count for name, count in lines.items() if count > MOST_LINES} == {}


def test_folders_are_small() -> None:
    files = (path for path in python_files(*PACKAGES, "tests") if path.name != "__init__.py")
    modules_of = Counter(path.parent.as_posix() for path in files)
    assert {folder: count for folder, count in modules_of.items() if count > MOST_IN_A_FOLDER} == {}


def test_no_module_holds_next_to_nothing() -> None:
    tiny = {
        path
        for path, tree in modules("simulation", "webapp")
        if path.stem not in MAY_BE_SMALL
        and sum(isinstance(node, ast.FunctionDef | ast.ClassDef) for node in tree.body) == 1
        and len((ROOT / path).read_text(encoding="utf-8").splitlines()) < LEAST_LINES
    }
    assert tiny == set(SMALL_FOR_A_REASON)


def test_names_say_something() -> None:
    empty = [
        path for path in python_files(*PACKAGES, "tests") if NAMES_THAT_SAY_NOTHING & {path.stem, *path.parts[:-1]}
    ]
    assert empty == []


def test_packages_hold_a_docstring_and_no_more() -> None:
    for path in python_files(*PACKAGES, "tests"):
        if path.name == "__init__.py":
            tree = parsed(path)
            assert ast.get_docstring(tree), f"{path}: say what the package is for"
            assert len(tree.body) == 1, f"{path}: a package re-exports nothing"


def test_only_the_command_line_loads_modules_by_name() -> None:
    by_name = {
        path
        for path, tree in modules(*PACKAGES)
        for node in ast.walk(tree)
        if (isinstance(node, ast.Attribute) and node.attr == "import_module")
        or (isinstance(node, ast.Name) and node.id == "__import__")
        or "importlib.import_module" in imported(node)
    }
    assert by_name == {LOADS_BY_NAME}
