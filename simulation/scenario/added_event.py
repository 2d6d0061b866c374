"""An event of a room, written at the end of a scenario's files: what was there stays as it is, letter by letter."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from simulation.scenario.load import PLAY, TEXTS
from simulation.scenario.schema.play import Inject, OpeningDocument

ENGLISH = f"{TEXTS}/en.toml"
"""The words that every scenario has."""


@dataclass(frozen=True, slots=True)
class AddedEvent:
    """A line of the event list with all its words.

    Attributes:
        line: The line; its key begins with `inject/`, and no line of the scenario has it.
        words: Its words by their part: `title`, `text`, `purpose`, `expected`, `hint1` to `hint3`.
        choices: Words of its answers by their code.
        paper: The paper that comes with it, named by the line; None for none.
        language: In which its words are written.
    """

    line: Inject
    words: Mapping[str, str]
    choices: Mapping[str, str]
    paper: OpeningDocument | None = None
    language: str = "en"

    @property
    def own_words(self) -> str:
        """The file of words in its language."""
        return f"{TEXTS}/{self.language}.toml"


def appended(files: Mapping[str, bytes], event: AddedEvent) -> dict[str, bytes]:
    """The files of a scenario with one event more.

    Its words go into the file of their language, where the scenario has one; into the English one they go in any case,
    for English has to be whole.

    Args:
        files: Content by name.
        event: The event.
    """
    rows = [_table("injects", event.line)]
    if event.paper is not None:
        rows.insert(0, _table("documents", event.paper))
    name = event.line.key.replace("/", ".")
    words = [f"[{name}]", *(f"{part} = {_said(text)}" for part, text in event.words.items())]
    if event.choices:
        words += [f"[{name}.choice]", *(f"{code} = {_said(text)}" for code, text in event.choices.items())]
    changed = {**files, PLAY: _with(files[PLAY], "\n\n".join(rows))}
    foreign = "" if event.own_words == ENGLISH else f"; in {event.language}, to be translated"
    changed[ENGLISH] = _with(files[ENGLISH], "\n".join(words), foreign)
    if foreign and event.own_words in files:
        changed[event.own_words] = _with(files[event.own_words], "\n".join(words))
    return changed


def _with(content: bytes, more: str, told: str = "") -> bytes:
    return content.rstrip() + f"\n\n# Written in a room{told}\n{more}\n".encode()


def _table(name: str, row: BaseModel) -> str:
    values = row.model_dump(mode="json", exclude_defaults=True)
    return "\n".join([f"[[{name}]]", *(f"{key} = {_value(value)}" for key, value in values.items())])


def _value(value: object) -> str:
    """A value as TOML has it in one line."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_value(each)}" for key, each in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    return _said(value) if isinstance(value, str) else json.dumps(value)


def _said(text: str) -> str:
    """Text in quotes: what JSON escapes, TOML reads; the one sign that JSON leaves is written out."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
