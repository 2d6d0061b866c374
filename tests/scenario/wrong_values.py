"""One wrong value for each key of the scenario format, made from the schema: a key that is added is tried as well."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from simulation.scenario.schema.country import Naming
from simulation.scenario.schema.scenario import Scenario

UNKNOWN = "bananas"
"""A word in the form of a key that names nothing."""

FAR = 10**18
"""More of anything than there is."""

OWN_WORDS = frozenset({"Scenario.name", "Need.closed"})
"""Keys under which any word will do that has the right form."""

MALFORMED = " <b>"
"""No key, no name and no words."""

type Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class WrongValue:
    """A place of a scenario file and what is written there instead.

    Attributes:
        model: Which table of the format.
        field: Its key.
        path: Where, from the scenario's root.
        value: The wrong value.
    """

    model: str
    field: str
    path: Path
    value: object

    @property
    def name(self) -> str:
        """Like `Offence.elements = bananas`."""
        return f"{self.model}.{self.field} = {self.value}"

    def written(self, raw: dict[str, Any]) -> dict[str, Any]:
        """The scenario with this value in it."""
        changed = copy.deepcopy(raw)
        place: Any = changed
        for step in self.path[:-1]:
            place = place[step]
        place[self.path[-1]] = self.value
        return changed


def wrong_values(scenario: Scenario) -> Iterator[WrongValue]:
    """For each key of each table that the scenario has, at its first place where it holds something."""
    found: dict[tuple[str, str], WrongValue] = {}
    plain: dict[tuple[str, str], tuple[Path, object]] = {}
    for model, path in _tables(scenario, ()):
        for field in type(model).model_fields:
            key, value = (type(model).__name__, field), getattr(model, field)
            if field == "texts" or _holds_tables(value):
                continue
            if value in (None, ()):
                plain.setdefault(key, ((*path, field), value))
            elif key not in found:
                wrong = _malformed(value) if _is_own(model, field) else _wrong(value)
                found[key] = WrongValue(*key, (*path, field), wrong)
    yield from found.values()
    for key, (path, value) in plain.items():
        if key not in found:
            yield WrongValue(*key, path, [UNKNOWN] if value == () else UNKNOWN)


def _tables(model: BaseModel, path: Path) -> Iterator[tuple[BaseModel, Path]]:
    yield model, path
    for field in type(model).model_fields:
        value = getattr(model, field)
        for step, each in enumerate(value) if isinstance(value, tuple) else ((None, value),):
            if isinstance(each, BaseModel):
                yield from _tables(each, (*path, field) if step is None else (*path, field, step))


def _holds_tables(value: object) -> bool:
    return isinstance(value, BaseModel) or (isinstance(value, tuple) and any(isinstance(e, BaseModel) for e in value))


def _is_own(model: BaseModel, field: str) -> bool:
    """Whether the author chooses the word: the name of a thing, and what nothing else in the files refers to."""
    return field == "key" or isinstance(model, Naming) or f"{type(model).__name__}.{field}" in OWN_WORDS


def _malformed(value: object) -> object:
    return (
        [MALFORMED if isinstance(value[0], str) and value[0][0].isupper() else "", *value[1:]]
        if isinstance(value, tuple)
        else MALFORMED
    )


def _wrong(value: object) -> object:
    """Another value of the same form, as far as there is one: a slip of an author, no slip of TOML."""
    match value:
        case bool():
            return UNKNOWN
        case int() | float():
            return FAR
        case str():
            return "QQQ" if value.isupper() and len(value) == 3 else UNKNOWN
        case tuple():
            return [_wrong(value[0]), *value[1:]]
        case dict():
            first = next(iter(value))
            return {UNKNOWN if key == first else str(key): each for key, each in value.items()}
        case _:
            return UNKNOWN
