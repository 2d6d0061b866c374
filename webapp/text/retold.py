"""What an exercise keeps as text, in the reader's language.

Events keep the words in which something happened: those of the scenario in the language of the exercise's papers, and
those of automatic players in English. They are not changed; where such a text comes to a page or a paper it is known
again (`webapp.text.telling`) and said in the reader's language. What people wrote stands as they wrote it: in fields of
forms always (`webapp.pages.retelling`), elsewhere unless they wrote the very words of such a text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Protocol, cast

from flask import g, has_request_context


class Tells(Protocol):
    """Who says known texts in the reader's language."""

    def tell(self, text: str) -> str:
        """The text; as it is where it is not known."""


def retold(text: str) -> str:
    """A text in the language of whoever is asking, where their exercise knows it."""
    if " " not in text or not has_request_context():
        return text
    teller = cast("Callable[[], Tells | None] | None", g.get("teller"))
    found = teller() if teller is not None else None
    return found.tell(text) if found is not None else text


def all_retold[T](value: T) -> T:
    """A value with every text in it that the exercise knows said in the language of whoever is asking."""
    return cast("T", _all_retold(value))


def _all_retold(value: object) -> object:
    if type(value) is str:
        return retold(value)
    if type(value) is tuple:
        return tuple(map(_all_retold, value))
    if is_dataclass(value) and not isinstance(value, type):
        now = {each.name: getattr(value, each.name) for each in fields(value) if each.init}
        said = {name: _all_retold(each) for name, each in now.items()}
        changed = {name: each for name, each in said.items() if each != now[name]}
        return replace(value, **changed) if changed else value
    return value
