"""In which line of its file a problem is: TOML readers give values without their places, authors look for lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from simulation.kernel.errors import Problem

_NAME = r"""(?:[\w-]+|"[^"\n]*"|'[^'\n]*')"""
_NAMES = rf"{_NAME}(?:\s*\.\s*{_NAME})*"
_HEADER = re.compile(rf"\s*(\[\[?)\s*({_NAMES})\s*\]")
_KEY = re.compile(rf"\s*({_NAMES})\s*=\s*(.*)")
_ITEM = re.compile(r"\s*\{")
_LONG_TEXT = re.compile(r'"""|' + "'''")


def with_lines(directory: Path, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems with the lines of their files, as far as they can be told.

    Args:
        directory: Where the scenario's files are.
        problems: What is wrong with them.
    """

    @cache
    def lines_of(file: str) -> dict[str, int]:
        try:
            text = (directory / file).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            return {}
        lines: dict[str, int] = {}
        for place, line in _places(text):
            lines.setdefault(place, line)
        return lines

    return tuple(
        replace(problem, line=_line(lines_of(file), path))
        for problem, (file, _, path) in ((problem, problem.path.partition(": ")) for problem in problems)
    )


def _line(lines: dict[str, int], path: str) -> int:
    """The line of what a path leads to, else of the nearest thing around it that the file has; 0 for none."""
    while path and path not in lines:
        path = path.rpartition(".")[0]
    return lines.get(path, 0)


def _places(text: str) -> Iterator[tuple[str, int]]:
    """Tables, keys and inline tables of lists, as far as they begin in a line of their own: dotted path and line."""
    counts: dict[str, int] = {}
    table = listed = ends_text = ""
    items = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if ends_text:
            ends_text = "" if ends_text in line else ends_text
        elif listed:
            if _ITEM.match(line):
                yield f"{listed}.{items}", number
                items += 1
            listed = "" if line.lstrip().startswith("]") else listed
        elif header := _HEADER.match(line):
            around = _around(_parts(header[2]), counts, is_row=header[1] == "[[")
            yield from ((each, number) for each in around)
            table = around[-1]
        elif key := _KEY.match(line):
            path = ".".join(filter(None, (table, *_parts(key[1]))))
            yield path, number
            opened = _LONG_TEXT.match(key[2])
            ends_text = opened[0] if opened and key[2].count(opened[0]) == 1 else ""
            listed, items = (path, 0) if key[2].split("#")[0].strip() == "[" else ("", 0)


def _parts(names: str) -> list[str]:
    return [each.strip("\"'") for each in re.findall(_NAME, names)]


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
