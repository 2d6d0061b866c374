"""What is seen is derived from named inputs: nobody announces a change, and nothing writes into a frozen value."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from importlib import import_module
from pathlib import Path
from types import NoneType, UnionType
from typing import TypeVar, Union, get_args, get_origin, get_type_hints

import pytest

from simulation.kernel.registers import Watched
from simulation.kernel.shared import is_shared
from tests.architecture.tree import dotted, imported, modules, place

EXERCISE = Path("simulation/exercise")
MOST_WITH_STATE = 414
"""Functions of the exercise that are given the whole state: no more of them than there are."""
SEEN = {"views", "view_builder"}
STILL_WITH_STATE = {"procedures/letter/play/view_builder.py"}
"""Makers of views that read the state themselves: findings of letters rest on both files."""


def _exercise() -> Iterator[tuple[Path, ast.Module]]:
    return ((path, tree) for path, tree in modules("simulation") if path.is_relative_to(EXERCISE))


def _with_state(tree: ast.Module) -> list[str]:
    return [
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        for given in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
        if given.annotation is not None and ast.unparse(given.annotation) == "State"
    ]


def _announcements(tree: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Attribute):
            continue
        of = ast.unparse(node.value)
        is_noted = node.attr == "append" and of.rpartition(".")[2].endswith("changed")
        is_forced = of == "object" and node.attr in {"__setattr__", "__delattr__"}
        if node.attr == "touch" or is_noted or is_forced:
            yield node


def test_the_old_ways_are_recognised() -> None:
    old = "state.touch('VAL')\nletters.changed.append(key)\nobject.__setattr__(view, 'a', 1)\nfound.append(key)"
    assert len(list(_announcements(ast.parse(old)))) == 3


def test_nobody_announces_a_change() -> None:
    assert [place(path, node) for path, tree in _exercise() for node in _announcements(tree)] == []


def test_makers_of_views_are_given_no_state() -> None:
    makers = {
        path.relative_to(EXERCISE).as_posix()
        for path, tree in _exercise()
        if SEEN & {path.stem, *path.relative_to(EXERCISE).parts[:-1]} and _with_state(tree)
    }
    assert makers == STILL_WITH_STATE


def test_no_more_functions_are_given_the_whole_state() -> None:
    assert sum(len(_with_state(tree)) for _, tree in _exercise()) <= MOST_WITH_STATE


def _watched() -> list[type]:
    for path, tree in modules("simulation"):
        bases = {
            ast.unparse(base).partition("[")[0]
            for each in tree.body
            if isinstance(each, ast.ClassDef)
            for base in each.bases
        }
        if bases & {"Watched", "MatterState"}:
            import_module(dotted(path))
    return sorted(_below(Watched), key=lambda each: each.__name__)


def _below(kind: type) -> Iterator[type]:
    below: list[type] = kind.__subclasses__()
    for each in below:
        yield each
        yield from _below(each)


def _never_changes(hint: object) -> bool:
    if isinstance(hint, TypeVar):
        return _never_changes(hint.__bound__)
    origin = get_origin(hint)
    if origin in {tuple, Mapping, Union, UnionType}:
        return all(each is ... or _never_changes(each) for each in get_args(hint))
    if not isinstance(hint, type):
        return False
    if hint in {str, int, bool, float, NoneType} or issubclass(hint, Enum):
        return True
    is_frozen = is_dataclass(hint) and vars(hint)["__dataclass_params__"].frozen
    return is_frozen or (issubclass(hint, tuple) and hasattr(hint, "_fields")) or is_shared(object.__new__(hint))


@pytest.mark.parametrize("row", _watched(), ids=lambda row: row.__name__)
def test_fields_of_a_watched_row_hold_what_never_changes(row: type) -> None:
    hints = get_type_hints(row)
    names = [field.name for field in fields(row)]
    assert [name for name in names if not _never_changes(hints[name])] == []
    assert "__slots__" not in vars(row), "a copy of a row with slots is restored field by field"


def test_there_are_watched_rows() -> None:
    assert {"MeetingState", "InjectState", "HandOverState"} <= {row.__name__ for row in _watched()}
    assert not _never_changes(dict[str, str])
    assert not _never_changes(list[int])


def test_what_is_kept_knows_no_view() -> None:
    known = [
        place(path, node)
        for path, tree in _exercise()
        if path.stem == "state"
        for node in ast.walk(tree)
        for name in imported(node)
        if SEEN & {*name.split(".")}
    ]
    assert known == []
