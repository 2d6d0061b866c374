"""The words of a scenario: read from its language files, and written into one of them."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from webapp.text.translating.words import Text, Words

ENGLISH = "en"
_BARE = re.compile(r"^[A-Za-z0-9_-]+$")

type Table = dict[str, str | Table]
"""Words in nested tables, as a language file has them."""


def scenario_words(directory: Path, language: str, version: str) -> Words:
    """The words of a scenario with what is translated of them.

    Args:
        directory: Where the scenario lies; its English is written.
        language: Code of the other language.
        version: Of this program.
    """
    said = dict(_rows((), _read(directory, language)))
    english = dict(_rows((), _read(directory, ENGLISH)))
    texts = tuple(Text(text, (said.get(key, ""),), key=key, places=(key,)) for key, text in english.items())
    left = tuple(Text("", (text,), key=key) for key, text in said.items() if key not in english)
    return Words(directory.name, language, version, texts, left)


def write_scenario_words(directory: Path, words: Words) -> Path:
    """Write a language file of a scenario; what is not translated is left out, and is shown in English.

    Args:
        directory: Where the scenario lies.
        words: Its words.

    Returns:
        The file.
    """
    table: Table = {}
    for text in words.texts:
        if text.said[0]:
            _put(table, text.key.split("."), text.said[0])
    path = directory / "texts" / f"{words.language}.toml"
    path.write_text("\n".join(_lines((), table)).strip() + "\n", encoding="utf-8", newline="\n")
    return path


def _read(directory: Path, language: str) -> Mapping[str, object]:
    path = directory / "texts" / f"{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _rows(path: tuple[str, ...], value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield ".".join(path), value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _rows((*path, key), each)


def _put(table: Table, path: list[str], text: str) -> None:
    inner = table.setdefault(path[0], {}) if len(path) > 1 else table
    if isinstance(inner, str):
        raise TypeError(f"{path[0]} is a text and cannot hold others")
    if len(path) > 1:
        _put(inner, path[1:], text)
    else:
        inner[path[0]] = text


def _lines(path: tuple[str, ...], table: Table) -> Iterator[str]:
    own = [(key, value) for key, value in table.items() if isinstance(value, str)]
    if own and path:
        yield f"\n[{'.'.join(map(_key, path))}]"
    for key, text in own:
        yield f"{_key(key)} = {_quoted(text)}"
    for key, value in table.items():
        if not isinstance(value, str):
            yield from _lines((*path, key), value)


def _key(name: str) -> str:
    return name if _BARE.match(name) else _quoted(name)


def _quoted(text: str) -> str:
    """A text as TOML writes it on one line: JSON's escapes are a part of TOML's, but for the last control character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
