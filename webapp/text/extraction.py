"""Finds the texts of TOML files for translators; `babel.cfg` says in which files and columns."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator
from typing import BinaryIO


def extract_toml(
    file: BinaryIO, _keywords: object, _comment_tags: object, options: dict[str, str]
) -> Iterator[tuple[int, None, str, list[str]]]:
    """Every text of a TOML file with its line, as Babel asks for it.

    Args:
        file: The file.
        options: `columns`: names of the keys whose texts are meant, with blanks between; all when left out.
    """
    source = file.read().decode("utf-8")
    columns = options.get("columns", "").split()
    place = -1
    for key, text in _texts(tomllib.loads(source), columns):
        place = max(source.find(f"\n{key} = ", place + 1), place)
        yield source.count("\n", 0, place + 1) + 1, None, text, []


def _texts(value: object, columns: Collection[str], key: str = "") -> Iterator[tuple[str, str]]:
    match value:
        case dict():
            for name, each in value.items():
                yield from _texts(each, columns, name)
        case list():
            for each in value:
                yield from _texts(each, columns, key)
        case str() if value and (not columns or key in columns):
            yield key, value
