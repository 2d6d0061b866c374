"""In which line of its file a problem is: TOML readers give values without their places, authors look for lines."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from simulation.kernel.errors import Problem

_LONG_TEXT = r'"""(?:\\.|[^\\])*?"{3,5}' + r"|'''.*?'{3,5}"
_TEXT = r'"(?:\\.|[^"\\\n])*"' + r"|'[^'\n]*'"
_COMMENT = r"#[^\n]*"
_HIDDEN = re.compile(f"{_LONG_TEXT}|{_TEXT}|{_COMMENT}", re.DOTALL)
"""What may contain brackets and names that are none."""

_NAME = re.compile(rf"{_TEXT}|[\w-]+")
_HEADER = re.compile(r"\s*(\[\[?)([\w\s.-]+)\]")
_KEY = re.compile(r"([\w\s.-]+)=")


def with_lines(directory: Path, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems with the lines of their files, as far as they can be told.

    Args:
        directory: Where the scenario's files are.
        problems: What is wrong with them.
    """

    @cache
    def lines_of(file: str) -> dict[str, int]:
        try:
            return _lines((directory / file).read_text(encoding="utf-8-sig"))
        except (OSError, ValueError, RecursionError):  # not there, or no valid TOML
            return {}

    return tuple(
        replace(problem, line=_line(lines_of(file), path))
        for problem, (file, _, path) in ((problem, problem.path.partition(": ")) for problem in problems)
    )


def _line(lines: dict[str, int], path: str) -> int:
    """The line of what a path leads to, else of the nearest thing around it that the file has; 0 for none."""
    while path and path not in lines:
        path = path.rpartition(".")[0]
    return lines.get(path, 0)


def _lines(text: str) -> dict[str, int]:
    """The lines of places; none where a list of tables has not as many rows here as for a reader of TOML."""
    lines: dict[str, int] = {}
    counts: dict[str, int] = {}
    for place, line in _places(text, counts):
        lines.setdefault(place, line)
    rows = dict(_rows(tomllib.loads(text)))
    return lines if all(rows.get(path) == last + 1 for path, last in counts.items()) else {}


def _rows(value: object, path: str = "") -> Iterator[tuple[str, int]]:
    """Every list inside a value, with how many items it has."""
    inside: Iterable[tuple[object, object]] = ()
    if isinstance(value, dict):
        inside = value.items()
    elif isinstance(value, list):
        inside = enumerate(value)
        yield path, len(value)
    for name, each in inside:
        yield from _rows(each, f"{path}.{name}" if path else str(name))


def _places(text: str, counts: dict[str, int]) -> Iterator[tuple[str, int]]:
    """Tables, keys and items of lists: dotted path and line; `counts` gets the last row of each list of tables."""
    bare = _HIDDEN.sub(lambda found: re.sub(r"[^\n]", " " if found[0][0] == "#" else "_", found[0]), text)
    table = path = ""
    depth = item = 0
    begins = False
    for number, (line, plain) in enumerate(zip(text.split("\n"), bare.split("\n"), strict=True), start=1):
        value = plain
        if depth == 0 and (header := _HEADER.match(plain)):
            around = _around(_parts(line[slice(*header.span(2))]), counts, is_row=header[1] == "[[")
            yield from ((each, number) for each in around)
            table = around[-1]
            continue
        if depth == 0 and (key := _KEY.match(plain)):
            path = ".".join(filter(None, (table, *_parts(line[slice(*key.span(1))]))))
            yield path, number
            value, item = plain[key.end() :], 0
        for mark in "".join(value.split()):
            if begins and mark not in ",]":
                yield f"{path}.{item}", number
            depth += (mark in "[{") - (mark in "]}")
            begins = depth == 1 and mark in "[,"
            item += begins and mark == ","


def _parts(names: str) -> list[str]:
    return [each.strip("\"'") for each in _NAME.findall(names)]


def _around(parts: list[str], counts: dict[str, int], *, is_row: bool) -> list[str]:
    """The paths of a table and of all around it, with the places of rows; a row that begins is counted."""
    paths: list[str] = []
    for number, part in enumerate(parts, start=1):
        path = f"{paths[-1]}.{part}" if paths else part
        paths.append(path)
        if is_row and number == len(parts):
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            paths.append(f"{path}.{counts[path]}")
    return paths
