"""Modules stay small and well named; that imports are absolute and at the top is ruff's to say (TID252, PLC0415)."""

import ast
from collections import Counter
from pathlib import Path

from tests.architecture.tree import PACKAGES, ROOT, imported, modules, parsed, project_files, python_files

MOST_LINES = 600
"""Size follows the reason to change; a module of more than 400 lines is looked at, one of more than this is divided."""
MOST_IN_A_FOLDER = 20
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
