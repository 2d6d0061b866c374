"""What is wrong with a translation: a placeholder or a mark-up that is lost would break the page on which it stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from webapp.text.translating.words import Text, Words

_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{\w*\}|%%")
_MARKUP = re.compile(r"</?\w+[^>]*>")
_COUNTED = "%(num)s"
"""The number itself: a language may say "one" or "two" in words."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A translation that cannot be used.

    Attributes:
        text: The text.
        lost: Placeholders and mark-up of the English that it lacks.
        added: Those that it has and the English does not.
    """

    text: Text
    lost: tuple[str, ...]
    added: tuple[str, ...]


def faults(words: Words) -> tuple[Fault, ...]:
    """The translations that would break a page, in their order."""
    return tuple(_faults(words))


def _faults(words: Words) -> Iterator[Fault]:
    for text in words.texts:
        for number, said in enumerate(text.said):
            wanted = _marks(text.plural if text.plural and number else text.english)
            both = _marks(text.english) | _marks(text.plural) if text.plural else wanted
            found = _marks(said)
            lost, added = wanted - found, found - both
            if text.plural:
                lost.pop(_COUNTED, None)
            if said and (lost or added):
                yield Fault(text, tuple(lost.elements()), tuple(added.elements()))
                break


def _marks(text: str) -> Counter[str]:
    return Counter(_PLACEHOLDER.findall(text) + _MARKUP.findall(text))
