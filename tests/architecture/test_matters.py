"""One function sets a status: the machine of matters alone makes a stay and appends it. A procedure is one folder."""

import ast
from importlib import import_module
from pathlib import Path

from simulation.exercise.registry import SHIPPED
from tests.architecture.tree import modules, place

MACHINE = Path("simulation/matters/machine.py")

SHOWN = Path("simulation/exercise/procedures/letter/play/visibility.py")
"""What a side sees of a letter that it cannot follow has fewer stays than the letter; nothing is kept of it."""

MAKES = {"Stay", "moved", "stay_in"}

OWN = {"moved", "to_be_read"}
"""How a kind of matter lets itself be moved, and keeps from when its present stay can be read."""


def set_elsewhere(path: Path, tree: ast.Module) -> list[str]:
    """Where a module makes a stay, or puts another list of stays in place of a matter's own."""
    if path in {MACHINE, SHOWN}:
        return []
    moved = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name in OWN]
    own = {inner for node in moved for inner in ast.walk(node)}  # how a kind of matter lets itself be moved
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if called in MAKES:
            found.append(f"{place(path, node)} calls {called}")
        if called in {"_replace", "replace"} and node not in own and any(word.arg == "stays" for word in node.keywords):
            found.append(f"{place(path, node)} replaces stays")
    return found


def test_only_the_machine_sets_a_status() -> None:
    assert [found for path, tree in modules("simulation", "webapp") for found in set_elsewhere(path, tree)] == []


def test_a_status_that_is_set_elsewhere_is_noticed() -> None:
    for planted in (
        "Stay('refused', None, None, 0, '')",
        "machine.stay_in(status, now, 'refuse')",
        "kept.matter.moved(stays, entry)",
        "request._replace(stays=(*request.stays, stay))",
    ):
        assert set_elsewhere(Path("simulation/exercise/engine.py"), ast.parse(planted)), planted


def test_a_procedure_lies_in_one_folder_with_its_table_and_words() -> None:
    for each in SHIPPED.procedures:
        assert import_module(f"{each.package}.procedure").PROCEDURE is each
        assert import_module(f"{each.package}.table").RULES is each.rules
        assert SHIPPED.words[f"procedure_kind.{each.rules.code}"]
