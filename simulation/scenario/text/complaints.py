"""Putting the schema's complaints into words for an author: where it is, what was expected, what was probably meant."""

from __future__ import annotations

import difflib
import re
import types
import typing
from collections.abc import Iterator

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from simulation.kernel.errors import Problem
from simulation.scenario.schema.scenario import Scenario

NEEDED = {
    "tuple_type": "a list in square brackets is needed",
    "list_type": "a list in square brackets is needed",
    "string_type": "text in quotation marks is needed",
    "int_type": "a whole number is needed",
    "int_from_float": "a whole number is needed",
    "int_parsing": "a whole number is needed",
    "float_type": "a number is needed",
    "float_parsing": "a number is needed",
    "finite_number": "a finite number is needed",
    "bool_type": "true or false is needed",
    "bool_parsing": "true or false is needed",
    "model_type": "a table is needed",
    "model_attributes_type": "a table is needed",
    "dict_type": "a table is needed",
}
"""What an author has to write where the schema found a value of another type."""

type Location = tuple[int | str, ...]
"""Keys and positions that lead to a value."""


def problem_of(detail: ErrorDetails, raw: object, file: str) -> Problem:
    """One complaint of the schema as a problem with file and dotted path.

    Args:
        detail: The complaint; its place starts at the scenario.
        raw: What was read, to name the thing concerned by its key.
        file: Name of the file that holds this part.
    """
    location = detail["loc"]
    within = location[1:] if location and location[0] in {"crime", "play"} else location
    dotted = ".".join(str(part) for part in within if not _is_branch(part))
    path = f"{file}: {dotted}" if dotted else file
    name = _named(raw, location)
    return Problem(path, f"{name}{_message(detail, location)}")


def _is_branch(part: int | str) -> bool:
    return part == "[key]" or (isinstance(part, str) and part.startswith(("function-", "tagged-")))


def _message(detail: ErrorDetails, location: Location) -> str:
    kind, context, given = detail["type"], detail.get("ctx", {}), detail["input"]
    shown = _shown(given)
    if kind == "missing":
        return "this is missing"
    if kind == "extra_forbidden":
        close = difflib.get_close_matches(str(location[-1]), list(_fields_at(location[:-1])), n=1)
        hint = f"; did you mean {close[0]!r}?" if close else "; docs/scenario-format.md lists the keys"
        return f"there is no such key here{hint}"
    if kind in {"enum", "literal_error"}:
        expected = str(context.get("expected", ""))
        close = difflib.get_close_matches(str(given), re.findall(r"'([^']*)'", expected), n=1)
        hint = f"; did you mean {close[0]!r}?" if close else ""
        return f"{shown} is not allowed here; expected {expected}{hint}"
    if kind == "string_pattern_mismatch":
        return f"{shown} has not the form {context.get('pattern', '')}"
    if kind == "value_error":
        return f"{detail['msg'].removeprefix('Value error, ')} (here: {shown})"
    if kind == "too_short":
        return f"at least {context.get('min_length')} entries are needed, here are {context.get('actual_length')}"
    if kind in NEEDED:
        return f"{NEEDED[kind]}; here is {shown}"
    message = detail["msg"][:1].lower() + detail["msg"][1:]
    return f"{message}; here is {shown}"


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _named(raw: object, location: Location) -> str:
    """The key or code of the innermost thing on the way, so that `countries.2` says which country that is."""
    name, here = "", raw
    for part in location:
        here = _inner(here, part)
        if isinstance(here, dict):
            label = here.get("key") or here.get("code")
            if label is None and isinstance(here.get("a"), str):
                label = f"{here['a']}-{here.get('b', '?')}"
            name = f"({label}) " if isinstance(label, str) else name
    return name


def _inner(value: object, part: int | str) -> object:
    """What lies one step further in; None if nothing does."""
    if isinstance(value, dict):
        return value.get(part)
    if isinstance(value, list) and isinstance(part, int) and part < len(value):
        return value[part]
    return None


def _fields_at(location: Location) -> Iterator[str]:
    """Names of the keys that the schema has at a place."""
    models: list[type[BaseModel]] = [Scenario]
    for part in location:
        if isinstance(part, int):
            continue
        models = [
            inner
            for model in models
            if part in model.model_fields
            for inner in _models_in(model.model_fields[part].annotation)
        ]
    for model in models:
        yield from model.model_fields


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if (
        isinstance(annotation, type)
        and issubclass(annotation, BaseModel)
        and not isinstance(annotation, types.GenericAlias)
    ):
        yield annotation
    for inner in typing.get_args(annotation):
        yield from _models_in(inner)
