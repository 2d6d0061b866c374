"""Reading tables and words that lie in the package; each read is explicit, nothing is read on import."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from simulation.kernel.field_types import FrozenModel


@cache
def _tables(package: str, name: str) -> dict[str, list[object]]:
    return tomllib.loads((files(package) / "data" / f"{name}.toml").read_text(encoding="utf-8"))


def table_rows[Row: FrozenModel](
    package: str, name: str, table: str, kind: type[Row], *, is_optional: bool = False
) -> tuple[Row, ...]:
    """The rows of one table of a data file, checked, in their order.

    Args:
        package: Dotted name of the package in whose folder `data` the file lies.
        name: File without its ending, e.g. `grounds`.
        table: Name of the array of tables.
        kind: What each row is.
        is_optional: A file without the table has no rows of it, instead of being wrong.
    """
    found = _tables(package, name)
    return tuple(kind.model_validate(row) for row in (found.get(table, []) if is_optional else found[table]))


@cache
def words_in(package: str) -> Mapping[str, str]:
    """The English sentences of a package's `words.toml`, by code: names of tables and keys joined by dots.

    Args:
        package: Dotted name of the package in whose folder the file lies; "" for no words.
    """
    if not package:
        return {}
    return dict(_joined("", tomllib.loads((files(package) / "words.toml").read_text(encoding="utf-8"))))


def _joined(prefix: str, table: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _joined(f"{prefix}{key}.", value)
        else:
            yield f"{prefix}{key}", str(value)
