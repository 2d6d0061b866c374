"""No class holds too much: state with behaviour is divided into parts, each with what belongs to it.

Counted are the attributes that instances have (fields of the class body and what methods set on `self`) and the
methods, properties and private ones too, with everything that comes from base classes of the project. What comes from
libraries is theirs.

Values are counted apart: frozen data classes, named tuples, models of what an author writes, rows of tables, and views
made from them. Their fields say one thing in full, as a page, a row of the law or a scenario needs it, and nothing
changes them; so they may be wider, and may have no more behaviour than others.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache

import pytest

from tests.architecture.tree import dotted, modules

MOST_ATTRIBUTES = 20
MOST_METHODS = 25
MOST_FIELDS = 36
"""Of a value."""

VALUES = {"NamedTuple", "BaseModel", "DeclarativeBase"}
"""Bases from libraries whose classes are values."""


@dataclass(frozen=True, slots=True)
class Size:
    """What instances of a class have."""

    attributes: frozenset[str]
    methods: frozenset[str]
    is_value: bool

    def with_base(self, base: Size) -> Size:
        """With what is inherited."""
        return Size(self.attributes | base.attributes, self.methods | base.methods, self.is_value or base.is_value)


def _own(node: ast.ClassDef) -> Size:
    attributes: set[str] = set()
    methods: set[str] = set()
    for part in node.body:
        match part:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                methods.add(part.name)
                attributes |= {
                    at.attr
                    for at in ast.walk(part)
                    if isinstance(at, ast.Attribute)
                    and isinstance(at.ctx, ast.Store)
                    and ast.unparse(at.value) == "self"
                }
            case ast.AnnAssign(target=ast.Name(id=name)) if "ClassVar" not in ast.unparse(part.annotation):
                attributes.add(name)
            case ast.Assign(targets=[ast.Name(id="__slots__")]):
                attributes |= {str(slot.value) for slot in ast.walk(part.value) if isinstance(slot, ast.Constant)}
            case _:
                pass
    is_frozen = any("frozen=True" in ast.unparse(decorator) for decorator in node.decorator_list)
    # A property with a setter is one way to reach what is counted already.
    return Size(frozenset(attributes - methods), frozenset(methods), is_frozen)


def _name(base: ast.expr) -> str:
    """A base class without its parameters and its module."""
    return ast.unparse(base.value if isinstance(base, ast.Subscript) else base).split(".")[-1]


@cache
def _sizes() -> dict[str, Size]:
    """Every class of simulation and shell by its full name, with what it inherits from the project."""
    found: dict[str, ast.ClassDef] = {}
    reach: dict[str, dict[str, str]] = {}
    for path, tree in modules("simulation", "webapp"):
        module = dotted(path)
        reach[module] = {
            alias.asname or alias.name: f"{node.module}.{alias.name}"
            for node in tree.body
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                found[f"{module}.{node.name}"] = node
                reach[module][node.name] = f"{module}.{node.name}"

    @cache
    def size(full: str) -> Size:
        node, module = found[full], full.rpartition(".")[0]
        made = _own(node)
        for base in map(_name, node.bases):
            above = reach[module].get(base, base)
            if above in found and above != full:
                made = made.with_base(size(above))
            elif base in VALUES:
                made = made.with_base(Size(frozenset(), frozenset(), is_value=True))
        return made

    return {full: size(full) for full in found}


def test_no_class_holds_too_much() -> None:
    too_large = {
        full: size
        for full, size in _sizes().items()
        if len(size.methods) > MOST_METHODS
        or len(size.attributes) > (MOST_FIELDS if size.is_value else MOST_ATTRIBUTES)
    }
    assert too_large == {}


@pytest.mark.parametrize(
    ("full", "attributes", "methods"),
    [
        ("simulation.network.world.world.World", 20, 5),
        ("simulation.network.world.members.Broker", 20, 17),
    ],
)
def test_what_is_inherited_counts(full: str, attributes: int, methods: int) -> None:
    size = _sizes()[full]
    assert (len(size.attributes), len(size.methods), size.is_value) == (attributes, methods, False)
