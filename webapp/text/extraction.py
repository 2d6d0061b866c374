"""Texts that stand in tables, for translators: what Babel calls for the files that `babel.cfg` names."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from typing import IO

from simulation.exercise.registry import SHIPPED
from simulation.law.assessment.safeguards import SOURCES
from webapp.text.law_texts import source_parts

type Message = tuple[int, str, str, list[str]]
"""Line, function (none here), text and comments, as Babel wants them."""


def table_texts(file: IO[bytes], _keywords: object, _comments: object, options: Mapping[str, str]) -> Iterator[Message]:
    """The texts of a TOML file.

    Args:
        file: The file.
        options: Of the section in `babel.cfg`: `texts`, the keys whose values are texts, each by its name or as
            `table.name`, and `sources`, those whose values are sources; without either every value is a text.
    """
    content = file.read().decode()
    lines = content.splitlines()
    texts, sources = (set(options.get(name, "").split()) for name in ("texts", "sources"))
    for path, value in _values((), tomllib.loads(content)):
        keys = {path[-1], ".".join(path)}
        if not (texts or sources) or keys & texts:
            yield _line(lines, value), "", value, []
        elif keys & sources:
            yield from ((_line(lines, part), "", part, []) for part in source_parts(value))


def _values(path: tuple[str, ...], value: object) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _values((*path, key), each)
    elif isinstance(value, list):
        for each in value:
            yield from _values(path, each)


def _line(lines: list[str], text: str) -> int:
    return next((number for number, line in enumerate(lines, start=1) if text in line), 1)


def safeguard_sources(*_of_the_file: object, **_options: object) -> Iterator[Message]:
    """The sources of every safeguard."""
    yield from ((1, "", part, []) for source in SOURCES for part in source_parts(source))


def procedure_sources(*_of_the_file: object, **_options: object) -> Iterator[Message]:
    """The sources of every status and transition of the procedures in the registry."""
    for procedure in SHIPPED.procedures:
        rules = procedure.rules
        sources = [row.basis for row in (rules.begins, *rules.transitions)]
        sources += [status.basis for status in rules.statuses.values()]
        yield from ((1, "", part, []) for source in sources for part in source_parts(source))
