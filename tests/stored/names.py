"""Names on paper: commands and events with their fields as journals store them, and the addresses of the application.

Classes that stand inside them are written by what is stored of them, not by their names, which may change.
"""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from types import NoneType
from typing import Any, TypeAliasType, get_args, get_type_hints

from flask import Flask

from simulation.exercise import registry
from simulation.exercise.core.command import COMMANDS
from simulation.exercise.core.event import EVENTS
from tests.stored.files import NAMES

type Kind = Any
"""A type as it stands in an annotation."""

INDENT = "    "


def declared() -> list[tuple[str, str, Kind]]:
    """Every command and event: its kind, its name in a journal, its class; by name."""
    assert registry.HANDLERS, "what is declared is known once the registry is"
    known = (("command", COMMANDS), ("event", EVENTS))
    return [(title, name, kinds[name]) for title, kinds in known for name in sorted(kinds)]


def spoken(kind: Kind, indent: str) -> str:
    """A type as it is stored."""
    if isinstance(kind, TypeAliasType):
        return spoken(kind.__value__, indent)
    if getattr(kind, "__origin__", None) is tuple:
        return f"[{', '.join(spoken(each, indent) for each in get_args(kind))}]"
    if get_args(kind):
        return " | ".join(spoken(each, indent) for each in get_args(kind))
    if kind in {Ellipsis, NoneType}:
        return "null" if kind is NoneType else "..."
    if issubclass(kind, Enum):
        return f"one of ({', '.join(str(each.value) for each in kind)})"
    if is_dataclass(kind) or issubclass(kind, tuple):
        opened, closed = "{}" if is_dataclass(kind) else "[]"
        return "\n".join([opened, *shape(kind, indent + INDENT), f"{indent}{closed}"])
    assert kind in {str, int, bool, float}, kind
    return str(kind.__name__)


def shape(kind: Kind, indent: str) -> list[str]:
    """Fields with types and defaults, in order."""
    hints = get_type_hints(kind)
    if is_dataclass(kind):
        given = {each.name: each.default if each.default_factory is MISSING else "made" for each in fields(kind)}
    else:
        given = {name: kind._field_defaults.get(name, MISSING) for name in kind._fields}
    return [f"{indent}{name}: {spoken(hints[name], indent)}{_else(value)}" for name, value in given.items()]


def _else(value: object) -> str:
    if value is MISSING:
        return ""
    return f" = {value.value if isinstance(value, Enum) else value!r}"


def addresses(app: Flask) -> list[str]:
    """Every rule with its methods and its endpoint."""
    rules = ((rule.rule, ",".join(sorted(rule.methods or ())), rule.endpoint) for rule in app.url_map.iter_rules())
    return [f"{rule}  {methods}  {endpoint}" for rule, methods, endpoint in sorted(rules)]


def now(app: Flask) -> str:
    """The whole list."""
    lines = []
    for title, name, kind in declared():
        lines += [f"{title} {name}", *shape(kind, INDENT)]
    return "\n".join([*lines, "", *addresses(app), ""])


def stored() -> str:
    """The list as it was taken."""
    return NAMES.read_text(encoding="utf-8")
